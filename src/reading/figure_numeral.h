// One number as it stands in a sentence: with its sign, its unit and the second number of a range;
// and what numbers are no figures at all.

#pragma once

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "reading/figure_numbers.h"
#include "reading/figure_sense.h"

namespace checkback {

// What the words of one number are.
struct FigureNumeral {
  WordIndex sign = 0;  // the first word of the sign before it; of the number where there is none
  WordIndex first = 0;
  FigureNumber low;
  std::optional<FigureNumber> high;
  WordIndex end = 0;  // behind the number, the unit and the second number
  std::string unit;
  bool money = false;
};

// Where a number is looked for.
struct FigurePlace {
  const Grammar& grammar;
  const FigureRules& rules;
  const FigureSense& sense;
  WordRange sentence;
  WordIndex last_end = 0;  // of the figure that was kept last in this sentence

  // In lower case; "" beyond the sentence.
  std::string_view Lower(WordIndex i) const {
    return sentence.Holds(i) ? grammar.Lower(i) : std::string_view();
  }
};

// The number that begins at word `i`; nothing where there is none.
std::optional<FigureNumeral> FigureNumeralAt(const FigurePlace& place, WordIndex i);

// Ages, names with numbers, results of games, "one of the", parts, telephones. May move the end of
// `numeral` behind what belongs to it. `wins`: whether the sentence tells a result, once known.
bool IsNoFigure(const FigurePlace& place, FigureNumeral& numeral, std::optional<bool>& wins);

inline bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}
inline bool IsDash(std::string_view word) {
  return IsOneOf(word, {"-", "\u2013", "\u2014", "\u2011"});
}

}  // namespace checkback
