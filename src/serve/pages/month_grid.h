// A month as a calendar shows it: whole weeks from Monday to Sunday.
//
//   March 2026    Mo Tu We Th Fr Sa Su
//                                    1
//                  2  3  4  5  6  7  8 ...
//
// Pure.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace checkback {

// "2026-03", also as the beginning of a date; nothing else.
std::optional<std::chrono::year_month> MonthIn(std::string_view date);
std::string MonthAsText(std::chrono::year_month month);   // "2026-03"
std::string WordsOfMonth(std::chrono::year_month month);  // "March 2026"

// From the Monday on or before its first day to the Sunday on or after its last.
std::vector<std::chrono::sys_days> DaysOfWeeks(std::chrono::year_month month);

}  // namespace checkback
