// Times that a text names, with their values in the terms of TIMEX3 (ISO-TimeML).
//
//   printed 2025-05-14   "Talks resumed on Monday and last two weeks, the ministry said."
//                                           ------          ---------
//                                           DATE 2025-05-12 DURATION P2W
//
// Patterns and words stand in rules/<language>/times.txt, each with examples that are tests. What
// counts from the day of print is resolved by the tense of the verb ("met on Monday", "will meet
// on Monday"); where the page gave no day of print, such values keep an X for what is not known.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reading/parse.h"
#include "text/span.h"

namespace checkback {

enum class TimeType { kDate, kTime, kDuration, kSet };

struct TimeExpression {
  Span span;
  TimeType type = TimeType::kDate;
  std::string value;  // "2025-05-12", "2025-W19-WE", "P2W", "PRESENT_REF"

  friend bool operator==(const TimeExpression&, const TimeExpression&) = default;
};

// When the page was printed, on its own calendar and clock; what is not known is absent.
struct PrintedAt {
  std::optional<std::chrono::sys_days> day;
  std::optional<int> hour;  // 0 to 23
};

// The times of `text`, in its order, none over another. `parse` holds its words; where it was not
// parsed, every verb counts as past, which is the rule in news. A language without rules has no
// times. Linear. Safe to call from many threads.
std::vector<TimeExpression> FindTimes(std::string_view text, const Parse& parse,
                                      const PrintedAt& printed, std::string_view language);

std::string_view NameOf(TimeType type);  // "DATE"

}  // namespace checkback
