// The tables rules/<language>/figures.txt; what the lines mean stands in the English one.

#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "reading/figures.h"

namespace checkback {

struct FigurePhrase {
  std::vector<std::string_view> words;
  std::string_view name;  // of a unit
  FigureBound bound = FigureBound::kExact;
  double value = 0;
  bool money = false;
};

// Phrases by their first word, or by their last where they stand before a number.
using FigurePhrases = std::unordered_map<std::string_view, std::vector<FigurePhrase>>;
using FigureWords = std::unordered_set<std::string_view>;

enum class FigureRoleUse : std::uint8_t { kSubject, kObject, kWord, kNot, kPair, kDoing, kPassive };

struct FigureRole {
  std::string_view name;
  FigureRoleUse use = FigureRoleUse::kWord;
  std::string_view noun;    // of a pair
  std::string_view before;  // of a word: the one right before it; "" for any
};

struct FigureRules {
  bool known = false;
  std::unordered_map<std::string_view, double> counts, scales, ordinals;
  std::unordered_map<std::string_view, double> money_scales;  // behind digits, of money and people
  FigurePhrases vague, behind, units, nobody;                 // by first word
  FigurePhrases bounds, signs;                                // by last word
  std::unordered_map<std::string_view, std::string_view> measures;
  std::unordered_map<std::string_view, std::string_view> remains;       // "body": the role "killed"
  std::unordered_map<std::string_view, std::vector<FigureRole>> roles;  // by lemma
  FigureWords persons, labels, streets, numbers, more, fewer, rise, fall, change, win, tallies,
      anyone, tell, believed, monies;
};

// The rules of `language` (BCP 47; "" or "und": English); empty where there is no table. Lives as
// long as the program. Safe to call from many threads.
const FigureRules& FigureRulesOf(std::string_view language);

}  // namespace checkback
