// The noun phrases of a sentence, as actors stand in it: flat, and joined by "and".
//
//   Lawmakers and officials in Fornost and Gondor welcomed the talks
//   [---------------------------------------------]         [-------]
//   members: {Lawmakers, officials} of {Fornost, Gondor}
//
// A phrase runs from its first determiner or adjective to its noun. One right behind a preposition
// is part of the phrase before it where the grammar hangs it there and nothing else hangs on it.

#pragma once

#include <vector>

#include "reading/grammar.h"

namespace checkback {

struct NounChunk {
  WordRange words;
  WordIndex head = 0;
};

struct NounPhrase {
  WordRange words;                 // all of it
  std::vector<NounChunk> members;  // joined ones; at least one
  std::vector<NounChunk> inside;   // behind its preposition: each member stands with each of these

  bool compound() const { return members.size() > 1 || inside.size() > 1; }
};

// The phrases of a sentence in its order, none over another. Linear in its words.
std::vector<NounPhrase> NounPhrasesOf(const Grammar& grammar, WordRange sentence);

}  // namespace checkback
