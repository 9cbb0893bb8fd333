#include "store/search/query_dates.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace checkback {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::month;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;

// The years that text/instant.h believes in a page.
constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2199;

struct Days {
  sys_days first;
  sys_days last;
};

sys_days FirstOf(int y, unsigned m = 1) {
  return year(y) / month(m) / day(1);
}
sys_days LastOf(int y, unsigned m = 12) {
  return year(y) / month(m) / std::chrono::last;
}

std::string DayWord(sys_days when) {
  const year_month_day date(when);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::optional<int> NumberOf(std::string_view digits) {
  int number = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

// "2025", "2025-05" or "2025-05-14": its first and last day.
std::optional<Days> DaysOf(std::string_view text) {
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
  const std::optional<int> y = NumberOf(text.substr(0, 4));
  if (!y || *y < kFirstYear || *y > kLastYear) return std::nullopt;
  if (text.size() == 4) return Days{FirstOf(*y), LastOf(*y)};
  const std::optional<int> m = NumberOf(text.substr(5, 2));
  if (text[4] != '-' || !m || *m < 1 || *m > 12) return std::nullopt;
  const auto in_year = static_cast<unsigned>(*m);
  if (text.size() == 7) return Days{FirstOf(*y, in_year), LastOf(*y, in_year)};
  const std::optional<int> d = NumberOf(text.substr(8, 2));
  if (text[7] != '-' || !d) return std::nullopt;
  const year_month_day date = year(*y) / month(in_year) / day(static_cast<unsigned>(*d));
  if (!date.ok()) return std::nullopt;
  return Days{sys_days(date), sys_days(date)};
}

std::optional<Days> RangeOf(std::string_view value) {
  const sys_days first = FirstOf(kFirstYear), last = LastOf(kLastYear);
  const auto after = [&](std::size_t sign) { return DaysOf(value.substr(sign)); };
  if (value.starts_with(">=")) {
    if (const auto from = after(2)) return Days{from->first, last};
  } else if (value.starts_with("<=")) {
    if (const auto to = after(2)) return Days{first, to->last};
  } else if (value.starts_with('>')) {
    if (const auto from = after(1)) return Days{from->last + days(1), last};
  } else if (value.starts_with('<')) {
    if (const auto to = after(1)) return Days{first, to->first - days(1)};
  } else if (const std::size_t dots = value.find(".."); dots != value.npos) {
    const std::string_view left = value.substr(0, dots), right = value.substr(dots + 2);
    if (left.empty() && right.empty()) return std::nullopt;
    const auto from = left.empty() ? Days{first, first} : DaysOf(left);
    const auto to = right.empty() ? Days{last, last} : DaysOf(right);
    if (from && to) return Days{from->first, to->last};
  } else {
    return DaysOf(value);
  }
  return std::nullopt;
}

// The largest calendar unit that begins on `first` and does not reach past `last`.
struct Unit {
  std::string word;
  sys_days last;
};
Unit LargestUnit(sys_days first, sys_days last) {
  const year_month_day date(first);
  const int y = static_cast<int>(date.year());
  const auto m = static_cast<unsigned>(date.month());
  const bool first_of_month = date.day() == day(1);
  const bool first_of_year = first_of_month && m == 1;
  if (first_of_year && y % 10 == 0 && LastOf(y + 9) <= last)
    return {fmt::format("{:03}", y / 10), LastOf(y + 9)};
  if (first_of_year && LastOf(y) <= last) return {fmt::format("{:04}", y), LastOf(y)};
  if (first_of_month && LastOf(y, m) <= last)
    return {fmt::format("{:04}-{:02}", y, m), LastOf(y, m)};
  return {DayWord(first), first};
}

}  // namespace

std::vector<std::string> CalendarWords(sys_days when) {
  const int y = static_cast<int>(year_month_day(when).year());
  if (y < kFirstYear || y > kLastYear) return {};
  const std::string word = DayWord(when);
  return {word, word.substr(0, 7), word.substr(0, 4), word.substr(0, 3)};
}

std::vector<std::string> CalendarWordsOf(std::string_view value) {
  const std::optional<Days> range = RangeOf(value);
  std::vector<std::string> words;
  if (!range) return words;
  for (sys_days at = range->first; at <= range->last;) {
    Unit unit = LargestUnit(at, range->last);
    words.push_back(std::move(unit.word));
    at = unit.last + days(1);
  }
  return words;
}

}  // namespace checkback
