// Clauses of asking: where they begin, what they ask, and the clause of the sentence around them.
//
//   The talks ended, but the envoys did not say when they would meet again.
//                        ------------- around -----------------------------
//                                               ---------- asking ---------

#pragma once

#include <optional>
#include <vector>

#include "reading/grammar.h"
#include "reading/question_rules.h"

namespace checkback {

struct AskingClause {
  WordIndex first = 0;  // "whether", "how"
  QuestionKind kind = QuestionKind::kWhether;
};

// The clause that may begin at `word`: with "whether", "if", "who" and the like. Whether it asks
// something is not looked at.
std::optional<AskingClause> AskingAt(const Grammar& grammar, const QuestionRules& rules,
                                     WordIndex word, WordRange sentence);

// The clause of `sentence` that holds the words from `first` to `last`, without marks at its ends:
// what stands between semicolons, "but" and ", and". `quoted`: words in quotation marks part
// nothing.
WordRange ClauseAround(const Grammar& grammar, const std::vector<bool>& quoted, WordRange inner,
                       WordRange sentence);
// From `first` to the end of that clause.
WordRange ClauseFrom(const Grammar& grammar, const std::vector<bool>& quoted, WordIndex first,
                     WordRange sentence);

// What is asked, from `first` on: the words under its predicate, as they are parsed, within that
// clause. "How it would pay" of "How it would pay is another matter."
WordRange AskedFrom(const Grammar& grammar, const std::vector<bool>& quoted, WordIndex first,
                    WordRange sentence);

// `words` without marks at their ends, as they are where nothing else stands there.
WordRange WithoutMarks(const Grammar& grammar, WordRange words);

}  // namespace checkback
