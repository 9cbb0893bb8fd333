// Text as it is compared between versions: without what only the typography changes.
//
//   “It’s over” — he said…    and    "It's over" - he said...    give the same
//
// Pure and safe to call from many threads.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace checkback {

// Quotation marks, dashes, ellipses and white space in one form each; soft hyphens and other
// characters without width dropped. Letters keep their case.
std::string Comparable(std::string_view text);

// A word, a number ("1,200", "3.5", "14:05", "94%") or a mark; each character of scripts without
// blanks is a word.
struct ComparedToken {
  Span span;
  std::uint64_t hash = 0;  // of its comparable form
  bool is_word = false;
};

// The tokens of `text` within `range`, in order. Marks that only typography changes have the
// same hash.
std::vector<ComparedToken> TokensOf(std::string_view text, Span range);

// The comparable forms of the tokens of `range`, with blanks between: two stretches that give the
// same differ in nothing that DiffWords would tell.
std::string ComparableWords(std::string_view text, Span range);

}  // namespace checkback
