// The lines of a dictionary in PETRARCH's text formats: without comments, with their numbers.
//
//   GONDOR [GON]   # a city            -> 12 "GONDOR [GON]"
//   <!-- a comment
//        of two lines -->
//
// Foreign bytes: any of them may be nonsense.

#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace checkback {

struct DictionaryLine {
  std::size_t number = 0;  // from 1
  bool indented = false;
  std::string_view text;  // trimmed, of the bytes given; never empty
};

// Lines longer than this are no entries of any dictionary seen (the longest has 212 bytes).
inline constexpr std::size_t kLongestDictionaryLine = 2000;

// Lines over the limit are left out and counted in `too_long`. Views of `bytes`.
struct DictionaryLines {
  std::vector<DictionaryLine> lines;
  std::size_t too_long = 0;
};
DictionaryLines LinesOfDictionary(std::string_view bytes);

// What stands between the first [ ] of `text`; empty where there is none.
std::string_view InBrackets(std::string_view text);
std::string_view TrimmedOf(std::string_view text);

}  // namespace checkback
