#include "cli/explain_question.h"

#include <fmt/format.h>

#include "answer/standing_words.h"
#include "cli/sheet.h"

namespace checkback {
namespace {

constexpr std::size_t kIndent = 4;

class QuestionExplainer {
 public:
  QuestionExplainer(const WholeStory& whole, const Terminal& terminal)
      : whole_(whole), sheet_(terminal) {}

  std::string Show(const ExplainedQuestion& explained) {
    const StoryQuestion& question = explained.question;
    sheet_.Gap();
    sheet_.Line(0, Style::kBold, At(question.opened));
    sheet_.Line(0, Style::kDim,
                fmt::format("{} in story {}; {}", question.id, whole_.story.id.substr(0, 8),
                            StandingOf(question, SeenAt(question.opened.capture),
                                       whole_.story.captures.back().capture.seen_at)));
    sheet_.Gap();
    Again(explained);
    if (explained.best) Answer(explained.best->sum > 0 ? "Answer" : "Likeliest", *explained.best);
    if (explained.runner_up) Answer("Runner-up", *explained.runner_up);
    Over(question);
    return sheet_.Take();
  }

 private:
  std::string_view At(const Passage& passage) const {
    return Words(whole_.articles[passage.capture].text, passage.span);
  }
  Instant SeenAt(std::size_t capture) const {
    return whole_.story.captures[capture].capture.seen_at;
  }
  std::string WhoAndWhen(std::size_t capture) const {
    return fmt::format("{}, {}", whole_.story.captures[capture].outlet, ToRfc3339(SeenAt(capture)));
  }

  void Again(const ExplainedQuestion& explained) {
    if (explained.again.empty()) return;
    sheet_.Line(0, Style::kPlain, "It is the same question where most of what is asked is shared:");
    for (const ExplainedAsking& asking : explained.again) {
      sheet_.Line(kIndent, Style::kPlain, At(asking.at));
      sheet_.Line(kIndent, Style::kDim,
                  fmt::format("{}; {} of {} words are asked at first",
                              WhoAndWhen(asking.at.capture), asking.shared, asking.words));
    }
    sheet_.Gap();
  }

  void Answer(std::string_view title, const ExplainedAnswer& answer) {
    sheet_.Line(0, Style::kPlain,
                fmt::format("{}: {:.2f} (made again: {:.2f}); above 0 it settles the question. "
                            "Licence: {}",
                            title, answer.sum, answer.recomputed, answer.licence));
    sheet_.Line(kIndent, Style::kBold, At(answer.answer));
    sheet_.Line(kIndent, Style::kDim, WhoAndWhen(answer.answer.capture));
    if (answer.decides != answer.answer)
      sheet_.Line(kIndent, Style::kPlain, fmt::format("decided by: {}", At(answer.decides)));
    std::string sum = fmt::format("{:.2f}", answer.bias);
    for (const ExplainedMeasure& measure : answer.measures)
      sum += fmt::format(" + {} {:.2f} x {:.2f}", measure.name, measure.value, measure.weight);
    sheet_.Line(kIndent, Style::kPlain, sum);
    std::string shared;
    for (const std::string& word : answer.shared) shared += (shared.empty() ? "" : ", ") + word;
    if (!shared.empty())
      sheet_.Line(kIndent, Style::kPlain, fmt::format("Shared words: {}", shared));
    sheet_.Gap();
  }

  void Over(const StoryQuestion& question) {
    if (!question.closed) return;
    if (question.state == QuestionState::kExpired)
      sheet_.Line(
          0, Style::kPlain,
          fmt::format("Expired: it was about {}, nobody answered, and none has asked since. "
                      "First seen to be over with {}.",
                      question.due, WhoAndWhen(*question.closed)));
    if (question.state == QuestionState::kWithdrawn)
      sheet_.Line(0, Style::kPlain,
                  fmt::format("Withdrawn: the last page that asked took it out. {}.",
                              WhoAndWhen(*question.closed)));
  }

  const WholeStory& whole_;
  Sheet sheet_;
};

}  // namespace

std::string ExplainedQuestionViewOf(const WholeStory& whole, const ExplainedQuestion& explained,
                                    const Terminal& terminal) {
  return QuestionExplainer(whole, terminal).Show(explained);
}

}  // namespace checkback
