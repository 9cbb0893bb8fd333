// The words around a predicate that tell when and how sure: "would not have been met".

#pragma once

#include "reading/clauses.h"
#include "reading/grammar.h"

namespace checkback {

// The verb group of the clause of `predicate`. English.
VerbGroup VerbGroupOf(const Grammar& grammar, WordIndex predicate);

}  // namespace checkback
