#include "story/told/never_answers.h"

#include <algorithm>

namespace checkback {
namespace {

// Set by hand; not tuned on any set.
constexpr double kNearly = 0.8;   // of what any clause holds
constexpr double kNothing = 0.1;  // less says nothing

// Different words of content: sentences of more are lists and badly parted text. Chosen on
// data/developing, where no answer is so long, and the train half of quality/answers_real.tsv.
constexpr std::size_t kMostWords = 26;

// "What becomes of the boat" may be answered by a plan, as "when" is.
bool WantsWhatIs(QuestionKind kind) {
  return kind != QuestionKind::kWhen && kind != QuestionKind::kWhat && kind != QuestionKind::kHow;
}

// Its statement is not one of fact. A plan answers what is to come. `denies`: a verb of the
// sentence denies it, and not only a "not".
bool IsNoFact(const AskedWords& asked, const HeldClause& clause, bool denies) {
  switch (clause.status) {
    case Status::kUnclear:
    case Status::kConditional:
    case Status::kProposed:
      return true;
    case Status::kPlanned:
      return !asked.is_ahead && WantsWhatIs(asked.kind);
    case Status::kDenied:
      return denies && clause.denies_others;
    case Status::kConfirmed:
    case Status::kReported:
      return false;
  }
  return false;
}

// Where neither a number, a time, a name nor a reason is wanted, words must show what is spoken of.
bool NeedsWords(QuestionKind kind) {
  return kind == QuestionKind::kWhether || kind == QuestionKind::kWhat ||
         kind == QuestionKind::kHow;
}

}  // namespace

bool HoldsNearlyAll(double share, double most) {
  return share >= kNearly * most;
}

bool NeverAnswers(const AnswerTry& attempt) {
  const AskedWords& asked = attempt.asked;
  const HeldSentence& sentence = attempt.sentence;
  const HeldClause* clause = attempt.clause;
  if (sentence.words.size() > kMostWords) return true;
  if (sentence.is_rumour || (clause && IsNoFact(asked, *clause, sentence.denies))) return true;
  if (attempt.same_page) return false;
  if (sentence.leaves_open) return true;
  if (attempt.says_again) return true;
  return asked.is_sentence && !asked.is_ahead;  // "Who is he?": asked to be told at once
}

bool SharesNothing(const AnswerTry& attempt) {
  const AskedWords& asked = attempt.asked;
  const HeldSentence& sentence = attempt.sentence;
  if (attempt.same_page || !NeedsWords(asked.kind)) return false;
  if (attempt.of_sentence >= kNothing || attempt.of_context >= kNothing) return false;
  if (!attempt.holds_asked) return true;
  const HeldClause* clause = attempt.clause;
  const HeldWords& said = clause ? clause->said.with_names : sentence.with_names;
  return std::none_of(asked.plain.begin(), asked.plain.end(),
                      [&](auto word) { return Holding(said, word); });
}

}  // namespace checkback
