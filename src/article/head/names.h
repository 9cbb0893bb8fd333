// Names in one byline, by the words in rules/byline.txt.
//
//   "By ANA RUIZ and Ben Ito, Staff Writers | @anaruiz"   -> "ANA RUIZ", "Ben Ito"
//   "Ana Ruiz, Example Times, on May 14"                  -> "Ana Ruiz"
//   "https://example.org/author/ana"                      -> nothing
//   "Staff"                                               -> "Staff", where it is all there is
//
// All functions are safe to call from many threads.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace checkback {

struct Signed {
  std::vector<std::string> people;
  std::vector<std::string> others;  // staff, roles without a name
};

// Who signs in one byline or one author's entry in metadata. Looks at its first 300 bytes.
Signed ReadByline(std::string_view byline);

// The people, or the others where there are none.
std::vector<std::string> NamesIn(std::string_view byline);

// True where `line` opens like a byline ("By Ana Ruiz", "Von Ana Ruiz") and goes on with
// what can be a name.
bool OpensByline(std::string_view line);

// "May 14, 2025 by Ana Ruiz" from its "by"; the line as it is where there is none.
std::string_view FromBy(std::string_view line);

// True for "By", "Written by:" alone, whose name stands in the next line.
bool IsByAlone(std::string_view line);

// A name that can be believed without a word of metadata: two to five words with capitals,
// or a few of a script without them.
bool IsSurelyName(std::string_view name);

// Adds `name` unless it, or the same in other capitals, is there.
void AddName(std::string name, std::vector<std::string>& names);

}  // namespace checkback
