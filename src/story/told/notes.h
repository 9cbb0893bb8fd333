// Correction notes of a page: what they say, without their label.
//
//   "Correction, 22 April: this article stated that the verdicts were unanimous."
//                          ------------------------------------------------------
//
// Pure and safe to call from many threads.

#pragma once

#include <string_view>

#include "text/span.h"

namespace checkback {

// Where the note itself begins and ends in `note`; all of it where it has no label.
inline Span WithoutLabel(std::string_view note) {
  constexpr std::size_t kLongestLabel = 60;
  const std::size_t colon = note.find(": ");
  return {colon < kLongestLabel ? colon + 2 : 0, note.size()};
}

}  // namespace checkback
