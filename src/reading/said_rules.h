// The verbs of rules/<language>/quotes.txt, and how each takes what is said.

#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace checkback {

// The ways in which a verb takes what is said, one bit each; see rules/en/quotes.txt.
enum SaidBy : std::uint8_t {
  kSaidNot = 0,
  kSaidByClause = 1,
  kSaidByTo = 2,
  kSaidByThing = 4,
  kSaidByCalling = 8,
  kSaidOnce = 16,      // only of words in quotation marks
  kSaidInto = 32,      // stands before "to say": "went on to say"
  kSaidByAsking = 64,  // a clause, of one who asks: "reporters asked whether"
  kSaidToWhom = 128,   // its object is the one who is told: "told reporters that"
};

struct SaidRules {
  std::unordered_map<std::string_view, std::uint8_t> verbs;
  std::unordered_map<std::string_view, std::string_view> called_with;  // "put" -> "at"
  std::unordered_set<std::string_view> unsaid;
  std::unordered_set<std::string_view> outlets;  // "newspaper": tells what others did
  std::unordered_map<std::string_view, std::string_view> phrases;  // first word -> second
};

// Of `language`; empty without a file. Lives as long as the program. Safe to call from many
// threads.
const SaidRules& SaidRulesOf(std::string_view language);

// Of a lemma in lower case: the ways of all its lines, joined by "or".
std::uint8_t SaidByOf(std::string_view lemma, std::string_view language);

}  // namespace checkback
