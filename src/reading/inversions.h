// Conditions without "if": "Were he to come, they would talk", "it lapses should sales fall".

#pragma once

#include <string_view>

#include "reading/clauses.h"
#include "reading/grammar.h"

namespace checkback {

// "should", "were", "had".
bool IsInverting(std::string_view lower);

// Whether the sentence of `word` ends with a question mark.
bool IsAsked(const Grammar& grammar, WordIndex word);

// Finds the inverted conditions that the parser did not see, one in a sentence: the clause that
// depends gets its `condition`, and the other its tie. Linear.
void TakeInversions(const Grammar& grammar, Clauses& clauses);

}  // namespace checkback
