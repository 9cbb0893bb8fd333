// The values of TIMEX3 by the names that rules/<language>/times.txt gives them. For time_values.cc.

#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>

#include "reading/time_text.h"
#include "reading/time_values.h"

namespace checkback {

inline constexpr std::string_view kUnknownDay = "XXXX-XX-XX";
inline constexpr std::array<std::string_view, 7> kPartNames = {"",   "MO", "MI", "AF",
                                                               "EV", "NI", "DT"};
inline constexpr std::array<std::string_view, 5> kSeasonNames = {"", "SP", "SU", "FA", "WI"};

// One value: what is asked of the rule, on the parts that were found.
class TimeMaker {
 public:
  TimeMaker(const TimeRule& rule, const TimeParts& parts, const TimeAnchors& anchors)
      : rule_(rule), parts_(parts), anchors_(anchors), now_(anchors.printed) {}

  std::string Date() const {
    int number[3] = {};
    std::size_t n = 0;
    const char* at = parts_.exact.data();
    const char* const end = at + parts_.exact.size();
    while (at < end && n < 3) {
      const auto [next, error] = std::from_chars(at, end, number[n]);
      if (error != std::errc()) return "";
      ++n;
      at = next + 1;
    }
    if (parts_.exact.find('-') != parts_.exact.npos) {
      return Checked(number[0], number[1], number[2]);
    }
    // Month first, as in America, unless that is no month or the language writes it otherwise.
    constexpr int kTurnOfCentury = 50;
    int y = number[2];
    if (y < 100) y += y < kTurnOfCentury ? 2000 : 1900;
    const bool dots = parts_.exact.find('.') != parts_.exact.npos;
    return number[0] > 12 || dots || parts_.day_first ? Checked(y, number[1], number[0])
                                                      : Checked(y, number[0], number[1]);
  }

  std::string Day() const {
    const std::optional<int> month = parts_.Of(TimeClass::kMonth);
    std::optional<int> day = parts_.Of(TimeClass::kDay);
    if (!day) day = parts_.Of(TimeClass::kOrdinal);
    if (!month || !day) return "";
    if (const auto named = parts_.Of(TimeClass::kYear)) return Checked(*named, *month, *day);
    if (!now_) return "XXXX-" + Padded(*month, 2) + "-" + Padded(*day, 2);
    return NearestOf(static_cast<unsigned>(*month), static_cast<unsigned>(*day));
  }

  std::string Month() const {
    const std::optional<int> month = parts_.Of(TimeClass::kMonth);
    if (const auto named = parts_.Of(TimeClass::kYear)) {
      return Padded(*named, 4) + "-" + Padded(*month, 2);
    }
    if (!now_) return "XXXX-" + Padded(*month, 2);
    const std::chrono::year_month here = MonthOf(*now_);
    std::chrono::year_month found = here.year() / std::chrono::month(static_cast<unsigned>(*month));
    const int turn = parts_.Of(TimeClass::kTurn).value_or(9);
    if (turn == 0) return MonthText(found);
    const bool future = turn == 1 || (turn == 9 && IsAhead());
    if (future) {
      if (found < here || (turn == 1 && found == here)) found += std::chrono::years(1);
    } else if (found > here || (turn == -1 && found == here)) {
      found -= std::chrono::years(1);
    }
    return MonthText(found);
  }

  std::string Year() const { return Padded(*parts_.Of(TimeClass::kYear), 4); }
  std::string Decade() const { return Padded(*parts_.Of(TimeClass::kDecade), 3); }
  std::string Century() const { return Padded(*parts_.Of(TimeClass::kOrdinal) - 1, 2); }
  std::string Fiscal() const { return "FY" + Year(); }
  std::string Half() const {
    const int half = *parts_.Of(TimeClass::kOrdinal);
    return half > 2 ? "" : Year() + "-H" + std::to_string(half);
  }
  std::string Quarter() const {
    const int quarter = *parts_.Of(TimeClass::kOrdinal);
    if (quarter > 4) return "";
    const std::string name = "-Q" + std::to_string(quarter);
    if (parts_.Of(TimeClass::kYear)) return Year() + name;
    if (!now_) return "XXXX" + name;
    const int here = static_cast<int>((static_cast<unsigned>(MonthOf(*now_).month()) - 1) / 3) + 1;
    const bool last_year = quarter > here && parts_.tense != Tense::kFuture;
    return Padded(YearOf(*now_) - (last_year ? 1 : 0), 4) + name;
  }

