// The words of a block in numbers: how long, how many stops, how it opens and ends.

#pragma once

#include <cstddef>
#include <string_view>

namespace checkback {

// What the characters of a block tell, in any language.
struct BlockWords {
  std::size_t bytes = 0, words = 0, short_words = 0;
  std::size_t letters = 0, digits = 0, capitals = 0, commas = 0, stops = 0, marks = 0;
  bool prose_end = false, colon_end = false, ellipsis_end = false, question_end = false;
  int opens = 0;  // 0 other, 1 small letter, 2 capital, 3 digit, 4 quotation mark, 5 bullet or dash
  bool copyright = false, at_sign = false, arrow = false, bar = false, clock = false, year = false;
};

// One pass over `text`; pure.
BlockWords MeasureWords(std::string_view text);

// Whether `text` holds a full stop, a question or exclamation mark of any script.
bool HasStop(std::string_view text);

}  // namespace checkback
