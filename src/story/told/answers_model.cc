// The decision: logistic regressions over the measures, and what follows.

#include <algorithm>
#include <set>
#include <utility>

#include "story/told/answers.h"
#include "text/embedded.h"

namespace checkback {
namespace {

// Of the sum of what stood before a question was asked again. Chosen in steps of 1 on
// data/developing and ours for training, one story left out.
constexpr double kAskedAgain = 2;

// The first of those that may answer with the highest sum; none where none may. `own`: of those
// with a licence of their own.
const AnswerCandidate* BestBy(const LinearModel& model, std::span<const AnswerCandidate> candidates,
                              bool own) {
  const AnswerCandidate* best = nullptr;
  double most = 0;
  for (const AnswerCandidate& candidate : candidates) {
    if (candidate.never) continue;
    if (own && candidate.licence == AnswerLicence::kWrittenOn) continue;
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
  own_choices_.resize(book_.size());
  for (const std::size_t question : book_.asked_again()) {
    Doubt(choices_[question]);
    Doubt(own_choices_[question]);
  }
  if (!next.update) return;
  search_.Add(next.telling, *next.update, book_,
              [&](std::span<const AnswerCandidate> candidates, const AskedWords& asked) {
                Consider(next.telling, candidates, asked, false, choices_);
                Consider(next.telling, candidates, asked, true, own_choices_);
              });
}

// What was thought to settle it stands back behind what comes now; where it is strong it stays: a
// page may ask on for some hours when another has told.
void QuestionLayer::Doubt(std::vector<Choice>& choices) {
  for (Choice& choice : choices) {
    if (std::exchange(choice.doubted, true)) continue;
    choice.sum -= kAskedAgain;
  }
  std::stable_sort(choices.begin(), choices.end(),
                   [](const Choice& a, const Choice& b) { return a.sum > b.sum; });
}

void QuestionLayer::Consider(const Telling& telling, std::span<const AnswerCandidate> candidates,
                             const AskedWords& asked, bool own,
                             std::vector<std::vector<Choice>>& all) {
  constexpr std::size_t kMostChoices = 2;
  const AnswerCandidate* decides = BestBy(DecidesAnswers(), candidates, own);
  if (!decides) return;
  std::vector<Choice>& choices = all[decides->question];
  const double sum = DecidesAnswers().Sum(decides->measures);
  if (choices.size() == kMostChoices && sum <= choices.back().sum) return;
  Choice choice{*BestBy(ChoosesAnswers(), candidates, own), *decides, sum, false, {}};
  if (sum > 0) choice.outcome = OutcomeOf(telling, asked, choice.answer.sentence.span);
  const auto after =
      std::upper_bound(choices.begin(), choices.end(), sum,
                       [](double above, const Choice& known) { return above > known.sum; });
  choices.insert(after, std::move(choice));
  if (choices.size() > kMostChoices) choices.pop_back();
}

std::span<const QuestionLayer::Choice> QuestionLayer::ChoicesFor(std::size_t question) const {
  return Chosen()[question];
}

std::vector<StoryQuestion> QuestionLayer::Told() const {
  std::vector<StoryQuestion> questions = book_.Told();
  for (const Choice& choice : EachSentenceOnce(Chosen())) {
    StoryQuestion& question = questions[choice.answer.question];
    question.state = QuestionState::kAnswered;
    question.answer = choice.answer.sentence;
    question.closed = choice.answer.sentence.capture;
    question.outcome = choice.outcome;
  }
  return questions;
}

}  // namespace checkback
