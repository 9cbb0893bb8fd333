#include "reading/names/name_words.h"

#include <algorithm>
#include <array>

#include "text/language_tables.h"
#include "text/take_until.h"

namespace checkback {
namespace {

constexpr std::array<std::string_view, kNameClassCount> kClassNames = {
    "title", "female", "male",   "role", "other", "office", "body",    "company",
    "firm",  "land",   "nation", "seat", "time",  "join",   "generic", "act"};

}  // namespace

NameClasses NameWords::Of(std::string_view lower) const {
  auto found = words_.find(lower);
  if (found == words_.end() && lower.size() > 1 && lower.back() == '.') {
    found = words_.find(lower.substr(0, lower.size() - 1));
  }
  return found == words_.end() ? NameClasses() : found->second;
}

NameWords NameWords::Read(std::string_view rules) {
  NameWords table;
  while (!rules.empty()) {
    std::string_view line = TakeUntil(rules, '\n');
    if (line.empty() || line[0] == '#') continue;
    const std::string_view name = TakeUntil(line, ' ');
    const auto known = std::find(kClassNames.begin(), kClassNames.end(), name);
    if (known == kClassNames.end()) continue;
    const auto one = static_cast<NameClass>(known - kClassNames.begin());
    while (!line.empty()) {
      const std::string_view word = TakeUntil(line, ' ');
      if (!word.empty()) table.words_[word].Add(one);
    }
  }
  return table;
}

const NameWords& NameWords::Table(std::string_view language) {
  static const LanguageTables<NameWords> tables("names.txt", NameWords::Read);
  return tables.Of(language);
}

}  // namespace checkback