  std::string Weekday() const {
    const int wanted = *parts_.Of(TimeClass::kWeekday);
    if (!now_) return "XXXX-WXX-" + std::to_string(wanted);
    return DayText(DayNamed(wanted));
  }
  std::string WeekdayPart() const { return Weekday() + Part(); }
  // "late on Friday"
  std::string WeekdayEdge() const { return Weekday() + Edge(); }
  std::string WeekdayHours() const { return Weekday() + "T" + std::string(rule_.argument); }
  std::string NearEdge() const { return Near() + Edge(); }
  // "the 24th": of this month or the one beside it.
  std::string DayOnly() const {
    const auto day = parts_.Of(TimeClass::kOrdinal);
    if (!day || *day < 1 || *day > 31) return "";
    if (!now_) return "XXXX-XX-" + Padded(*day, 2);
    std::optional<std::chrono::sys_days> best;
    for (int away = -1; away <= 1; ++away) {
      const std::chrono::year_month month = MonthOf(*now_) + std::chrono::months(away);
      const std::chrono::year_month_day date =
          month / std::chrono::day(static_cast<unsigned>(*day));
      if (!date.ok()) continue;
      if (!best || Distance(std::chrono::sys_days(date)) < Distance(*best))
        best = std::chrono::sys_days(date);
    }
    return best ? DayText(*best) : "";
  }

  std::string Near() const {
    if (!now_) return std::string(kUnknownDay);
    return DayText(*now_ + std::chrono::days(*parts_.Of(TimeClass::kNear)));
  }
  std::string NearPart() const { return Near() + Part(); }
  std::string FromNow(int n) const {
    return now_ ? DayText(*now_ + std::chrono::days(n)) : std::string(kUnknownDay);
  }
  std::string Tonight() const {
    return FromNow(0) + (parts_.Of(TimeClass::kPart) ? Part() : "TNI");
  }
  // In the paper of an evening "last night" is the one that has begun: it is read the next day.
  std::string LastNight() const {
    constexpr int kEvening = 20;
    return FromNow(anchors_.hour.value_or(0) >= kEvening ? 0 : -1) + "TNI";
  }
  std::string Overnight() const {
    const bool over = parts_.tense == Tense::kPast || parts_.tense == Tense::kUnknown;
    return FromNow(over ? -1 : 0) + "TNI";
  }
  std::string DayTurn() const {
    const auto last = anchors_.Last();
    return last ? DayText(*last + std::chrono::days(Argument())) : std::string(kUnknownDay);
  }

