// Days, weeks, months and periods as TIMEX3 writes them. Pure.

#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace checkback {

// The units of time by their numbers in rules/<language>/times.txt.
enum TimeUnit : int {
  kSecond = 1,
  kMinute,
  kHour,
  kDay,
  kWeek,
  kMonth,
  kQuarter,
  kYear,
  kDecade,
  kCentury,
  kWeekend,
  kFortnight,
  kNight
};

std::string Padded(int number, std::size_t width);       // "07"
std::string DayText(std::chrono::sys_days day);          // "2025-05-14"
std::string MonthText(std::chrono::year_month month);    // "2025-05"
std::string QuarterText(std::chrono::year_month month);  // "2025-Q2"
std::string WeekText(std::chrono::sys_days day);         // "2025-W20", by ISO 8601

int WeekdayOf(std::chrono::sys_days day);  // 1 for Monday to 7 for Sunday
std::chrono::year_month MonthOf(std::chrono::sys_days day);
int YearOf(std::chrono::sys_days day);

std::chrono::sys_days EasterOf(int year);  // Sunday of Easter, by the Gregorian calendar

std::string PeriodText(double count, int unit);  // "P2.5Y", "PT30M"; "" where there is no such unit
std::string VaguePeriod(int unit);               // "PXY"
std::string HalfPeriod(int unit);                // "PT30M" of an hour

// The period of `unit` that lies `count` of them from `day`, no finer than the unit: three months
// before 2025-05-14 is "2025-02".
std::string PlaceText(std::chrono::sys_days day, double count, int unit);

}  // namespace checkback
