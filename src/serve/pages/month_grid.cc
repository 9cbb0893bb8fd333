#include "serve/pages/month_grid.h"

#include <fmt/format.h>

#include <array>

namespace checkback {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month;

std::optional<year_month> MonthIn(std::string_view date) {
  constexpr std::size_t kYear = 4, kMonth = 7;
  if (date.size() < kMonth || date[kYear] != '-') return std::nullopt;
  if (date.size() > kMonth && date[kMonth] != '-') return std::nullopt;
  int year = 0;
  unsigned month = 0;
  for (std::size_t i = 0; i < kMonth; ++i) {
    if (i == kYear) continue;
    if (date[i] < '0' || date[i] > '9') return std::nullopt;
    const int digit = date[i] - '0';
    if (i < kYear)
      year = year * 10 + digit;
    else
      month = month * 10 + static_cast<unsigned>(digit);
  }
  const year_month made{std::chrono::year(year), std::chrono::month(month)};
  if (!made.ok() || year == 0) return std::nullopt;
  return made;
}

std::string MonthAsText(year_month month) {
  return fmt::format("{:04}-{:02}", static_cast<int>(month.year()),
                     static_cast<unsigned>(month.month()));
}

std::string WordsOfMonth(year_month month) {
  constexpr std::array<std::string_view, 12> kNames = {
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  return fmt::format("{} {}", kNames[static_cast<unsigned>(month.month()) - 1],
                     static_cast<int>(month.year()));
}

std::vector<sys_days> DaysOfWeeks(year_month month) {
  const sys_days first = month / std::chrono::day(1);
  const sys_days last = month / std::chrono::last;
  const unsigned before = std::chrono::weekday(first).iso_encoding() - 1;
  const unsigned after = 7 - std::chrono::weekday(last).iso_encoding();
  std::vector<sys_days> all;
  for (sys_days day = first - days(before); day <= last + days(after); day += days(1))
    all.push_back(day);
  return all;
}

}  // namespace checkback
