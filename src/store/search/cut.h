// The words of a text, as the search sees them: the same for documents and for queries.
//
//   "Zelenskyy's 1,200 cafés"  ->  zelenskyy  s  1200  cafes
//   "東京で"                    ->  東  京  で
//
// Lower case, without accents (fold.h). Apostrophes and hyphens part words. A number is one word:
// marks between thousands are dropped, a decimal comma is a point. A character of a script
// written without blanks is a word of its own, so that a query in it becomes a phrase. No
// stemming: a word is found as it was printed.
//
// Pure, linear in the text, safe to call from many threads.

#pragma once

#include <cstddef>
#include <string_view>

#include "store/sqlite.h"

namespace checkback {

// A word's letters are cut here: longer ones are no words of a language.
inline constexpr std::size_t kLongestWord = 128;  // bytes

// Calls `sink` with each word and the bytes [start, end) of `text` that it stands for; the view
// of the word lives until the call ends.
void CutWords(std::string_view text, const WordSink& sink);

}  // namespace checkback
