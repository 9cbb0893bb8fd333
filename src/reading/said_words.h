// What sayings.cc asks of single words and stretches of words of an article.

#pragma once

#include <cstdint>
#include <vector>

#include "reading/grammar.h"
#include "reading/said_rules.h"

namespace checkback {

class SaidWords {
 public:
  // Keeps references to both, which must outlive it. `quoted`: of each word, whether it stands
  // between quotation marks.
  SaidWords(const Grammar& grammar, const std::vector<bool>& quoted)
      : grammar_(grammar), quoted_(quoted), rules_(SaidRulesOf(grammar.language())) {}

  const SaidRules& rules() const { return rules_; }

  bool IsMark(WordIndex i) const { return grammar_[i].upos == Upos::kPunct; }
  bool IsComma(WordIndex i) const { return grammar_.Printed(i) == ","; }
  bool IsQuotationMark(WordIndex i) const;
  bool IsFinite(WordIndex i) const;
  bool HasFinite(WordRange words) const;
  // A verb that is no participle in -ing and no infinitive: also "struck", whatever form the tagger
  // gave it.
  bool HasPredicate(WordRange words) const;
  bool AllQuoted(WordRange words) const;  // but for punctuation
  // A comma, a dash, a mark of asking or calling: what may stand between what is said and its
  // speaker.
  bool EndsContent(WordIndex i) const;
  std::uint8_t WaysOf(WordIndex verb) const;  // SaidBy

  // The sentence of `i`; of a longer one what stands within kSaidReach words, which keeps a
  // sentence of a megabyte linear.
  WordRange SentenceOf(WordIndex i) const;
  // Behind "HALLENSTAD, March 3 (Northwire) --", else the first word of `sentence`.
  WordIndex BehindDateline(WordRange sentence, WordIndex end) const;
  // Where the words that `end` ends begin: with the sentence, behind its dateline or a semicolon,
  // without "but".
  WordIndex ClauseStart(WordRange sentence, WordIndex end) const;

 private:
  const Grammar& grammar_;
  const std::vector<bool>& quoted_;
  const SaidRules& rules_;
};

// Sentences of news have 120 words at most (parse.h).
inline constexpr WordIndex kSaidReach = 256;

}  // namespace checkback
