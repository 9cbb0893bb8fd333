// What kind of change a run of words is. For diff.cc and its tests.

#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "article/version/comparable.h"
#include "article/version/diff.h"

namespace checkback {

// One side of a hunk: tokens [begin, end) of a sentence of `text`.
struct Side {
  std::string_view text;
  const std::vector<ComparedToken>& tokens;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t from = 0;  // [from, to): as far as the sentence did not change around it
  std::size_t to = 0;
};

// The kind by the words that changed: quote (all within quotation marks), status, date, number,
// name (capitals not at the start of the sentence), else text. A stretch that was rewritten, or a
// whole sentence, is text.
EditKind KindOfEdit(const Side& was, const Side& now, std::string_view language);

}  // namespace checkback
