// The words of a text as copies are compared by: letters only, so that another
// outlet's quotation marks, dashes and capitals do not hide a copy.
//
//   "Don’t go," said ANNA-Lena.  -->  don  t  go  said  anna  lena
//
// Case is folded, punctuation parts words, an apostrophe too.
// In scripts written without blanks each character opens a "word" of four
// characters, so that five words in a row are eight characters (two to five real
// words of Chinese, Japanese or Thai).

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace checkback {

struct FoldedWord {
  std::uint64_t hash = 0;   // of the folded letters
  std::uint32_t start = 0;  // bytes in the text
  std::uint32_t end = 0;
};

// The words of `text` in its order, linear in its length. Bytes past 4 GiB are not
// read. Same text, same hashes, in every run; safe to call from many threads.
std::vector<FoldedWord> WordsOf(std::string_view text);

}  // namespace checkback
