// The tables rules/<language>/tokens.txt; what the lines mean stands in the English one.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace checkback {

struct TokenRules {
  bool known = false;                     // there is a table for the language
  std::vector<std::string_view> clitics;  // with '
  std::unordered_map<std::string, std::vector<std::size_t>> splits;  // bytes before each cut
  // Words that are two only before one of these.
  std::unordered_map<std::string, std::unordered_set<std::string_view>> before;
  std::unordered_set<std::string_view> prefixes, suffixes, whole, units;
  std::vector<std::string_view> faces;  // longest first
};

// The rules of `language` (BCP 47; "" or "und": English); empty where there is no table. Lives as
// long as the program. Safe to call from many threads.
const TokenRules& TokenRulesOf(std::string_view language);

}  // namespace checkback
