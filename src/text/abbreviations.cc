#include "text/abbreviations.h"

#include <algorithm>
#include <string>

#include "text/embedded.h"

namespace checkback {
namespace {

std::string_view TakeUntil(std::string_view& rest, char end) {
  const std::size_t at = std::min(rest.find(end), rest.size());
  const std::string_view taken = rest.substr(0, at);
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return taken;
}

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

using Tables = std::unordered_map<std::string_view, AbbreviationTable>;

Tables ReadTables() {
  constexpr std::string_view kFolder = "rules/";
  constexpr std::string_view kName = "/abbreviations.txt";
  Tables tables;
  for (std::size_t i = 0; i < kEmbeddedCount; ++i) {
    std::string_view path = kEmbeddedFiles[i].path;
    if (!path.starts_with(kFolder) || !path.ends_with(kName)) continue;
    const std::string_view rules = FindEmbedded(path);
    path.remove_prefix(kFolder.size());
    path.remove_suffix(kName.size());
    tables.emplace(path, ReadTable(rules));
  }
  return tables;
}

}  // namespace

Abbreviation AbbreviationTable::KindOf(std::string_view word) const {
  const auto found = kinds.find(word);
  return found == kinds.end() ? Abbreviation::kNone : found->second;
}

const AbbreviationTable& AbbreviationsOf(std::string_view language) {
  static const Tables tables = ReadTables();
  static const AbbreviationTable none;
  std::string_view base = language.substr(0, language.find('-'));
  if (base.empty() || base == "und") base = "en";
  const auto found = tables.find(base);
  return found == tables.end() ? none : found->second;
}

}  // namespace checkback
