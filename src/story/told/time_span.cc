#include "story/told/time_span.h"

#include <charconv>

namespace checkback {
namespace {

std::optional<int> NumberIn(std::string_view text, std::size_t at, std::size_t digits) {
  if (text.size() < at + digits) return std::nullopt;
  int number = 0;
  const char* end = text.data() + at + digits;
  const auto [rest, error] = std::from_chars(text.data() + at, end, number);
  if (error != std::errc() || rest != end) return std::nullopt;
  return number;
}

DaySpan YearsFrom(int first, int count) {
  using std::chrono::January;
  const std::chrono::year year(first);
  return {year / January / 1,
          std::chrono::sys_days((year + std::chrono::years(count)) / January / 1) -
              std::chrono::days(1)};
}

// ISO 8601: the week of January 4 is the first.
DaySpan Week(int year, int week) {
  const std::chrono::sys_days fourth = std::chrono::year(year) / std::chrono::January / 4;
  const auto monday =
      fourth - (std::chrono::weekday(fourth) - std::chrono::Monday) + std::chrono::weeks(week - 1);
  return {monday, monday + std::chrono::days(6)};
}

}  // namespace

std::optional<DaySpan> DaysOf(std::string_view value) {
  const std::optional<int> year = NumberIn(value, 0, 4);
  if (!year) {
    const std::optional<int> decade = NumberIn(value, 0, 3);
    return decade && value.size() == 3 ? std::optional(YearsFrom(*decade * 10, 10)) : std::nullopt;
  }
  if (value.size() == 4) return YearsFrom(*year, 1);
  if (value[4] != '-') return std::nullopt;
  if (value.size() >= 8 && value[5] == 'W') {
    const std::optional<int> week = NumberIn(value, 6, 2);
    return week && *week >= 1 && *week <= 53 ? std::optional(Week(*year, *week)) : std::nullopt;
  }
  const std::optional<int> month = NumberIn(value, 5, 2);
  if (!month)
    return value.find('X') == value.npos ? std::optional(YearsFrom(*year, 1)) : std::nullopt;
  const std::chrono::year_month in = std::chrono::year(*year) / *month;
  if (!in.ok()) return std::nullopt;
  if (value.size() == 7) return DaySpan{in / 1, std::chrono::sys_days(in / std::chrono::last)};
  const std::optional<int> day = NumberIn(value, 8, 2);
  if (!day || value[7] != '-') return std::nullopt;
  const std::chrono::year_month_day date = in / *day;
  if (!date.ok()) return std::nullopt;
  return DaySpan{date, date};
}

std::chrono::sys_days DayOf(const Telling& telling) {
  if (telling.article->published_at) return telling.article->published_at->LocalDay();
  return std::chrono::floor<std::chrono::days>(telling.seen_at);
}

}  // namespace checkback
