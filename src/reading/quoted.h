// What stands between quotation marks.
//
//   "We will not sign," she said of the “theatre”, as the 'lads' call it.
//    -----------------                  -------            ----
//
// Marks of all kinds count (" “ ” „ « » ‘ ’ '); an apostrophe is none. Marks inside of others
// belong to the words of the outer ones.

#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace checkback {

struct QuotedWords {
  Span outer;              // with the marks
  Span inner;              // without them
  bool closed = true;      // false: no mark ends it, so it ends with its paragraph
  bool continued = false;  // opens a paragraph, and the last mark of the one before was left open

  friend bool operator==(const QuotedWords&, const QuotedWords&) = default;
};

// The stretches of `text` between marks, in its order, none over another. A stretch ends at the
// latest with its paragraph (a line break). Linear. Safe to call from many threads.
std::vector<QuotedWords> FindQuoted(std::string_view text);

}  // namespace checkback
