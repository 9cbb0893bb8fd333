// Two sentences compared word by word.
//
//   Tarsova will send nine officials .
//   Tarsova will send seven officials .     -> one hunk: [3, 4) became [3, 4)

#pragma once

#include <cstddef>
#include <vector>

#include "article/version/comparable.h"

namespace checkback {

// A run of tokens that became another; either may be empty.
struct Hunk {
  std::size_t was_begin = 0, was_end = 0;
  std::size_t now_begin = 0, now_end = 0;
};

// The hunks between `was` and `now` by their longest common subsequence, those joined that only
// a word parts. The table of cells is taken from `cells_left`; where that is used up, everything
// between the common head and tail is one hunk.
std::vector<Hunk> DiffWords(const std::vector<ComparedToken>& was,
                            const std::vector<ComparedToken>& now, std::size_t& cells_left);

}  // namespace checkback