  std::string Turn() const {
    const int unit = *parts_.Of(TimeClass::kUnit);
    const int turn = parts_.Of(TimeClass::kTurn).value_or(0);
    if (unit <= kHour || (unit == kDay && turn != 0)) return "";
    if (!now_) return std::string(kUnknownDay);
    // "Next weekend" on a weekday is the one at hand less often than the one after; "last" is the
    // one of the week before.
    return PlaceText(*now_, turn, unit);
  }
  // "the following month", "the previous Friday"
  std::string Beside() const {
    const auto last = anchors_.Last();
    const int unit = *parts_.Of(TimeClass::kUnit);
    if (unit <= kHour) return "";
    return last ? PlaceText(*last, *parts_.Of(TimeClass::kBeside), unit) : std::string(kUnknownDay);
  }
  std::string BesideDay() const {
    const auto last = anchors_.Last();
    if (!last) return std::string(kUnknownDay);
    const int wanted = *parts_.Of(TimeClass::kWeekday);
    const int here = WeekdayOf(*last);
    const bool ahead = *parts_.Of(TimeClass::kBeside) > 0;
    const int away = (ahead ? wanted - here + 7 : here - wanted + 7) % 7;
    const std::chrono::days distance(away == 0 ? 7 : away);
    return DayText(ahead ? *last + distance : *last - distance);
  }
  // "Monday of the following week"
  std::string BesideWeekday() const {
    const auto last = anchors_.Last();
    if (!last) return std::string(kUnknownDay);
    const int away = *parts_.Of(TimeClass::kWeekday) - WeekdayOf(*last);
    return DayText(*last + std::chrono::days(away + 7 * *parts_.Of(TimeClass::kBeside)));
  }
  // "the 15th day of next month"
  std::string MonthDay() const {
    const int day = *parts_.Of(TimeClass::kOrdinal);
    if (!now_) return "XXXX-XX-" + Padded(day, 2);
    const std::chrono::year_month month =
        MonthOf(*now_) + std::chrono::months(parts_.Of(TimeClass::kTurn).value_or(0));
    return Checked(static_cast<int>(month.year()),
                   static_cast<int>(static_cast<unsigned>(month.month())), day);
  }
  // "the last day of March"
  std::string EdgeOfMonth(bool last) const {
    const std::string month = Month();  // "2025-03"
    const auto first = DayOfValue(month);
    if (!first) return last ? month : month + "-01";
    return DayText(last ? std::chrono::sys_days((MonthOf(*first) + std::chrono::months(1)) /
                                                std::chrono::day(1)) -
                              std::chrono::days(1)
                        : *first);
  }
  std::string WeekOfYear() const {
    const int week = *parts_.Of(TimeClass::kOrdinal);
    return week < 1 || week > 53 ? "" : Year() + "-W" + Padded(week, 2);
  }
  // That of 28 December always belongs to the year.
  std::string LastWeekOfYear() const {
    return WeekText(std::chrono::sys_days(std::chrono::year(*parts_.Of(TimeClass::kYear)) /
                                          std::chrono::December / 28));
  }
  // "Friday mornings"
  std::string EveryWeekdayPart() const { return EveryWeekday() + Part(); }
  // "tonight at seven"; in the small hours it is still tonight.
  std::string TonightAt() const {
    constexpr int kFirstOfEvening = 5;
    if (parts_.count < 1 || parts_.count > 12 || parts_.count != std::floor(parts_.count))
      return "";
    const int hour = static_cast<int>(parts_.count);
    int of_day = hour == 12 ? 0 : hour >= kFirstOfEvening ? hour + 12 : hour;
    if (const auto half = parts_.Of(TimeClass::kHalf)) of_day = hour % 12 + *half;
    return FromNow(0) + "T" + Padded(of_day, 2) + ":00";
  }
  // The weekend at hand: before a past verb the one that is over, or has begun.
  std::string WeekendAtHand() const {
    if (!now_) return std::string(kUnknownDay);
    const bool over = !IsAhead() && WeekdayOf(*now_) < 6;
    return PlaceText(*now_, over ? -1 : 0, kWeekend);
  }
  std::string OnlyPart() const {
    auto day = anchors_.Day();
    // The night of a day in the past was before it.
    const bool night = parts_.Of(TimeClass::kPart) == 5 && parts_.tense != Tense::kFuture;
    if (day && night && day == now_) *day -= std::chrono::days(1);
    return (day ? DayText(*day) : std::string(kUnknownDay)) + Part();
  }
  std::string PartNamed() const { return ClockDay() + "T" + std::string(rule_.argument); }
  // "that night", "the following morning", "the night before"
  std::string PartBeside() const {
    const auto last = anchors_.Last();
    if (!last) return std::string(kUnknownDay) + Part();
    return DayText(*last + std::chrono::days(parts_.Of(TimeClass::kBeside).value_or(Argument()))) +
           Part();
  }
  std::string TurnEnd() const { return *parts_.Of(TimeClass::kUnit) == kDay ? "" : Turn(); }

