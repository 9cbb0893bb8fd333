// Whether the words of one article leave open what they speak of: "did not say", "unclear".
//
// The words stand in rules/<language>/questions.txt. Here is the grammar around them: how far a
// "not" reaches, and which verbs it reaches over.

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "reading/grammar.h"
#include "reading/question_rules.h"

namespace checkback {

class NotKnown {
 public:
  // Keeps references to `grammar` and `quoted` (of each word, whether it stands between quotation
  // marks), which must outlive it.
  NotKnown(const Grammar& grammar, const std::vector<bool>& quoted)
      : grammar_(grammar), quoted_(quoted), rules_(QuestionRulesOf(grammar.language())) {}

  const QuestionRules& rules() const { return rules_; }

  // The lists that a word stands in, by its lemma and, where the tagger took a verb for an
  // adjective
  // ("determined"), as printed.
  std::uint16_t ListsOf(WordIndex word) const;
  bool Denies(WordIndex word) const;
  bool IsFinite(WordIndex word) const;

  // Whether the word at `at` leaves open what it speaks of: "unclear", "said" of "nobody said",
  // "decide" of "will decide", "hear" of "waiting to hear".
  bool Opens(WordIndex at, WordRange sentence) const;
  // "did not say", "nobody in the ministry would say", "declined to say", "without saying".
  bool IsDenied(WordIndex at, WordRange sentence) const;
  // "remains to be seen" at `at`, ending before `end`.
  bool IsOpenPhrase(WordIndex at, WordIndex end) const;
  // The begin of one that ends before `end`: "no idea" of "had no idea where".
  std::optional<WordIndex> OpenPhraseBefore(WordIndex end, WordRange sentence) const;
  // The words of `clause` before the verb that leaves it open, by the word `open` behind it: "How
  // it would pay" of "How it would pay is another matter".
  WordRange BeforeOpen(WordRange clause, WordIndex open) const;
  // "a matter for others" anywhere in `words`.
  bool HasEvasion(WordRange words) const;

 private:
  bool IsPhrase(const std::vector<std::string_view>& phrase, WordIndex at, WordIndex end) const;
  bool LeadsTo(WordIndex verb, WordIndex at) const;
  bool IsGranted(WordIndex at) const;
  bool IsUnderWay(WordIndex at, WordRange sentence) const;
  bool IsWished(WordIndex at, WordRange sentence) const;

  const Grammar& grammar_;
  const std::vector<bool>& quoted_;
  const QuestionRules& rules_;
};

}  // namespace checkback
