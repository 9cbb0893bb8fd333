// The timeline: what happened when, by the day that it is about.
//
//   printed 2025-05-14   "The dam broke on Monday, the mayor said."   -> 2025-05-12
//
// Of each capture with news the sentence that tells them best, on the day that it names, else on
// the day of print. In a story of many pages a day stands there only if several pages tell of it:
// name it, or were printed on it; then it is shown by the first sentence that names it where no
// news did. That needs times alone and so works in every language that has a table of them
// (docs/decisions/0020).
//
// Not for use by two threads at once.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "story/told/teller.h"
#include "story/told/told.h"

namespace checkback {

class TimelineLayer {
 public:
  void Add(const NextCapture& next);

  // By day. Linear in the days.
  std::vector<TimelineEntry> Told() const;

 private:
  struct Day {
    std::size_t pages = 0;      // that tell of it
    std::vector<Passage> news;  // the first ones
    std::optional<Passage> first_named;
  };

  void CountDays(const NextCapture& next);
  void AddDaysBetween(const NextCapture& next, const std::string& told,
                      const std::vector<std::uint32_t>& known);

  std::map<std::string, Day> days_;
  std::unordered_set<std::uint64_t> told_by_;  // days by page
  std::unordered_set<std::size_t> pages_;
  std::string last_printed_;  // the latest day of print so far
  // Pairs of neighbouring words that the last version of a page held, sorted.
  std::unordered_map<std::size_t, std::vector<std::uint32_t>> printed_;
};

}  // namespace checkback
