// How much two titles say the same: their common words, in any order.
//
//   "Talks resume in Geneva"   "Geneva: talks to resume"   -> 0.75

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace checkback {

// A text for comparing: its letters and digits alone, and its words, sorted; in lower case.
struct Compared {
  std::string bare;
  std::vector<std::string> words;
};

Compared ToCompare(std::string_view text);

// F1 of two sorted bags of words: 0 to 1. Linear; safe to call from many threads.
double Overlap(const std::vector<std::string>& a, const std::vector<std::string>& b);

}  // namespace checkback
