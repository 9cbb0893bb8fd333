// Two sentences side by side: which words stand in one and not, in that order, in the other.
//
//   Nine people were hurt on Monday.        Nine
//   Seven people were hurt on Monday.       Seven
//
// Pure.

#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace checkback {

// More words are not compared; then nothing differs.
inline constexpr std::size_t kMostComparedWords = 200;

// The words of `a` that differ from `b`, neighbours joined; bytes of `a`.
std::vector<Span> DifferingWords(std::string_view a, std::string_view b);

}  // namespace checkback
