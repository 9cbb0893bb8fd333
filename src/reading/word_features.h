// What the tagger and parser see of one word, as numbers: the word itself in lower case, its
// beginnings and endings, and its shape. Each number is a key of the model's table of rows.
//
//   "Kyiv's"  ->  word "kyiv's", prefixes k ky kyi, suffixes s 's v's iv's, shape "Xx'x" ...
//
// The trainer (quality/train_parser) and the library share this file: a change of it needs a new
// model. Pure, safe to call from many threads.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace checkback {

// Keys of one word; slot 0 is the word itself. A key of 0 stands for nothing (a word that is too
// short for the ending).
inline constexpr std::size_t kWordSlots = 12;
using WordKeys = std::array<std::uint32_t, kWordSlots>;

struct WordPlace {
  bool glued = false;  // no white space between it and the word before it in the same sentence
  bool first = false;  // of its sentence
};

// Only the first kLongestWord bytes are looked at, so time per word is bounded.
inline constexpr std::size_t kLongestWord = 64;
WordKeys KeysOf(std::string_view word, WordPlace place);

}  // namespace checkback
