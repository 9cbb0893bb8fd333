// How often the pages of a site change, by how old they are and how long they have stood still.
//
//   changes an hour   stood still: 10 min     1 h      1 day
//   printed 30 min ago         .9
//   printed a day ago          .4             .1      .02
//
// Pages of news change in their first hours and then hardly ever, and one that has just changed is
// likely to change again; so a rate is no property of a page alone (research on nu.nl: half of all
// edits come within 28 minutes of print). The table is learned from what visits find. A visit tells
// only whether there was a change since the one before, so the changes that are likely to have
// happened are spread over the cells that the time between ran through (expectation maximisation
// for interval-censored counts, one step a visit).
//
// Ages are seconds. Not for use by two threads at once.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace checkback {

// Where a page stands: how old it is, and how long it is since a change was seen.
struct PageAge {
  double old = 0;    // seconds since it was first seen
  double still = 0;  // seconds since it was last seen changed; as old where it never was
};

class ChangeRates {
 public:
  ChangeRates();

  // Changes a second of an average page there.
  double At(const PageAge& age) const;

  // How many changes an average page goes through in the `seconds` after `age`.
  double Expected(const PageAge& age, double seconds) const;

  // A visit `seconds` after the one before, at which the page was `age`, found a change or none.
  // `factor`: how much livelier than an average page this one is taken to be.
  void Learn(const PageAge& age, double seconds, bool changed, double factor);

  // All that was learned, to be kept; FromBytes of it is the same. Nothing for other bytes.
  std::string Bytes() const;
  static std::optional<ChangeRates> FromBytes(std::string_view bytes);

  // The end of the cell that holds `age`: so many seconds of it are left. At least one.
  static double LeftOfCell(const PageAge& age);

 private:
  static constexpr std::size_t kSteps = 14;
  struct Cell {
    double changes = 0;
    double seconds = 0;
  };
  static std::size_t StepOf(double seconds);
  // Calls visit(cell, seconds) for the cells that the time after `age` runs through.
  template <typename Visit>
  void Through(const PageAge& age, double seconds, const Visit& visit) const;
  double RateOf(std::size_t cell) const;
  Cell CellAt(std::size_t cell) const;
  Cell& Learned(std::size_t cell);

  // Most sites are seen in a few cells only, and there are many sites. By how old, then how still:
  // where the cell lies in learned_, and 1; 0: nothing was learned of it.
  std::array<std::uint8_t, kSteps * kSteps> places_{};
  std::vector<Cell> learned_;
  std::array<Cell, kSteps> still_;  // of all ages together: what a thin cell leans on
};

}  // namespace checkback
