// What tells that words answer a question, or that they leave it open:
// rules/<language>/answers.txt.
//
//   "There are unconfirmed reports that one of them is dead"   a rumour
//   "Police have not disclosed how she died"                   untold: "not" before "disclosed"
//
// Const once read; safe to call from many threads.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "story/told/word_marks.h"
#include "story/words.h"
#include "text/hash_table.h"

namespace checkback {

// A few words, by their hashes. Most that are asked for are none of them, which is seen by a bit.
class WordTable {
 public:
  void insert(std::uint64_t word) {
    marks_.Set(word);
    words_.insert(word);
  }
  bool contains(std::uint64_t word) const { return marks_.MayHold(word) && words_.contains(word); }

 private:
  WordMarks marks_;
  HashSet words_;
};

// Phrases by their first words.
class PhraseTable {
 public:
  void Learn(std::string_view phrase);
  // Whether one of them stands in `words`. Linear where few phrases begin alike.
  bool IsIn(const std::vector<FoldedWord>& words) const;

 private:
  WordMarks first_;
  HashTable<std::vector<std::vector<std::uint64_t>>> by_first_;
};

// Words are hashes of folded words.
struct AnswerRules {
  WordTable place, denial, no, telling, ahead, naming, self, as;
  PhraseTable reason, rumour, open, settled, waver, identity;
};

// Lives as long as the program.
const AnswerRules& AnswerRulesOf(std::string_view language);

// Says that something is not known or not told: one of the phrases of `open`, or a word of
// `telling` close behind a word of `no`.
bool LeavesOpen(const AnswerRules& rules, const std::vector<FoldedWord>& words);

// Says who somebody is: one of the phrases of `identity`, or "as" a few words behind a word of
// `naming` ("identified the woman as"), but not of himself.
bool NamesSomebody(const AnswerRules& rules, const std::vector<FoldedWord>& words);

}  // namespace checkback
