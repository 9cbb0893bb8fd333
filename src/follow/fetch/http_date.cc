#include "follow/fetch/http_date.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kLongestDate = 64;
constexpr std::array<std::string_view, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// Weekday, day, month, year, time, zone: what stands between blanks, commas and dashes.
struct DateWords {
  std::array<std::string_view, 6> words;
  std::size_t count = 0;
};

DateWords WordsOf(std::string_view text) {
  DateWords found;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" ,-"), text.size());
    if (end > 0) {
      if (found.count == found.words.size()) return {};
      found.words[found.count++] = text.substr(0, end);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return found;
}

bool IsMonth(std::string_view word) {
  return std::find(kMonths.begin(), kMonths.end(), word) != kMonths.end();
}

// Servers write 9999 for "never": it is as good as the last year that we know.
std::string FullYear(std::string_view year) {
  constexpr std::string_view kLast = "2199";
  if (year.size() != 2) return std::string(std::min(year, kLast));
  return (year >= "70" ? "19" : "20") + std::string(year);
}

}  // namespace

std::optional<Instant> ParseHttpDate(std::string_view text) {
  text = Trim(text);
  if (text.size() > kLongestDate) return std::nullopt;
  const DateWords found = WordsOf(text);
  if (found.count < 5) return std::nullopt;
  const auto& [weekday, second, third, fourth, fifth, zone] = found.words;
  const bool is_asctime = IsMonth(second);
  const std::string_view day = is_asctime ? third : second;
  const std::string_view month = is_asctime ? second : third;
  const std::string_view year = is_asctime ? fifth : fourth;
  const std::string_view time = is_asctime ? fourth : fifth;
  if (found.count == 6 && zone != "GMT" && zone != "UTC" && zone != "UT") return std::nullopt;
  if (found.count == 5 && !is_asctime) return std::nullopt;
  if (!IsMonth(month) || (year.size() != 2 && year.size() != 4) || time.size() != 8)
    return std::nullopt;
  const std::optional<PageTime> parsed =
      ParsePageTime(fmt::format("{} {} {} {} GMT", day, month, FullYear(year), time));
  if (!parsed || !parsed->has_time || !parsed->offset) return std::nullopt;
  return parsed->utc;
}

std::string HttpDateOf(Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(instant - day);
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
                     kDays[std::chrono::weekday(day).c_encoding()], unsigned(date.day()),
                     kMonths[unsigned(date.month()) - 1], int(date.year()), time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

}  // namespace checkback
