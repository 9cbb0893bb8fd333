// A line cut at its blanks, for what is told by the shape of words: names, initials,
// the ends of sentences.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace checkback {

struct LineChunk {
  Span span;              // with its punctuation
  std::string_view text;  // the same; valid as long as the line
  std::uint64_t word =
      0;  // hash of its first word, folded (article/lines/line_tokens.h); 0: only marks
  bool capital = false;        // that word begins with a capital, or has no case
  bool one_word = false;       // no second word behind a slash, hyphen or point
  bool ends_sentence = false;  // "port." but not "M." or "Dr."
};

// The chunks of `line`, or its last `most` of them.
std::vector<LineChunk> ChunksOf(std::string_view line, std::size_t most);

bool HasDigit(std::string_view text);

// All letters are upper case, and there are at least `least` of them.
bool IsAllCapitals(std::string_view text, std::size_t least);

}  // namespace checkback
