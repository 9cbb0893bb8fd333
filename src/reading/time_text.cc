#include "reading/time_text.h"

#include <cmath>

namespace checkback {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year_month;
using std::chrono::year_month_day;

// "3", "2.5"
std::string CountText(double count) {
  if (count == std::floor(count)) return std::to_string(static_cast<long>(count));
  std::string text = std::to_string(count);
  while (text.ends_with('0')) text.pop_back();
  return text;
}

}  // namespace

std::string Padded(int number, std::size_t width) {
  std::string digits = std::to_string(number);
  return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

std::string DayText(sys_days day) {
  const year_month_day date(day);
  return Padded(static_cast<int>(date.year()), 4) + "-" +
         Padded(static_cast<int>(static_cast<unsigned>(date.month())), 2) + "-" +
         Padded(static_cast<int>(static_cast<unsigned>(date.day())), 2);
}

std::string MonthText(year_month month) {
  return Padded(static_cast<int>(month.year()), 4) + "-" +
         Padded(static_cast<int>(static_cast<unsigned>(month.month())), 2);
}

// 1 for Monday to 7 for Sunday.
int WeekdayOf(sys_days day) {
  return static_cast<int>(std::chrono::weekday(day).iso_encoding());
}

// The week of ISO 8601: the year is that of its Thursday.
std::string WeekText(sys_days day) {
  const sys_days thursday = day + days(4 - WeekdayOf(day));
  const year_month_day date(thursday);
  const sys_days first = sys_days(date.year() / 1 / 1);
  return Padded(static_cast<int>(date.year()), 4) + "-W" +
         Padded(static_cast<int>((thursday - first).count() / 7) + 1, 2);
}

year_month MonthOf(sys_days day) {
  const year_month_day date(day);
  return date.year() / date.month();
}

int YearOf(sys_days day) {
  return static_cast<int>(year_month_day(day).year());
}

// By the computation of Meeus and Butcher.
sys_days EasterOf(int year) {
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
  const int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
  return sys_days(std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(f / 31)) /
                  std::chrono::day(static_cast<unsigned>(f % 31 + 1)));
}

std::string QuarterText(year_month month) {
  return Padded(static_cast<int>(month.year()), 4) + "-Q" +
         std::to_string((static_cast<unsigned>(month.month()) - 1) / 3 + 1);
}

std::string PeriodText(double count, int unit) {
  switch (unit) {
    case kSecond:
      return "PT" + CountText(count) + "S";
    case kMinute:
      return "PT" + CountText(count) + "M";
    case kHour:
      return "PT" + CountText(count) + "H";
    case kDay:
    case kNight:
      return "P" + CountText(count) + "D";
    case kWeek:
      return "P" + CountText(count) + "W";
    case kFortnight:
      return "P" + CountText(2 * count) + "W";
    case kMonth:
      return "P" + CountText(count) + "M";
    case kQuarter:
      return "P" + CountText(3 * count) + "M";
    case kYear:
      return "P" + CountText(count) + "Y";
    case kDecade:
      return "P" + CountText(10 * count) + "Y";
    case kCentury:
      return "P" + CountText(100 * count) + "Y";
    case kWeekend:
      return "P" + CountText(count) + "WE";
    default:
      return "";
  }
}

std::string VaguePeriod(int unit) {
  std::string period = PeriodText(1, unit == kDecade || unit == kCentury ? kYear : unit);
  if (const std::size_t at = period.find('1'); at != period.npos) period[at] = 'X';
  return period;
}

// Half of one unit, in the next smaller one where that is whole.
std::string HalfPeriod(int unit) {
  switch (unit) {
    case kHour:
      return "PT30M";
    case kDay:
      return "PT12H";
    case kYear:
      return "P6M";
    case kDecade:
      return "P5Y";
    case kCentury:
      return "P50Y";
    default:
      return PeriodText(0.5, unit);
  }
}

// The period of `unit` that lies `count` of them from `day`, no finer than the unit.
std::string PlaceText(sys_days day, double count, int unit) {
  const int n = static_cast<int>(std::lround(count));
  switch (unit) {
    case kSecond:
    case kMinute:
    case kHour:
      return DayText(day) + "TXX:XX";
    case kDay:
    case kNight:
      return DayText(day + days(n));
    case kWeek:
      return WeekText(day + days(7 * n));
    case kFortnight:
      return WeekText(day + days(14 * n));
    case kWeekend:
      return WeekText(day + days(7 * n)) + "-WE";
    case kMonth:
      return MonthText(MonthOf(day) + months(n));
    case kQuarter:
      return QuarterText(MonthOf(day) + months(3 * n));
    case kYear:
      return Padded(YearOf(day) + n, 4);
    case kDecade:
      return Padded(YearOf(day) / 10 + n, 3);
    case kCentury:
      return Padded(YearOf(day) / 100 + n, 2);
    default:
      return "";
  }
}

}  // namespace checkback
