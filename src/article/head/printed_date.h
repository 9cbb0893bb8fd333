// Dates as print and addresses have them, in many languages.
//
//   "Updated May 14, 2020 at 10:04"    "14. Mai 2020"    "2020年5月14日"    "14/05/2020"
//            ------------               ------------      -------------      ----------
//
// Only days with their year: "on Wednesday" and "May 14" need a day of print, which is
// what is looked for here. Month names stand in rules/months.txt.

#pragma once

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace checkback {

struct PrintedDate {
  std::chrono::sys_days day;
  Span span;
  // The other reading of "05/04/2020", where both are days.
  std::optional<std::chrono::sys_days> other;
};

struct DateHabits {
  std::string_view language;  // "en-US", "" for unknown
  bool month_first = false;   // of "05/04/2020"
};

// The dates in `text`, in its order, at most `limit`. Years 1990 to 2099. Linear in the
// text. Safe to call from many threads.
std::vector<PrintedDate> FindPrintedDates(std::string_view text, const DateHabits& habits,
                                          std::size_t limit = 8);

// The day in an address: /2020/05/14/, 2020-05-14, 20200514, /2020/may/14/.
std::optional<std::chrono::sys_days> DayInUrl(std::string_view url);

// The month of a name in any language (`name` in lower case, without a final stop);
// 0 where it is none.
unsigned MonthNamed(std::string_view name, std::string_view language);

}  // namespace checkback
