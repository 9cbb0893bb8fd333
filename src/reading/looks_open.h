// Clauses that look like open questions and ask nothing.
//
//   the landlord who has not paid          says which landlord
//   She questioned why he had come.        judges him
//   He refused to comment when he left.    a time
//   I do not know why it matters.          talk
//   a man who declined to give his name    his own name is no question of the story
//
// The words stand in rules/<language>/questions.txt. Safe to call from many threads.

#pragma once

#include <vector>

#include "reading/not_known.h"

namespace checkback {

class LooksOpen {
 public:
  // Keeps references to both.
  LooksOpen(const Grammar& grammar, const NotKnown& words)
      : grammar_(grammar), words_(words), rules_(words.rules()) {}

  // "who", "which", "when", "where": words of asking that may as well say which one is meant.
  bool MayBeRelative(WordIndex asking) const;
  // "people who are late", "the day when it fell"; but "did not tell reporters who was late".
  bool IsRelative(WordIndex asking, WordRange sentence) const;
  // The clause at `asking`, left open by the word `opener` before it, tells when something was done
  // or judges why it was.
  bool AsksNothing(WordIndex opener, WordIndex asking) const;
  // "no word on", "no clue as to"
  bool IsLink(WordIndex i) const;
  // Whether one who speaks for himself asks, or is asked: "I", "we", "you" in `around`, or right
  // before it, outside quotation marks.
  bool IsTalk(WordRange around, WordRange sentence, const std::vector<bool>& quoted) const;
  // "did not comment on the date"; but not "was not named for reasons of safety"
  bool IsToldOf(WordIndex noun) const;
  // "who declined to give her name"
  bool IsOwnName(WordIndex noun) const;

 private:
  bool IsMoment(WordIndex opener, WordIndex when) const;

  const Grammar& grammar_;
  const NotKnown& words_;
  const QuestionRules& rules_;
};

}  // namespace checkback
