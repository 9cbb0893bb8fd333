#include "reading/said_rules.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "text/language_tables.h"
#include "text/take_until.h"

namespace checkback {
namespace {

constexpr std::array<std::pair<std::string_view, SaidBy>, 8> kWays = {{
    {"clause", kSaidByClause},
    {"to", kSaidByTo},
    {"thing", kSaidByThing},
    {"called", kSaidByCalling},
    {"once", kSaidOnce},
    {"into", kSaidInto},
    {"asking", kSaidByAsking},
    {"whom", kSaidToWhom},
}};

SaidRules ReadRules(std::string_view text) {
  SaidRules rules;
  while (!text.empty()) {
    std::string_view line = TakeUntil(text, '\n');
    if (line.empty() || line[0] == '#') continue;
    const std::string_view way = TakeUntil(line, ' ');
    if (way == "phrase") {
      const std::string_view first = TakeUntil(line, ' ');
      rules.phrases.emplace(first, line);
      continue;
    }
    if (way == "unsaid") {
      while (!line.empty()) rules.unsaid.insert(TakeUntil(line, ' '));
      continue;
    }
    if (way == "outlet") {
      while (!line.empty()) rules.outlets.insert(TakeUntil(line, ' '));
      continue;
    }
    const auto known = std::find_if(kWays.begin(), kWays.end(),
                                    [&](const auto& entry) { return entry.first == way; });
    if (known == kWays.end()) continue;
    while (!line.empty()) {
      std::string_view word = TakeUntil(line, ' ');
      const std::string_view verb = TakeUntil(word, '/');
      rules.verbs[verb] |= known->second;
      if (!word.empty()) rules.called_with.emplace(verb, word);
    }
  }
  return rules;
}

}  // namespace

const SaidRules& SaidRulesOf(std::string_view language) {
  static const LanguageTables<SaidRules> tables("quotes.txt", ReadRules);
  return tables.Of(language);
}

std::uint8_t SaidByOf(std::string_view lemma, std::string_view language) {
  const auto& verbs = SaidRulesOf(language).verbs;
  const auto found = verbs.find(lemma);
  return found == verbs.end() ? std::uint8_t{kSaidNot} : found->second;
}

}  // namespace checkback
