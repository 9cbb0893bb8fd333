// Numbers of one series that cannot both hold.
//
//   "Four people died in the city," the mayor said. A doctor counted seven bodies.     side by side
//   18:00 "Nineteen people have died."   22:30 another page: "Seventeen have died."    fell
//   18:00 one page: "19.4 per cent"      next day another page: "close to 15 per cent" across
//
// A number that moved on is no contradiction: of roles that can only grow only a fall counts, and
// of roles that move both ways (missing, in hospital) only what one report says side by side. Nor
// are numbers of two things that a series took for one (counts_alike.h), or of which one is the
// other rounded.
//
// Not for use by two threads at once.

#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "story/told/counts_alike.h"
#include "story/told/figure_series.h"
#include "story/told/teller.h"
#include "story/told/told.h"
#include "text/hash_table.h"

namespace checkback {

class DisputedFigures {
 public:
  // Those that the capture brings, with what stood before in it or in others; without their ids.
  // `placed`: its numbers.
  std::vector<Contradiction> Add(const NextCapture& next, std::span<const PlacedNumber> placed);

 private:
  struct Value {
    Passage sentence;
    Span words;
    double value = 0, low = 0, high = 0;
    std::string about, source, unit;
    std::size_t page = 0;
    Instant told_at{};
    RoleKind kind = RoleKind::kMoves;
    CountedThing thing;
    bool has_role = false;
    bool may_move = false;  // a measure, or a bare small number
    bool is_copy = false;
    bool is_no_fact = false;  // planned, proposed, conditional
    bool is_planned = false;
    bool leans = false;
    bool negated = false;
    double step = 0;             // in which it may have been rounded
    std::vector<double> beside;  // numbers of its sentence that are said not to be so
    // Others of its sentence: what it is set against ("below the 9 million"), of its series.
    std::vector<double> against, together;
  };
  using ValuePair = std::pair<double, double>;

  Value ReadValue(const NextCapture& next, const PlacedNumber& placed) const;
  bool IsToldAgain(const Telling& telling, std::size_t series, const Figure& figure);
  static bool TellsNo(const Value& a, const Value& b);
  static std::optional<ContradictionKind> Exclude(const Value& a, const Value& b);

  std::unordered_map<std::size_t, std::vector<Value>> newest_;  // by series
  std::unordered_map<std::size_t, std::set<ValuePair>> found_;  // by series
  std::unordered_set<std::size_t> pages_;
  HashSet told_;  // of page, series, value and bound
};

}  // namespace checkback
