// Figures: the numbers of an article that count or measure something.
//
//   "At least four people were killed and 130 hurt, the ministry said."
//    --------------------              ---
//    at least 4, people, "people killed"; exactly 130, people, "people injured"; by "the ministry"
//
// Numbers that only name or date something are none: ages, days, addresses, results of games,
// "Room 12". "Dozens" and "a handful" keep a bound and are never made exact. What the words are and
// mean stands in rules/<language>/figures.txt, with examples that are tests.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reading/grammar.h"
#include "reading/names.h"
#include "reading/quotes.h"
#include "reading/times.h"
#include "text/span.h"

namespace checkback {

enum class FigureBound : std::uint8_t { kExact, kAtLeast, kAtMost, kAbout, kRange };

// How a number stands to others of the same thing.
enum class FigureStanding : std::uint8_t {
  kWhole,   // "26 people have died": all of them
  kMore,    // "two more people", "rose by 12": on top of an earlier number
  kFewer,   // "fell by three": off an earlier number
  kBefore,  // "from 12", "up from 12": what it was
};

struct Figure {
  Span span;         // with its bound and what is counted right behind: "at least 4 people"
  double value = 0;  // of a range the low end
  std::optional<double> high;  // of a range the high end
  FigureBound bound = FigureBound::kExact;
  FigureStanding standing = FigureStanding::kWhole;
  std::string unit;  // "people", "per cent", "kilometres", "dollars"; else the things: "buildings"
  std::string what;  // "people killed", "turnout"; "" where nothing tells it
  std::string role;  // what became of those counted, as rules/en/figures.txt names it: "killed"
  std::string source;                  // who says so, by the fullest name; "" for the outlet itself
  WordIndex number = 0;                // the first word of the number
  std::optional<WordIndex> counted;    // the noun that is counted or measured
  std::optional<WordIndex> predicate;  // the word that says what became of it

  friend bool operator==(const Figure&, const Figure&) = default;
};

// The figures of the text of `grammar`, in its order, none over another. `times` and
// `quotes` are those of the same text. A language without rules or parser has none. Linear. Safe to
// call from many threads.
std::vector<Figure> FindFigures(const Grammar& grammar, const Names& names,
                                std::span<const TimeExpression> times,
                                std::span<const Quote> quotes);

// Whether a unit is money of a currency that the rules know: "crowns".
bool IsMoney(std::string_view unit, std::string_view language);

std::string_view NameOf(FigureBound bound);        // "at least"
std::string_view NameOf(FigureStanding standing);  // "more"

}  // namespace checkback
