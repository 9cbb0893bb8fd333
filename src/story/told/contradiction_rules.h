// The table rules/<language>/contradictions.txt; what the lines mean stands in the English one.

#pragma once

#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace checkback {

struct ContradictionRules {
  std::unordered_set<std::string_view> measures, says, helps, helps_not;
  std::unordered_set<std::string_view> speakers, light, none, anybody, expects, gives, ordinals,
      sole, place_words, off, does, adds_up, weekdays, definite;
  std::vector<std::string_view> such, denies_it, no_part, some, open, sum, against, contests,
      scorns, claims, answers, no_record, nothing;
  // A word that has opposites: which line, and which side of it (1 or -1).
  struct Side {
    int line = 0, side = 0;
  };
  std::unordered_map<std::string_view, Side> opposites;
};

// Empty where there is no table. Lives as long as the program. Safe to call from many threads.
const ContradictionRules& ContradictionRulesOf(std::string_view language);

// Whether another number is a measure taken anew: a level, a depth, a speed.
inline bool IsMeasure(std::string_view unit, std::string_view language) {
  return ContradictionRulesOf(language).measures.contains(unit);
}

}  // namespace checkback
