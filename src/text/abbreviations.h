// The tables rules/<language>/abbreviations.txt: words with a full stop that need not end a
// sentence. What the kinds mean stands in the English table. For text/sentences.cc.

#pragma once

#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace checkback {

enum class Abbreviation { kNone, kNever, kNumber, kMaybe, kOften };

struct AbbreviationTable {
  std::unordered_map<std::string_view, Abbreviation> kinds;  // without the last stop
  std::unordered_set<std::string_view> opens;
  std::unordered_set<std::string_view> after;
  bool ordinals = false;

  Abbreviation KindOf(std::string_view word) const;
};

// The table of `language` (BCP 47; "" or "und": English); empty where there is none. Lives as
// long as the program. Safe to call from many threads.
const AbbreviationTable& AbbreviationsOf(std::string_view language);

}  // namespace checkback
