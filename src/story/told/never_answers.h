// What never answers a question, however many words it shares with it.
//
//   asked:  "Police could not confirm that a body had been seen in the engine room."
//   told:   "There are unconfirmed reports that a body was seen in the engine room."    a rumour
//   told:   "The body, if it is one, lies in the engine room."                          a condition
//   told:   "The owner denied that a body had been seen."     he who denies it need not know
//
// Found by the statement of the sentence that holds what is asked, and by phrases of
// rules/<language>/answers.txt. Pure and safe to call from many threads.

#pragma once

#include "story/told/answers.h"

namespace checkback {

// Whether a clause speaks of what is asked nearly as much as any: its share and the greatest.
bool HoldsNearlyAll(double share, double most);

// A sentence against a question.
struct AnswerTry {
  const AskedWords& asked;
  const HeldSentence& sentence;
  const HeldClause* clause = nullptr;  // the shortest that holds nearly all; null: it has none
  double of_sentence = 0;              // the share of the sentence that asks
  double of_context = 0;               // that of the one before
  bool same_page = false;              // its page asked, or asks
  bool says_again = false;             // what the sentence that asks says, and nothing more
  bool holds_asked = false;            // the clause, else the sentence, holds a word that is asked
};

// A rumour, a plan for a question of what is done, a condition, what is unclear or proposed, a
// denial by one of whom it does not speak, a sentence that leaves it open or says the same again,
// or that is so long that it speaks of everything; and nothing answers what is asked to be told at
// once ("Who is he?").
bool NeverAnswers(const AnswerTry& attempt);

// Whether at most the headline shares something with what is asked, where no number, time, name or
// reason is wanted that would speak for it.
bool SharesNothing(const AnswerTry& attempt);

}  // namespace checkback
