// Which sentence of a version became which of the next.
//
//   was  A  B  C  D         now  B  A'  D  E
//   A-A' (near), B-B, D-D, C gone, E new: order does not count, a move is no edit

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "article/version/comparable.h"

namespace checkback {

struct ComparedSentence {
  Span span;
  std::uint64_t hash = 0;  // of its comparable form
  std::vector<ComparedToken> tokens;
};

struct SentencePair {
  std::optional<std::size_t> was;  // none: new
  std::optional<std::size_t> now;  // none: gone

  friend bool operator==(const SentencePair&, const SentencePair&) = default;
};

// What is not the same in both: near pairs, gone and new sentences, in the order of `now`, gone
// ones where they stood. Near: at least half of the words are common (Dice), fewer where both
// stand behind or before the same sentence. Near linear: words that many changed sentences share
// are not looked up.
std::vector<SentencePair> AlignSentences(const std::vector<ComparedSentence>& was,
                                         const std::vector<ComparedSentence>& now);

}  // namespace checkback
