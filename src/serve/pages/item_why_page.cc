// Why a question, a figure or a contradiction of a story stands as it does.

#include <fmt/format.h>

#include "answer/explain_question.h"
#include "answer/standing_words.h"
#include "answer/told_reason.h"
#include "serve/pages/pages.h"
#include "serve/pages/story_sections.h"

namespace checkback {
namespace {

void PutHeading(const StoredStory& story, std::string_view item, const Asked& asked, Html& html) {
  html.Put(
      "<header class=\"head\"><h1>About this answer</h1><p class=\"ours counts\"><span>{}</span>"
      "<span><a dir=\"auto\" href=\"/stories/{}{}#{}\">{}</a></span></p></header>\n",
      item, story.id, AsOfOf(asked), item[0] == 'q' ? "q-" + std::string(item) : std::string(item),
      story.title.empty() ? "(no headline)" : story.title);
}

void PutMeasures(const ExplainedAnswer& answer, Html& html) {
  html.Put(
      "<div class=\"wide\"><table><thead><tr><th scope=\"col\">Measure</th><th "
      "scope=\"col\">Value</th><th scope=\"col\">Weight</th><th scope=\"col\">Adds</th></tr>"
      "</thead><tbody>");
  for (const ExplainedMeasure& one : answer.measures)
    html.Put(
        "<tr><th scope=\"row\">{}</th><td class=\"number\">{}</td><td class=\"number\">{}</td><td "
        "class=\"number\">{}</td></tr>",
        one.name, fmt::format("{:.2f}", one.value), fmt::format("{:.2f}", one.weight),
        fmt::format("{:+.2f}", one.value * one.weight));
  html.Put(
      "<tr><th scope=\"row\">beside them</th><td></td><td></td><td class=\"number\">{}</td></tr>"
      "<tr><th scope=\"row\">sum</th><td></td><td></td><td class=\"number\">{}</td></tr></tbody>"
      "</table></div>\n",
      fmt::format("{:+.2f}", answer.bias), fmt::format("{:+.2f}", answer.recomputed));
}

void PutShared(const std::vector<std::string>& shared, Html& html) {
  if (shared.empty()) return;
  html.Put("<p class=\"ours\">shares the words <b dir=\"auto\">{}</b></p>",
           fmt::format("{}", fmt::join(shared, ", ")));
}

void PutAnswer(const WholeStory& whole, std::string_view title, const ExplainedAnswer& answer,
               const Asked& asked, Html& html) {
  html.Put("<h2>{}</h2><p>{} {}</p>", title, LinkedWords(whole, answer.answer, asked),
           PrintedBy(whole, answer.answer.capture, asked));
  if (answer.decides != answer.answer)
    html.Put("<p class=\"ours\">decided by: {}</p>", LinkedWords(whole, answer.decides, asked));
  html.Put("<p class=\"ours\">Above 0 its article settles the question: {}.</p>",
           fmt::format("{:.2f}", answer.sum));
  PutShared(answer.shared, html);
  PutMeasures(answer, html);
}

Result<std::string> QuestionWhy(const Asked& asked, StoredStory story, std::string_view id) {
  const Result<WholeStory> whole = WholeStoryOf(asked.store, std::move(story), WithReadings::kYes);
  if (!whole) return Fail(whole.error());
  const std::optional<ExplainedQuestion> explained = ExplainQuestion(*whole, id);
  if (!explained) return Fail(Errc::kNotFound, "The story has no such question.");
  const StoryQuestion& question = explained->question;
  Html html;
  PutHeading(whole->story, id, asked, html);
  html.Put("<p>{} {}</p><p class=\"ours\">{}</p>", LinkedQuestion(*whole, question, asked),
           PrintedBy(*whole, question.opened.capture, asked),
           StandingOf(question, whole->story.captures[question.opened.capture].capture.seen_at,
                      asked.now));
  if (explained->best)
    PutAnswer(*whole, explained->best->sum > 0 ? "The answer" : "What comes nearest to an answer",
              *explained->best, asked, html);
  else
    html.Put("<p class=\"empty\">No sentence that came later shares enough with it.</p>");
  if (explained->runner_up)
    PutAnswer(*whole, "What came next to it", *explained->runner_up, asked, html);
  if (!explained->again.empty()) {
    html.Put("<h2>Raised again</h2><ul class=\"questions\">");
    for (const ExplainedAsking& asking : explained->again)
      html.Put(
          "<li class=\"question\"><p>{} {}</p><p class=\"ours\">{} of its {} words are asked "
          "at first too</p></li>",
          LinkedWords(*whole, asking.at, asked), PrintedBy(*whole, asking.at.capture, asked),
          asking.shared, asking.words);
    html.Put("</ul>");
  }
  return PageOf(asked, "About this answer", html);
}

Result<std::string> ToldWhy(const Asked& asked, StoredStory story, std::string_view id) {
  const Result<ToldShelf::Told> told = asked.shelf.Of(asked.store, std::move(story));
  if (!told) return Fail(told.error());
  const WholeStory& whole = **told;
  const std::optional<ToldReason> reason = ReasonOfTold(whole, id);
  if (!reason) return Fail(Errc::kNotFound, "The story has no such figure and no such sentences.");
  Html html;
  PutHeading(whole.story, id, asked, html);
  html.Put(
      "<p><b dir=\"auto\">{}</b> <span class=\"state\">{}</span></p><p>{}</p><ol class=\"why\">",
      reason->about, reason->kind, reason->why);
  for (const ToldReason::Side& side : reason->sides) {
    const StoryCapture& c = whole.story.captures[side.capture];
    html.Put(
        "<li><p><b class=\"number\">{}</b> <a class=\"said\" dir=\"auto\" lang=\"{}\" "
        "href=\"/captures/{}{}\">{}</a> {}</p>",
        side.says, c.language, c.capture.id, AsOfOf(asked), side.sentence,
        PrintedBy(whole, side.capture, asked));
    if (!side.source.empty())
      html.Put("<p class=\"ours\">says <b dir=\"auto\">{}</b></p>", side.source);
    PutShared(side.shared, html);
    html.Put("</li>");
  }
  html.Put("</ol>");
  return PageOf(asked, "About this answer", html);
}

}  // namespace

Html WhyLink(const StoredStory& story, std::string_view id, const Asked& asked) {
  return Html().Put(" <a class=\"about\" data-key=\"e\" href=\"/stories/{}/why/{}{}\">why</a> ",
                    story.id, id, AsOfOf(asked));
}

Result<std::string> ItemWhyPage(const Asked& asked, std::string_view story, std::string_view id) {
  Result<StoredStory> found = asked.store.FindStory(story);
  if (!found) return Fail(found.error());
  if (IsQuestionId(id)) return QuestionWhy(asked, std::move(*found), id);
  if (IsToldId(id)) return ToldWhy(asked, std::move(*found), id);
  return Fail(Errc::kNotFound, "There is no such page.");
}

}  // namespace checkback
