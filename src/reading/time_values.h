// From the parts of a time to its value in TIMEX3.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "reading/time_rules.h"

namespace checkback {

// kPresent: a verb in the present, which of days in news means the days ahead.
enum class Tense { kPast, kPresent, kFuture, kUnknown };

// What was found under a pattern.
struct TimeParts {
  TimeMeaning found;  // of each class the number of the last word that was taken for it
  double count = 1;   // of NUMBER
  bool counted = false;
  double first_count = 0;  // of the NUMBER before that one: 10 of "ten past one"
  bool minus = false;      // the word "to" stands in it: "ten to one"
  bool day_first = false;  // "3/4/2025" is in April
  bool half = false;       // the word "half" stands in it
  std::string_view exact;  // of CLOCK and DATE: the word itself
  Tense tense = Tense::kUnknown;

  std::optional<int> Of(TimeClass c) const {
    if (!(found.classes >> static_cast<unsigned>(c) & 1)) return std::nullopt;
    return found.number[static_cast<std::size_t>(c)];
  }
};

// The days that a value is counted from.
struct TimeAnchors {
  std::optional<std::chrono::sys_days> printed;
  std::optional<int> hour;                     // of print
  std::optional<std::chrono::sys_days> named;  // the last day that the text named
  bool near = false;                           // in this sentence or the one before
  std::optional<int> year;                     // the last year that the text named

  // The day that a time of day is of, where nothing else tells it.
  std::optional<std::chrono::sys_days> Day() const { return near && named ? named : printed; }
  std::optional<std::chrono::sys_days> Last() const { return named ? named : printed; }
};

// The value by the name that the rule gives it (`argument` is the rule's); "" where the parts make
// no time. What is not known is an X.
std::string TimeValue(const TimeRule& rule, const TimeParts& parts, const TimeAnchors& anchors);

// "2025-05-12" -> the day, "2025-05" -> its first; nothing for other values.
std::optional<std::chrono::sys_days> DayOfValue(std::string_view value);

}  // namespace checkback