  std::string Season() const {
    const int season = *parts_.Of(TimeClass::kSeason);
    const std::string name = "-" + std::string(kSeasonNames[static_cast<std::size_t>(season)]);
    if (parts_.Of(TimeClass::kYear)) return Year() + name;
    if (parts_.Of(TimeClass::kBeside) && anchors_.year) {
      return Padded(*anchors_.year + std::max(*parts_.Of(TimeClass::kBeside), 0), 4) + name;
    }
    if (!now_) return "XXXX" + name;
    const int month = static_cast<int>(static_cast<unsigned>(MonthOf(*now_).month()));
    const int begins = 3 * season;  // March, June, September, December
    int y = YearOf(*now_);
    if (const auto turn = parts_.Of(TimeClass::kTurn)) {
      if (*turn < 0 && begins + 2 >= month) --y;
      if (*turn > 0 && begins <= month) ++y;
    } else if (parts_.counted) {  // "two winters ago"
      y -= static_cast<int>(std::min(parts_.count, kFarthest)) - (begins + 2 < month ? 1 : 0);
    } else if (parts_.tense == Tense::kFuture || parts_.tense == Tense::kPresent) {
      if (begins + 2 < month) ++y;
    } else if (begins > month) {
      --y;
    }
    return Padded(y, 4) + name;
  }

  std::string Holiday() const {
    const int date = *parts_.Of(TimeClass::kHoliday);
    return DayOfYear(date / 100, date % 100);
  }
  std::string HolidayOn() const { return DayOfYear(Argument() / 100, Argument() % 100); }
  std::string DayOfYear(int month, int day) const {
    if (!now_) return "XXXX-" + Padded(month, 2) + "-" + Padded(day, 2);
    return NearestOf(static_cast<unsigned>(month), static_cast<unsigned>(day));
  }
  // Easter and the std::chrono::days that are counted from it.
  std::string EasterDay() const {
    const std::optional<std::chrono::sys_days> day = NearestEaster(Argument());
    return day ? DayText(*day) : std::string(kUnknownDay);
  }
  std::string EasterWeekend() const {
    const std::optional<std::chrono::sys_days> day = NearestEaster(0);
    return day ? PlaceText(*day, 0, kWeekend) : std::string(kUnknownDay);
  }
  std::string NewYear() const {
    if (!now_) return "XXXX-01";
    const bool ahead = IsAhead() && MonthOf(*now_).month() > std::chrono::June;
    return Padded(YearOf(*now_) + (ahead ? 1 : 0), 4) + "-01";
  }

  std::string Ago() const { return Away(now_, -Count()); }
  std::string Later() const { return Away(anchors_.Last(), Count()); }
  std::string Hence() const { return Away(now_, Count()); }

  std::string Duration() const { return PeriodText(Count(), AnyUnit()); }
  std::string QuarterOf() const { return AnyUnit() == kHour ? "PT15M" : ""; }
  std::string Vague() const {
    const int vague = parts_.Of(TimeClass::kVague).value_or(0);
    return vague > 0 ? PeriodText(vague, AnyUnit()) : VaguePeriod(AnyUnit());
  }
  std::string One() const {
    if (AnyUnit() == kQuarter) return "";  // "a quarter of them"
    return parts_.half ? HalfPeriod(AnyUnit()) : PeriodText(1, AnyUnit());
  }
  std::string OneTurn() const {
    const std::optional<int> unit = parts_.Of(TimeClass::kUnit);
    return PeriodText(1, unit.value_or(kDecade));
  }
  std::string Ly() const { return PeriodText(1, *parts_.Of(TimeClass::kLy)); }
  std::string EveryWeekday() const {
    auto day = parts_.Of(TimeClass::kWeekday);
    if (!day) day = parts_.Of(TimeClass::kWeekdays);
    return "XXXX-WXX-" + std::to_string(*day);
  }
  std::string EveryPart() const { return std::string(kUnknownDay) + Part(); }

