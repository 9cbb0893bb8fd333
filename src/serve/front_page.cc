// The stories, newest change first, each with what was new last and what is open.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "serve/figure_chart.h"
#include "serve/pages.h"
#include "serve/story_sections.h"

namespace checkback {
namespace {

constexpr std::size_t kMostPages = 1000;
constexpr std::size_t kQuestionsShown = 2;
constexpr std::size_t kFiguresShown = 2;

Instant LastChangeOf(const StoredStory& story) {
  Instant changed{};
  for (const StoryCapture& c : story.captures)
    if (!c.is_visit) changed = c.capture.seen_at;
  return changed;
}

// The newest sentence that was new; nothing where none was.
std::optional<Passage> NewestOf(const WholeStory& whole) {
  for (auto update = whole.told.updates.rbegin(); update != whole.told.updates.rend(); ++update)
    if (!update->sentences.empty()) return Passage{update->capture, update->sentences.front()};
  return std::nullopt;
}

void PutFigureLines(const WholeStory& whole, Html& html) {
  std::vector<const FigureSeries*> moved;
  for (const FigureSeries& series : whole.told.figures)
    if (!series.points.empty() && SaysWhatItCounts(series) && HasMoved(series))
      moved.push_back(&series);
  std::stable_sort(moved.begin(), moved.end(), [](const auto* a, const auto* b) {
    return a->points.size() > b->points.size();
  });
  for (std::size_t i = 0; i < std::min(moved.size(), kFiguresShown); ++i) {
    html.Put("<p class=\"moved\"><span dir=\"auto\">{}</span> <b class=\"number\">{}</b></p>",
             moved[i]->what, MovesOf(*moved[i]));
  }
}

void PutOpen(const WholeStory& whole, const Asked& asked, Html& html) {
  std::size_t shown = 0;
  for (auto question = whole.told.questions.rbegin(); question != whole.told.questions.rend();
       ++question) {
    if (question->state != QuestionState::kOpen || shown == kQuestionsShown) continue;
    ++shown;
    html.Put("<p class=\"asks\"><span class=\"state open\">open</span> {}</p>",
             LinkedWords(whole, question->opened, asked));
  }
}

void PutStory(const WholeStory& whole, const Asked& asked, Html& html) {
  const StoredStory& story = whole.story;
  std::size_t open = 0, answered = 0;
  for (const StoryQuestion& question : whole.told.questions) {
    open += question.state == QuestionState::kOpen ? 1 : 0;
    answered += question.state == QuestionState::kAnswered ? 1 : 0;
  }
  html.Put(
      "<li class=\"story\"><article><h2 dir=\"auto\" lang=\"{}\"><a "
      "href=\"/stories/{}{}\">{}</a></h2>",
      story.language, story.id, AsOfOf(asked), story.title.empty() ? "(no headline)" : story.title);
  const std::optional<Passage> newest = NewestOf(whole);
  if (newest && story.articles > 1)
    html.Put("<p class=\"newest\">{} {}</p>", LinkedWords(whole, *newest, asked),
             PrintedBy(whole, newest->capture, asked));
  PutOpen(whole, asked, html);
  PutFigureLines(whole, html);
  html.Put("<p class=\"ours counts\">{}<span>{}</span><span>{}, {}</span>",
           story.articles > 2 ? ActivityLine(story) : Html(), AgoOf(LastChangeOf(story), asked.now),
           CountOf(story.articles, "article", "articles"),
           CountOf(story.origins.origins.size(), "origin", "origins"));
  if (open > 0)
    html.Put("<span><a href=\"/stories/{}{}#questions\">{} open</a></span>", story.id,
             AsOfOf(asked), open);
  if (answered > 0)
    html.Put("<span><a href=\"/stories/{}{}#questions\">{} answered</a></span>", story.id,
             AsOfOf(asked), answered);
  html.Put("<span dir=\"auto\">{}</span></p>", OutletsOf(story));
  if (story.running) html.Put("<p class=\"ours\">{}</p>", PartOfLink(story, asked));
  html.Put("</article></li>\n");
}

std::size_t PageNumberOf(const Asked& asked) {
  const std::string_view typed = asked.target.Parameter("page");
  std::size_t page = 1;
  std::from_chars(typed.data(), typed.data() + typed.size(), page);
  return std::clamp<std::size_t>(page, 1, kMostPages);
}

}  // namespace

Result<std::string> FrontPage(const Asked& asked) {
  const std::size_t page = PageNumberOf(asked), first = (page - 1) * kStoriesOfPage;
  std::vector<StoredStory> stories;
  std::size_t met = 0;
  const Result<void> done = asked.store.ForEachStory([&](StoredStory story) {
    if (met++ >= first) stories.push_back(std::move(story));
    return stories.size() <= kStoriesOfPage;  // one more, to know whether there is a next page
  });
  if (!done) return Fail(done.error());
  const bool goes_on = stories.size() > kStoriesOfPage;
  if (goes_on) stories.pop_back();
  Html html;
  html.Put("<h1 class=\"only-heard\">Stories, newest change first</h1>");
  if (stories.empty())
    html.Put("<p class=\"empty\">{}</p>",
             page > 1      ? "There are no further stories."
             : asked.as_of ? "The store had seen no story by then."
                           : "The store holds no story yet: checkback import brings pages in.");
  html.Put("<ol class=\"stories\">\n");
  for (StoredStory& story : stories) {
    const Result<ToldShelf::Told> told = asked.shelf.Of(asked.store, std::move(story));
    if (!told) return Fail(told.error());
    PutStory(**told, asked, html);
  }
  html.Put("</ol>");
  if (page > 1 || goes_on) {
    html.Put("<nav class=\"pages\" aria-label=\"Further stories\">");
    if (page > 1)
      html.Put("<a rel=\"prev\" href=\"/?page={}{}\">Newer</a> ", page - 1, AsOfOf(asked, '&'));
    if (goes_on)
      html.Put("<a rel=\"next\" href=\"/?page={}{}\">Older</a>", page + 1, AsOfOf(asked, '&'));
    html.Put("</nav>");
  }
  return PageOf(asked, "", html);
}

}  // namespace checkback
