// The words of rules/<language>/questions.txt.

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "reading/questions.h"

namespace checkback {

// The lists that a word may stand in, one bit each.
enum QuestionWord : std::uint16_t {
  kTells = 1,
  kKnows = 2,
  kSeeks = 4,
  kLearns = 8,
  kWishes = 16,
  kOpens = 32,
  kYets = 64,
  kDenies = 128,
  kUnwilling = 256,
  kSettles = 512,
  kNames = 1024,
  kVerifies = 2048,
  kLeaves = 4096,
  kLight = 8192,
  kCauses = 16384,
  kNeeds = 32768,
};

struct QuestionRules {
  std::unordered_map<std::string_view, std::uint16_t> words;
  std::unordered_map<std::string_view, QuestionKind> nouns;
  std::unordered_map<std::string_view, QuestionKind> which;
  std::unordered_map<std::string_view, std::string_view> verify_with;  // "rule" -> "out"
  std::unordered_set<std::string_view> answers, talk, grants, offices, links, alone, heads, sides,
      backshifted;
  // Verbs that judge and do not ask, with the word behind: "understand" -> "why"; "" for any.
  std::unordered_map<std::string_view, std::string_view> judges;
  std::vector<std::vector<std::string_view>> phrases;
  std::vector<std::vector<std::string_view>> evasions;

  // The lists of a word in lower case; none for one that stands nowhere.
  std::uint16_t ListsOf(std::string_view word) const {
    const auto found = words.find(word);
    return found == words.end() ? std::uint16_t{0} : found->second;
  }
};

// Of `language`; empty without a file. Lives as long as the program. Safe to call from many
// threads.
const QuestionRules& QuestionRulesOf(std::string_view language);

// What would answer a question of `kind`, as far as the kind tells it.
AnswerType AnswerTo(QuestionKind kind);

}  // namespace checkback