  std::string Clock() const {
    int hour = 0;
    int minute = -1;
    if (!parts_.exact.empty()) {
      const std::size_t colon = parts_.exact.find_first_of(":.h");
      auto read = parts_.Of(TimeClass::kClock);
      if (!read) read = parts_.Of(TimeClass::kDotClock);
      hour = read.value_or(0);
      std::from_chars(parts_.exact.data() + colon + 1, parts_.exact.data() + colon + 3, minute);
    } else {
      if (!parts_.counted || parts_.count > 24 || parts_.count != std::floor(parts_.count))
        return "";
      hour = static_cast<int>(parts_.count);
    }
    if (const auto half = parts_.Of(TimeClass::kHalf)) {
      if (hour > 12) return "";
      hour = hour % 12 + *half;
    } else if (parts_.Of(TimeClass::kPart)) {
      hour = InPart(hour);
    } else if (parts_.exact.empty()) {
      hour = OfWords(hour);
    }
    std::string value = ClockDay() + "T" + Padded(hour, 2);
    value += minute >= 0 ? ":" + Padded(minute, 2) : ":00";
    if (parts_.Of(TimeClass::kZone) == 0) value += 'Z';
    return value;
  }
  // "0530 GMT"
  std::string Military() const {
    const int said = static_cast<int>(std::min(parts_.count, 9999.0));
    if (said / 100 > 24 || said % 100 > 59) return "";
    const bool zulu = parts_.Of(TimeClass::kZone) == 0;
    return ClockDay() + "T" + Padded(said / 100, 2) + ":" + Padded(said % 100, 2) +
           (zulu ? "Z" : "");
  }
  // "ten past one", "quarter to four", "half past six"
  std::string ClockWords() const {
    const int said = rule_.argument.empty() ? static_cast<int>(parts_.first_count) : Argument();
    if (said < 1 || said > 30 || parts_.count < 1 || parts_.count > 12 ||
        parts_.count != std::floor(parts_.count))
      return "";
    int hour = static_cast<int>(parts_.count);
    hour = parts_.Of(TimeClass::kPart) ? InPart(hour) : OfWords(hour);
    const int minutes = hour * 60 + (parts_.minus ? -said : said);
    return ClockDay() + "T" + Padded(minutes / 60, 2) + ":" + Padded(minutes % 60, 2);
  }
  std::string PartOf() const {
    const auto part = parts_.Of(TimeClass::kPart);
    if (part == 2) return ClockDay() + "T12:00";
    if (part != 5) return ClockDay() + "TMO";
    // Midnight is the end of a day that goes on.
    auto day = anchors_.Day();
    if (day && parts_.tense != Tense::kPast) *day += std::chrono::days(1);
    return (day ? DayText(*day) : std::string(kUnknownDay)) + "T00:00";
  }

 private:
  bool IsAhead() const { return parts_.tense == Tense::kFuture || parts_.tense == Tense::kPresent; }
  int Argument() const {
    int n = 0;
    std::from_chars(rule_.argument.data(), rule_.argument.data() + rule_.argument.size(), n);
    return n;
  }
  std::string Edge() const {
    const int part = parts_.Of(TimeClass::kEdge).value_or(0);
    return part == 0 ? "" : "T" + std::string(kPartNames[static_cast<std::size_t>(part)]);
  }
  // The day of a time of day: the one that stands with it, or the one at hand.
  std::string ClockDay() const {
    if (parts_.Of(TimeClass::kNear)) return Near();
    if (parts_.Of(TimeClass::kWeekday)) return Weekday();
    const auto day = anchors_.Day();
    return day ? DayText(*day) : std::string(kUnknownDay);
  }
  // "two in the morning", "nine at night"
  int InPart(int hour) const {
    const int part = *parts_.Of(TimeClass::kPart);
    const bool later = part == 3 || part == 4 || (part == 5 && hour >= 5);
    return hour > 12 ? hour : hour % 12 + (later ? 12 : 0);
  }
  // "at six": news happens by day.
  static int OfWords(int hour) {
    constexpr int kFirstOfMorning = 7;
    return hour < kFirstOfMorning ? hour + 12 : hour;
  }
  double Count() const {
    return parts_.counted
               ? parts_.count +
                     (parts_.half && parts_.count == std::floor(parts_.count) ? 0.5 : 0.0)
               : 1.0;
  }
  int AnyUnit() const {
    auto unit = parts_.Of(TimeClass::kUnits);
    if (!unit) unit = parts_.Of(TimeClass::kUnit);
    return unit.value_or(0);
  }
  std::string Part() const {
    auto part = parts_.Of(TimeClass::kPart);
    if (!part) part = parts_.Of(TimeClass::kParts);
    return part ? "T" + std::string(kPartNames[static_cast<std::size_t>(*part)]) : "";
  }
  // More years than any text means, so that the calendar's own range is never left.
  static constexpr double kFarthest = 2000;

