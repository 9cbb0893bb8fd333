// What is open, then what was answered.

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "serve/pages/story_sections.h"

namespace checkback {

namespace {

// How many articles came into the story after that capture.
std::size_t ArticlesAfter(const StoredStory& story, std::size_t capture) {
  const auto next = story.captures.begin() + static_cast<std::ptrdiff_t>(capture) + 1;
  return static_cast<std::size_t>(
      std::count_if(next, story.captures.end(),
                    [](const StoryCapture& c) { return !c.is_visit && c.version == 1; }));
}

// "open 3 days".
std::string StateWords(const WholeStory& whole, const StoryQuestion& question, Instant now) {
  if (question.state != QuestionState::kOpen) return std::string(NameOf(question.state));
  return "open " + AgeOf(whole.story.captures[question.opened.capture].capture.seen_at, now);
}

// "yes", "Wednesday"; not where that is nearly the whole sentence again.
Html OutcomeOf(const WholeStory& whole, const StoryQuestion& question) {
  const std::string_view sentence =
      Words(whole.articles[question.answer->capture].text, question.answer->span);
  if (question.outcome.empty() || 2 * question.outcome.size() > sentence.size()) return {};
  return Html().Put(" <b>{}</b>", question.outcome);
}

}  // namespace

void PutQuestion(const WholeStory& whole, const StoryQuestion& question, const Asked& asked,
                 Html& html, QuestionPlace place) {
  html.Put("<li{} class=\"question {}\"><p>{}</p><p class=\"ours\">",
           place == QuestionPlace::kInStory ? Html().Put(" id=\"q-{}\"", question.id) : Html(),
           NameOf(question.state), LinkedQuestion(whole, question, asked));
  html.Put("<a class=\"state {}\" href=\"/stories/{}{}#q-{}\">{}</a> {}", NameOf(question.state),
           whole.story.id, AsOfOf(asked), question.id, StateWords(whole, question, asked.now),
           PrintedBy(whole, question.opened.capture, asked));
  std::set<std::string_view> others;
  for (const Passage& passage : question.asked_again)
    others.insert(whole.story.captures[passage.capture].outlet);
  if (!question.asked_again.empty())
    html.Put("; raised again {} by {}",
             question.asked_again.size() == 1
                 ? "once"
                 : fmt::format("{} times", question.asked_again.size()),
             CountOf(others.size(), "outlet", "outlets"));
  if (question.origins > 1) html.Put("; {} origins", question.origins);
  if (!question.due.empty()) html.Put("; about {}", question.due);
  const std::size_t since = ArticlesAfter(whole.story, question.opened.capture);
  if (question.state == QuestionState::kOpen && since > 0)
    html.Put("; no answer in {} since", CountOf(since, "article", "articles"));
  html.Put("{}</p>", WhyLink(whole.story, question.id, asked));
  if (question.answer) {
    html.Put("<div class=\"answer\"><p>{}</p><p class=\"ours\">{}{}</p></div>",
             LinkedWords(whole, *question.answer, asked),
             PrintedBy(whole, question.answer->capture, asked), OutcomeOf(whole, question));
  }
  html.Put("</li>\n");
}

namespace {

constexpr std::size_t kSettledBrief = 6;  // on the page of a story, the newest

// Those that are open, or those that are not, newest first; how many more there are than `most`.
std::size_t PutList(const WholeStory& whole, const Asked& asked, bool open, std::size_t most,
                    Html& html) {
  std::size_t shown = 0, left = 0;
  html.Put("<ul class=\"questions\">\n");
  for (auto question = whole.told.questions.rbegin(); question != whole.told.questions.rend();
       ++question) {
    if ((question->state == QuestionState::kOpen) != open) continue;
    if (shown == most) {
      ++left;
      continue;
    }
    ++shown;
    PutQuestion(whole, *question, asked, html, QuestionPlace::kInStory);
  }
  html.Put("</ul>");
  return left;
}

}  // namespace

void PutQuestions(const WholeStory& whole, const Asked& asked, Extent extent, Html& html) {
  const std::size_t count = whole.told.questions.size(), open = CountOpen(whole.told);
  if (count == 0) return;
  html.Put(
      "<section id=\"questions\" aria-labelledby=\"questions-h\"><h2 "
      "id=\"questions-h\">{}</h2>\n",
      open == 0 ? "No question is open" : CountOf(open, "open question", "open questions"));
  if (open > 0) PutList(whole, asked, true, count, html);
  if (open < count) {
    html.Put("<h3>Settled</h3>");
    const std::size_t most = extent == Extent::kWhole ? count : kSettledBrief;
    if (const std::size_t left = PutList(whole, asked, false, most, html); left > 0)
      html.Put("<p class=\"ours\">{}</p>",
               PartLink(whole.story, "questions", asked,
                        fmt::format("{} more that were settled", left)));
  }
  html.Put("</section>\n");
}

}  // namespace checkback
