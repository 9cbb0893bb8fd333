// rules/<language>/story_names.txt: how a story speaks of one whom several articles name.

#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "text/language_tables.h"
#include "text/take_until.h"

namespace checkback {

struct NameRules {
  std::unordered_set<std::string> he, she, the;  // in lower case
  std::vector<std::string_view> people;          // endings: "n" of "Tarsovan"

  // Of a language without them: empty. Lives as long as the program; safe to call from many
  // threads.
  static const NameRules& Of(std::string_view language) {
    static const LanguageTables<NameRules> tables("story_names.txt", Read);
    return tables.Of(language);
  }

  static NameRules Read(std::string_view bytes) {
    NameRules rules;
    while (!bytes.empty()) {
      std::string_view line = TakeUntil(bytes, '\n');
      if (line.empty() || line[0] == '#') continue;
      const std::string_view kind = TakeUntil(line, ' ');
      while (!line.empty()) {
        const std::string_view word = TakeUntil(line, ' ');
        if (kind == "he") rules.he.emplace(word);
        if (kind == "she") rules.she.emplace(word);
        if (kind == "the") rules.the.emplace(word);
        if (kind == "people") rules.people.push_back(word);
      }
    }
    return rules;
  }
};

}  // namespace checkback
