// One story: what is new, open, disputed, and who printed it.

#include <algorithm>

#include "serve/pages/as_of_handle.h"
#include "serve/pages/figure_chart.h"
#include "serve/pages/pages.h"
#include "serve/pages/story_sections.h"

namespace checkback {
namespace {

// Where a part of the page is not empty, a link to it.
void PutContents(const WholeStory& whole, Html& html) {
  const ToldStory& told = whole.told;
  const auto open = static_cast<std::size_t>(
      std::count_if(told.questions.begin(), told.questions.end(),
                    [](const StoryQuestion& q) { return q.state == QuestionState::kOpen; }));
  html.Put("<nav class=\"contents\" aria-label=\"On this page\"><a href=\"#new\">New</a>");
  if (!told.questions.empty())
    html.Put(" <a href=\"#questions\">Open questions <b>{}</b></a>", open);
  if (!told.figures.empty()) html.Put(" <a href=\"#figures\">Figures</a>");
  if (std::any_of(told.statements.begin(), told.statements.end(),
                  [](const StoryStatement& s) { return !s.source.empty(); }))
    html.Put(" <a href=\"#who\">Who says what</a>");
  if (!told.names.empty()) html.Put(" <a href=\"#names\">Who and where</a>");
  if (!told.contradictions.empty()) html.Put(" <a href=\"#against\">Contradictions</a>");
  if (!told.timeline.empty()) html.Put(" <a href=\"#days\">Day by day</a>");
  if (std::any_of(whole.story.captures.begin(), whole.story.captures.end(),
                  [](const StoryCapture& c) { return c.version > 1; }))
    html.Put(" <a href=\"#edits\">Edits</a>");
  if (!told.expected.empty()) html.Put(" <a href=\"#expected\">Expected</a>");
  if (whole.story.running) html.Put(" <a href=\"#running\">Running story</a>");
  html.Put(" <a href=\"#articles\">Articles</a></nav>\n");
}

}  // namespace

Result<std::string> StoryPage(const Asked& asked, std::string_view id) {
  Result<StoredStory> story = asked.store.FindStory(id);
  if (!story) return Fail(story.error());
  const Result<ToldShelf::Told> told = asked.shelf.Of(asked.store, std::move(*story));
  if (!told) return Fail(told.error());
  const ShelvedStory& whole = **told;
  const Result<StoredStory> present = asked.as_of ? asked.present.FindStory(id) : whole.story;
  const Instant first = whole.story.captures.front().capture.seen_at;
  const Instant last = whole.story.captures.back().capture.seen_at;
  const std::string title = whole.story.title.empty() ? "(no headline)" : whole.story.title;
  Html html;
  html.Put(
      "<header class=\"head\"><h1 dir=\"auto\" lang=\"{}\">{}</h1><p class=\"ours "
      "counts\">{}<span>{}, {}</span><span dir=\"auto\">{}</span><span>{} to {}</span></p>",
      whole.story.language, title, whole.story.articles > 2 ? ActivityLine(whole.story) : Html(),
      CountOf(whole.story.articles, "article", "articles"),
      CountOf(whole.story.origins.origins.size(), "origin", "origins"), OutletsOf(whole.story),
      WhenOf(first, asked), WhenOf(last, asked));
  html.Put("<div class=\"tools\">{}", FollowForm(whole.story.id, asked));
  if (present) PutHandle(*present, asked, html);
  html.Put("</div>");
  PutContents(whole, html);
  html.Put("</header>\n");
  if (present) PutRail(*present, asked, html);
  PutNews(whole, asked, html);
  PutQuestions(whole, asked, Extent::kBrief, html);
  PutFigures(whole, asked, Extent::kBrief, html);
  PutStatements(whole, asked, Extent::kBrief, html);
  PutNames(whole, asked, html);
  PutContradictions(whole, asked, html);
  PutTimeline(whole, asked, Extent::kBrief, html);
  PutEdits(whole, asked, Extent::kBrief, html);
  PutExpected(whole, asked, html);
  PutRunning(whole.story, asked, html);
  PutArticles(whole, asked, Extent::kBrief, html);
  html.Put(
      "<p class=\"ours counts\"><span><a href=\"/v1/stories/{}{}\">This story as "
      "JSON</a></span><span>"
      "<a href=\"/stories/{}?as_of={}\">Permalink of what it told until {}</a></span></p>",
      whole.story.id, AsOfOf(asked), whole.story.id, ToRfc3339(last), WordsOf(last, asked));
  return PageOf(asked, title, html, whole.story.id);
}

}  // namespace checkback
