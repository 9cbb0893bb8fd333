// The decision: a logistic regression over the measures (rules/answers.model), and what follows.

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

#include "story/told/answers.h"
#include "story/told/linear_model.h"
#include "text/embedded.h"

namespace checkback {
namespace {

struct Settled {
  double sum = 0;
  AnswerCandidate by;
};

// Of the questions that one sentence would settle, the one that it fits best keeps it.
std::vector<Settled> EachSentenceOnce(const std::unordered_map<std::size_t, Settled>& best) {
  std::vector<Settled> all;
  all.reserve(best.size());
  for (const auto& entry : best) all.push_back(entry.second);
  std::sort(all.begin(), all.end(), [](const Settled& a, const Settled& b) {
    return a.sum != b.sum ? a.sum > b.sum : a.by.question < b.by.question;
  });
  std::set<std::pair<std::size_t, std::size_t>> taken;
  std::vector<Settled> kept;
  for (const Settled& settled : all) {
    const Passage& sentence = settled.by.sentence;
    if (taken.emplace(sentence.capture, sentence.span.start).second) kept.push_back(settled);
  }
  return kept;
}

}  // namespace

double SumOf(const AnswerCandidate& candidate) {
  static const LinearModel model =
      ReadLinearModel(FindEmbedded("rules/answers.model"), kAnswerNames);
  return model.Sum(candidate.measures);
}

void AnswerQuestions(std::span<const Telling> tellings, std::span<const StoryUpdate> updates,
                     std::vector<StoryQuestion>& questions) {
  std::unordered_map<std::size_t, Settled> best;
  MeasureAnswers(tellings, updates, questions, [&](const AnswerCandidate& candidate) {
    if (!candidate.can_settle) return;
    const double sum = SumOf(candidate);
    if (sum <= 0) return;
    const auto [at, first] = best.try_emplace(candidate.question, Settled{sum, candidate});
    if (!first && sum > at->second.sum) at->second = {sum, candidate};
  });
  for (const Settled& settled : EachSentenceOnce(best)) {
    StoryQuestion& question = questions[settled.by.question];
    question.state = QuestionState::kAnswered;
    question.answer = settled.by.sentence;
    question.outcome = OutcomeOf(tellings, question, settled.by.sentence);
  }
}

}  // namespace checkback
