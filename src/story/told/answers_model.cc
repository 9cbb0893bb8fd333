// The decision: logistic regressions over the measures, and what follows.

#include <algorithm>
#include <set>
#include <utility>

#include "story/told/answers.h"
#include "text/embedded.h"

namespace checkback {
namespace {

// The first of those that can settle the question with the highest sum; none where none can.
const AnswerCandidate* BestBy(const LinearModel& model,
                              std::span<const AnswerCandidate> candidates) {
  const AnswerCandidate* best = nullptr;
  double most = 0;
  for (const AnswerCandidate& candidate : candidates) {
    if (!candidate.can_settle || candidate.never) continue;
    if (candidate.licence == AnswerLicence::kNone) continue;
    const double sum = model.Sum(candidate.measures);
    if (best && sum <= most) continue;
    best = &candidate;
    most = sum;
  }
  return best;
}

// Of the questions that one sentence would settle, the one that it fits best keeps it.
std::vector<QuestionLayer::Choice> EachSentenceOnce(
    const std::vector<std::vector<QuestionLayer::Choice>>& choices) {
  std::vector<QuestionLayer::Choice> all;
  for (const auto& of_question : choices) {
    if (!of_question.empty() && of_question.front().sum > 0) all.push_back(of_question.front());
  }
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
    return a.sum != b.sum ? a.sum > b.sum : a.answer.question < b.answer.question;
  });
  std::set<std::pair<std::size_t, std::size_t>> taken;
  std::vector<QuestionLayer::Choice> kept;
  for (const QuestionLayer::Choice& choice : all) {
    const Passage& sentence = choice.answer.sentence;
    if (taken.emplace(sentence.capture, sentence.span.start).second) kept.push_back(choice);
  }
  return kept;
}

}  // namespace

const LinearModel& DecidesAnswers() {
  static const LinearModel model =
      ReadLinearModel(FindEmbedded("rules/answers.model"), kAnswerNames);
  return model;
}

const LinearModel& ChoosesAnswers() {
  static const LinearModel model =
      ReadLinearModel(FindEmbedded("rules/answer_sentence.model"), kAnswerNames);
  return model;
}

void QuestionLayer::Add(const NextCapture& next) {
  book_.Add(next.capture, next.telling);
  choices_.resize(book_.size());
  if (!next.update) return;
  search_.Add(next.telling, *next.update, book_,
              [&](std::span<const AnswerCandidate> candidates, const AskedWords& asked) {
                Consider(next.telling, candidates, asked);
              });
}

void QuestionLayer::Consider(const Telling& telling, std::span<const AnswerCandidate> candidates,
                             const AskedWords& asked) {
  constexpr std::size_t kMostChoices = 2;
  const AnswerCandidate* decides = BestBy(DecidesAnswers(), candidates);
  if (!decides) return;
  std::vector<Choice>& choices = choices_[decides->question];
  const double sum = DecidesAnswers().Sum(decides->measures);
  if (choices.size() == kMostChoices && sum <= choices.back().sum) return;
  Choice choice{*BestBy(ChoosesAnswers(), candidates), *decides, sum, {}};
  if (sum > 0) choice.outcome = OutcomeOf(telling, asked, choice.answer.sentence.span);
  const auto after =
      std::upper_bound(choices.begin(), choices.end(), sum,
                       [](double above, const Choice& known) { return above > known.sum; });
  choices.insert(after, std::move(choice));
  if (choices.size() > kMostChoices) choices.pop_back();
}

std::span<const QuestionLayer::Choice> QuestionLayer::ChoicesFor(std::size_t question) const {
  return choices_[question];
}

std::vector<StoryQuestion> QuestionLayer::Told() const {
  std::vector<StoryQuestion> questions = book_.Told();
  for (const Choice& choice : EachSentenceOnce(choices_)) {
    StoryQuestion& question = questions[choice.answer.question];
    question.state = QuestionState::kAnswered;
    question.answer = choice.answer.sentence;
    question.closed = choice.answer.sentence.capture;
    question.outcome = choice.outcome;
  }
  return questions;
}

}  // namespace checkback
