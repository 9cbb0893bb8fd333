#include "text/abbreviations.h"

#include <algorithm>
#include <string>

#include "text/language_tables.h"
#include "text/take_until.h"

namespace checkback {
namespace {

Abbreviation KindNamed(std::string_view name) {
  if (name == "never") return Abbreviation::kNever;
  if (name == "number") return Abbreviation::kNumber;
  if (name == "maybe") return Abbreviation::kMaybe;
  if (name == "often") return Abbreviation::kOften;
  return Abbreviation::kNone;
}

AbbreviationTable ReadTable(std::string_view rules) {
  AbbreviationTable table;
  while (!rules.empty()) {
    std::string_view line = TakeUntil(rules, '\n');
    if (line.empty() || line[0] == '#') continue;
    const std::string_view name = TakeUntil(line, ' ');
    if (name == "ordinals") table.ordinals = true;
    while (!line.empty()) {
      const std::string_view word = TakeUntil(line, ' ');
      if (word.empty()) continue;
      if (name == "opens") {
        table.opens.insert(word);
      } else if (name == "after") {
        table.after.insert(word);
      } else if (const Abbreviation kind = KindNamed(name); kind != Abbreviation::kNone) {
        table.kinds.emplace(word, kind);
      }
    }
  }
  return table;
}

}  // namespace

Abbreviation AbbreviationTable::KindOf(std::string_view word) const {
  const auto found = kinds.find(word);
  return found == kinds.end() ? Abbreviation::kNone : found->second;
}

const AbbreviationTable& AbbreviationsOf(std::string_view language) {
  static const LanguageTables<AbbreviationTable> tables("abbreviations.txt", ReadTable);
  return tables.Of(language);
}

}  // namespace checkback
