// Why a question, a figure, a claim or a contradiction of a story stands as it does.

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "answer/explain_question.h"
#include "answer/standing_words.h"
#include "answer/told_reason.h"
#include "serve/pages/pages.h"
#include "serve/pages/passages.h"
#include "serve/pages/story_sections.h"
#include "story/told/answer_words.h"
#include "story/told/shared_words.h"

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

// One sentence with the words in it that count, and with what it was compared by.
struct WhyItem {
  Passage sentence;
  std::string says;
  std::string source;
  std::vector<std::string> shared;
};

// Those that say the same stand once.
void PutWhyItems(const WholeStory& whole, const std::vector<WhyItem>& items, const Asked& asked,
                 Html& html) {
  std::vector<std::string> keys;
  keys.reserve(items.size());
  for (const WhyItem& item : items)
    keys.push_back(
        fmt::format("{}\n{}", item.says,
                    Words(whole.articles[item.sentence.capture].text, item.sentence.span)));
  html.Put("<ol class=\"why\">");
  for (const PrintedOnce& one : EachOnce(keys)) {
    const WhyItem& item = items[one.first];
    std::vector<std::size_t> again;
    again.reserve(one.again.size());
    for (const std::size_t other : one.again) again.push_back(items[other].sentence.capture);
    html.Put("<li><p><b class=\"number\">{}</b> {} {}</p>", item.says,
             LinkedWords(whole, item.sentence, asked),
             PrintedBy(whole, item.sentence.capture, again, asked));
    if (!item.source.empty())
      html.Put("<p class=\"ours\">says <b dir=\"auto\">{}</b></p>", item.source);
    PutShared(item.shared, html);
    html.Put("</li>");
  }
  html.Put("</ol>");
}

Result<std::string> ToldWhy(const Asked& asked, const WholeStory& whole, std::string_view id) {
  const std::optional<ToldReason> reason = ReasonOfTold(whole, id);
  if (!reason) return Fail(Errc::kNotFound, "The story has no such figure and no such sentences.");
  std::vector<WhyItem> items;
  items.reserve(reason->sides.size());
  for (const ToldReason::Side& side : reason->sides) {
    const std::string_view text = whole.articles[side.capture].text;
    const std::size_t at = std::min(text.find(side.sentence), text.size());
    items.push_back({{side.capture, {at, std::min(at + side.sentence.size(), text.size())}},
                     side.says,
                     side.source,
                     side.shared});
  }
  Html html;
  PutHeading(whole.story, id, asked, html);
  html.Put("<h2 dir=\"auto\">{}</h2><p>{}</p>", reason->about, reason->why);
  PutWhyItems(whole, items, asked, html);
  return PageOf(asked, "About this answer", html);
}

Result<std::string> ClaimWhy(const Asked& asked, const WholeStory& whole, const StoryClaim& claim) {
  std::vector<WhyItem> items;
  items.reserve(claim.rows.size());
  for (const StoryStatement& row : claim.rows) {
    WhyItem item{row.at, row.status, row.source, {}};
    // With what is said of it in the row before.
    if (!items.empty()) {
      const Passage& before = items.back().sentence;
      HeldWords families = FamiliesOf(Words(whole.articles[before.capture].text, before.span),
                                      whole.articles[before.capture].language);
      SortEachOnce(families);
      const Article& article = whole.articles[row.at.capture];
      for (const std::string_view word :
           WordsAmong(Words(article.text, row.at.span), families, article.language))
        item.shared.emplace_back(word);
    }
    items.push_back(std::move(item));
  }
  Html html;
  PutHeading(whole.story, claim.id, asked, html);
  html.Put(
      "<p>These are said of one thing: they share most of their words by rarity, a name or a "
      "number "
      "among them, and neither names a number or a day that the other lacks. One who says the same "
      "again has no row of its own.</p>");
  PutWhyItems(whole, items, asked, html);
  return PageOf(asked, "About this answer", html);
}

Result<std::string> ItemOf(const Asked& asked, StoredStory story, std::string_view id) {
  const Result<ToldShelf::Told> told = asked.shelf.Of(asked.store, std::move(story));
  if (!told) return Fail(told.error());
  for (const StoryClaim& claim : (*told)->told.claims)
    if (claim.id == id) return ClaimWhy(asked, **told, claim);
  return ToldWhy(asked, **told, id);
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
  return ItemOf(asked, std::move(*found), id);
}

}  // namespace checkback
