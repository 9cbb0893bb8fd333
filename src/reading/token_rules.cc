#include "reading/token_rules.h"

#include <algorithm>

#include "text/language_tables.h"
#include "text/take_until.h"

namespace checkback {
namespace {

// "gon|na", or "dunno=du|n|no" where the parts are easier to see beside the word.
std::string AddSplit(std::string_view line, TokenRules& rules) {
  if (const std::size_t equals = line.find('='); equals != line.npos) {
    line.remove_prefix(equals + 1);
  }
  std::string word;
  std::vector<std::size_t> cuts;
  for (const char c : line) {
    if (c == '|') {
      cuts.push_back(word.size());
    } else {
      word += c;
    }
  }
  if (!cuts.empty()) rules.splits.emplace(word, std::move(cuts));
  return word;
}

void AddWord(std::string_view kind, std::string_view word, TokenRules& rules) {
  if (kind == "clitic") rules.clitics.push_back(word);
  if (kind == "split") AddSplit(word, rules);
  if (kind == "prefix") rules.prefixes.insert(word);
  if (kind == "suffix") rules.suffixes.insert(word);
  if (kind == "whole") rules.whole.insert(word);
  if (kind == "unit") rules.units.insert(word);
  if (kind == "face") rules.faces.push_back(word);
}

TokenRules ReadRules(std::string_view table) {
  TokenRules rules;
  rules.known = true;
  while (!table.empty()) {
    std::string_view line = TakeUntil(table, '\n');
    if (line.starts_with('#')) continue;
    const std::string_view kind = TakeUntil(line, ' ');
    if (kind == "before") {
      auto& next = rules.before[AddSplit(TakeUntil(line, ' '), rules)];
      while (!line.empty()) next.insert(TakeUntil(line, ' '));
    }
    while (!line.empty()) {
      const std::string_view word = TakeUntil(line, ' ');
      if (!word.empty()) AddWord(kind, word, rules);
    }
  }
  std::stable_sort(rules.faces.begin(), rules.faces.end(),
                   [](std::string_view a, std::string_view b) { return a.size() > b.size(); });
  return rules;
}

}  // namespace

const TokenRules& TokenRulesOf(std::string_view language) {
  static const LanguageTables<TokenRules> tables("tokens.txt", ReadRules);
  return tables.Of(language);
}

}  // namespace checkback
