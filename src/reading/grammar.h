// The grammar of one article, set out for rules: lemmas, dependents, the words below a word.
//
//   The ministry denied that it had met the rebels.
//   0   1        2      3    4  5   6   7   8
//   Dependents(2) = {1, 6, 9};  WordsUnder(6) = [3, 9): "that it had met the rebels"
//
// Made once for an article and shared by everything that reads it. Only what the parse says: in a
// language without a parser a word has no dependents and its lemma is its lower case.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reading/parse.h"

namespace checkback {

using WordIndex = std::uint32_t;  // of Parse::words

struct WordRange {  // half-open
  WordIndex first = 0;
  WordIndex end = 0;

  bool Holds(WordIndex word) const { return first <= word && word < end; }
  friend bool operator==(const WordRange&, const WordRange&) = default;
};

class Grammar {
 public:
  // Keeps views of `text` and `parse`, which must outlive it. Linear.
  Grammar(std::string_view text, const Parse& parse, std::string_view language);

  std::string_view text() const { return text_; }
  const Parse& parse() const { return *parse_; }
  std::string_view language() const { return language_; }
  WordIndex size() const { return static_cast<WordIndex>(parse_->words.size()); }
  const Word& operator[](WordIndex word) const { return parse_->words[word]; }

  std::string_view Printed(WordIndex word) const;  // as it stands in the text
  std::string_view Lower(WordIndex word) const;    // in lower case (ASCII letters only)
  std::string_view Lemma(WordIndex word) const;    // lemma.h; of names too in lower case

  // Words whose head is `word`, in the order of the text.
  std::span<const WordIndex> Dependents(WordIndex word) const;
  // The first dependent with this relation; a relation without a subtype stands for all of its
  // subtypes too.
  std::optional<WordIndex> Dependent(WordIndex word, Relation relation) const;
  bool Has(WordIndex word, Relation relation) const {
    return Dependent(word, relation).has_value();
  }
  std::optional<WordIndex> Head(WordIndex word) const;

  // From the first to the last word below `word`, itself counted. What stands between belongs to
  // it in a projective tree, which the parser's are.
  WordRange WordsUnder(WordIndex word) const { return under_[word]; }

  std::size_t SentenceOf(WordIndex word) const { return sentence_of_[word]; }
  WordRange Sentence(std::size_t sentence) const;
  std::size_t sentences() const { return parse_->sentence_end.size(); }

  // Bytes from the first to the last word of `range`; empty for an empty one.
  Span Bytes(WordRange range) const;
  // `range` without punctuation at its ends (commas, dashes, quotation marks, stops).
  WordRange Trimmed(WordRange range) const;

 private:
  std::string_view text_;
  const Parse* parse_;
  std::string language_;
  std::string letters_;  // all lower cases and lemmas, one behind the other
  std::vector<std::uint32_t> lower_at_, lemma_at_;  // ends in `letters_`
  std::vector<WordIndex> dependents_;
  std::vector<std::uint32_t> dependents_at_;  // ends, by word
  std::vector<WordRange> under_;
  std::vector<std::uint32_t> sentence_of_;
};

}  // namespace checkback
