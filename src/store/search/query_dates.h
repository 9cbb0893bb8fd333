// The value of date: in a query, as words of a calendar.
//
//   2025-05-14               2025-05-14
//   2025-05-30..2025-07      2025-05-30  2025-05-31  2025-06  2025-07
//   >=2025-12-31             2025-12-31  2026 … 2029  203  204 … 219
//
// A document is filed under its day, month, year and decade (CalendarWords), so that any range
// is at most some seventy words. Pure, safe to call from many threads.

#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace checkback {

// "2025-05-14", "2025-05", "2025", "202". Nothing for years before 1900 or after 2199.
std::vector<std::string> CalendarWords(std::chrono::sys_days day);

// The words of which a document of that range has one. Empty where `value` is no date or range.
std::vector<std::string> CalendarWordsOf(std::string_view value);

}  // namespace checkback
