// The sentences of a capture as answers are looked for in them: their words, whom they speak of,
// and whether they hold a number, a time, a reason.
//
//   "She will fly on Monday because of the storm."  -->  words {fly monday storm}, with the name
//   of "she", a time, a reason, planned

#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "story/told/told.h"

namespace checkback {

using HeldWords = std::vector<std::uint64_t>;  // families of content words (content_words.h)

struct HeldSentence {
  Span span;
  HeldWords words;       // sorted, each once, like those below
  HeldWords with_names;  // and the names of those whom it calls otherwise: "she", "the minister"
  HeldWords pairs;       // of neighbours
  HeldWords numbers;
  HeldWords actors;  // words of its names but those of places
  HeldWords times;   // hashes of values: days and hours
  bool is_new = false;
  bool has_figure = false;
  bool has_place = false;
  bool has_reason = false;
  bool says_no = false;
  bool asks = false;       // holds an open question
  bool is_unsure = false;  // planned, conditional, proposed or unclear
};

// In the order of the article. Linear.
std::vector<HeldSentence> HeldSentencesOf(const Telling& telling, const StoryUpdate& update);

// In the order of the text, each as often as it stands there.
HeldWords FamiliesOf(std::string_view text, std::string_view language);
// Of neighbours in `words`: sorted, each once.
HeldWords PairsOf(const HeldWords& words);

void SortEachOnce(HeldWords& words);
bool StartsWithCapital(std::string_view text);

inline bool Holding(const HeldWords& sorted, std::uint64_t word) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

}  // namespace checkback
