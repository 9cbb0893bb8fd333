// Sentences with a question mark, and which of them a report leaves open: those that it goes on to
// say were not answered.
//
//   Would the ministry do so? The minister got into her car without replying.       open
//   Did the school serve it? It did not, says the head teacher.                      answered
//   Is this the end of all that is decent?                           the writer's, not a question
//
// A question that nobody takes up is as a rule one of opinion. Linear in the two sentences.

#pragma once

#include <cstddef>
#include <vector>

#include "reading/not_known.h"
#include "reading/questions.h"

namespace checkback {

// `quoted`: of each word, whether it stands between quotation marks.
bool IsQuestionSentence(const Grammar& grammar, const std::vector<bool>& quoted,
                        WordRange sentence);

// Whether the question sentence at `place` is open in its article: not one of an interview, not a
// heading over its answer, and said to be evaded in the next sentence.
bool IsLeftOpen(const Grammar& grammar, const NotKnown& words, const std::vector<bool>& quoted,
                std::size_t place);

QuestionKind KindOfQuestionSentence(const Grammar& grammar, const QuestionRules& rules,
                                    WordRange sentence);

}  // namespace checkback
