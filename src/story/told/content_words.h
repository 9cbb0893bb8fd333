// The content of a sentence: its words without those of grammar, by their stems, numbers by their
// values, so that the same said in other words is seen.
//
//   "Seven people were killed in Halvar, the mayor said."  -->  #7 people kill halvar mayor
//
// Lists and endings stand in rules/<language>/content.txt, with examples that are tests. In a
// language without them every word is content as it stands, in lower case.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace checkback {

struct ContentWord {
  std::uint64_t hash = 0;    // of the stem, or of the value; the same in every run
  std::uint64_t family = 0;  // of the first letters of the stem: "exempt", "exemption"
  bool is_number = false;
  bool is_name = false;  // has a capital and does not open the sentence
};

struct Content {
  std::vector<ContentWord> words;  // in the order of the sentence
  std::uint64_t printed = 0;  // of all words, those of grammar too: equal for the same sentence
  std::size_t printed_words = 0;
  std::size_t negations = 0;
  bool speaks_of_before = false;  // "two years ago", "had earlier"
  bool had = false;               // the past perfect of English, or nearly
  bool leans = false;             // "That leaves ...", "He did not."
};

// Linear. Safe to call from many threads.
Content ContentOf(std::string_view sentence, std::string_view language);

// The stems and values as text, for tests and for `explain`: "#7 people kill halvar mayor".
std::string ContentAsText(std::string_view sentence, std::string_view language);

}  // namespace checkback
