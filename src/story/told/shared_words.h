// The words that two sentences share, as one of them prints them.
//
// Pure and safe to call from many threads.

#pragma once

#include <string_view>
#include <vector>

#include "story/told/answer_words.h"

namespace checkback {

// The words of `text` that are of `families` (sorted), each once, in its order. Valid as long as
// `text`.
std::vector<std::string_view> WordsAmong(std::string_view text, const HeldWords& families,
                                         std::string_view language);

}  // namespace checkback
