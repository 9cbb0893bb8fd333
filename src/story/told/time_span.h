// The days that a value of TIMEX3 names, and the day on which a capture was printed: what earlier
// and later are told by.
//
//   "2025-05-12T10:30" = [2025-05-12]   "2025-05" = [2025-05-01, 2025-05-31]   "P2W" = nothing

#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "story/told/told.h"

namespace checkback {

struct DaySpan {
  std::chrono::sys_days first, last;

  friend bool operator==(const DaySpan&, const DaySpan&) = default;
};

// Days, months, years, decades ("201") and weeks ("2025-W20"); a season or a quarter by its year.
// Nothing for durations, sets, references ("PAST_REF") and values with an X for what is not known.
std::optional<DaySpan> DaysOf(std::string_view timex_value);

// The day of print on the page's own calendar, else the day on which it was seen (UTC).
std::chrono::sys_days DayOf(const Telling& telling);

}  // namespace checkback
