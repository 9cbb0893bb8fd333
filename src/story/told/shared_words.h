// The words that two sentences share, as one of them prints them.
//
// Pure and safe to call from many threads.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "story/told/answer_words.h"

namespace checkback {

// The content words of `text`, each family of them once, in its order. Valid as long as `text`.
struct FamilyWord {
  std::uint64_t family = 0;
  std::string_view printed;
};
std::vector<FamilyWord> FamilyWordsOf(std::string_view text, std::string_view language);

// Of `words` those that are of `families` (sorted).
std::vector<std::string_view> WordsAmong(const std::vector<FamilyWord>& words,
                                         const HeldWords& families);
// The words of `text` that are of `families` (sorted), each once, in its order. Valid as long as
// `text`.
std::vector<std::string_view> WordsAmong(std::string_view text, const HeldWords& families,
                                         std::string_view language);

}  // namespace checkback
