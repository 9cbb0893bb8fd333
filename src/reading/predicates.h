// Which words are predicates: a clause hangs on each.

#pragma once

#include "reading/grammar.h"

namespace checkback {

// "signed", "closed" of "The bridge is closed", "leave" of "to leave"; not the "has" of "has
// signed", nor the "dancing" of "a dancing bear".
bool IsPredicate(const Grammar& grammar, WordIndex word);

// Whether a clause says what `word` tells, wants or is: "said that ...", "agreed to ...".
bool HasClauseBelow(const Grammar& grammar, WordIndex word);

}  // namespace checkback