  std::string Away(std::optional<std::chrono::sys_days> from, double count) const {
    if (!from) return std::string(kUnknownDay);
    if (std::fabs(count) > kFarthest) return count < 0 ? "PAST_REF" : "FUTURE_REF";
    const int unit = AnyUnit();
    // Decades and centuries away are years.
    if (unit == kDecade) return PlaceText(*from, 10 * count, kYear);
    if (unit == kCentury) {
      return std::fabs(count) > 19 ? "PAST_REF" : PlaceText(*from, 100 * count, kYear);
    }
    return PlaceText(*from, count, unit);
  }

  static std::string Checked(int y, int m, int d) {
    const std::chrono::year_month_day date(std::chrono::year(y),
                                           std::chrono::month(static_cast<unsigned>(m)),
                                           std::chrono::day(static_cast<unsigned>(d)));
    return y >= 1000 && y <= 9999 && m > 0 && d > 0 && date.ok()
               ? DayText(std::chrono::sys_days(date))
               : "";
  }

  // The day of a month in the year that the tense asks for: next after a future verb, last after a
  // past one but for the std::chrono::days just ahead, else the nearest.
  std::string NearestOf(unsigned month, unsigned day) const {
    std::optional<std::chrono::sys_days> best;
    for (int y = YearOf(*now_) - 1; y <= YearOf(*now_) + 1; ++y) {
      const std::chrono::year_month_day date{std::chrono::year(y), std::chrono::month(month),
                                             std::chrono::day(day)};
      if (!date.ok()) continue;
      if (!best || Distance(std::chrono::sys_days(date)) < Distance(*best))
        best = std::chrono::sys_days(date);
    }
    return best ? DayText(*best) : "";
  }
  // How far a day lies away, more so where the tense speaks against it.
  std::chrono::days Distance(std::chrono::sys_days at) const {
    constexpr std::chrono::days kJustAhead(60);
    constexpr std::chrono::days kJustBehind(21);
    const std::chrono::days ahead = at - *now_;
    if (IsAhead() && ahead < -kJustBehind) return -ahead + std::chrono::days(400);
    if (parts_.tense == Tense::kPast && ahead > kJustAhead) return ahead + std::chrono::days(400);
    return ahead < std::chrono::days(0) ? -ahead : ahead;
  }
  std::optional<std::chrono::sys_days> NearestEaster(int away) const {
    if (!now_) return std::nullopt;
    std::optional<std::chrono::sys_days> best;
    for (int y = YearOf(*now_) - 1; y <= YearOf(*now_) + 1; ++y) {
      const std::chrono::sys_days day = EasterOf(y) + std::chrono::days(away);
      if (!best || Distance(day) < Distance(*best)) best = day;
    }
    return best;
  }

  // A weekday: of this week, of the last or next one, or the one that the tense asks for. The day
  // of print itself counts.
  std::chrono::sys_days DayNamed(int wanted) const {
    const int here = WeekdayOf(*now_);
    if (const auto turn = parts_.Of(TimeClass::kTurn)) {
      if (*turn == 0) return *now_ + std::chrono::days(wanted - here);
      if (*turn > 0) return *now_ + std::chrono::days(wanted - here + 7);
      const int back = (here - wanted + 7) % 7;
      return *now_ - std::chrono::days(back == 0 ? 7 : back);
    }
    if (IsAhead()) return *now_ + std::chrono::days((wanted - here + 7) % 7);
    return *now_ - std::chrono::days((here - wanted + 7) % 7);
  }

  const TimeRule& rule_;
  const TimeParts& parts_;
  const TimeAnchors& anchors_;
  std::optional<std::chrono::sys_days> now_;
};

}  // namespace checkback
