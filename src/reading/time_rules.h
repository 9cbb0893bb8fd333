// The tables rules/<language>/times.txt; what the lines mean stands in the English one.

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace checkback {

enum class TimeClass : std::uint8_t {
  kMonth,
  kWeekday,
  kWeekdays,
  kUnit,
  kUnits,
  kLy,
  kPart,
  kParts,
  kSeason,
  kNear,
  kTurn,
  kBeside,
  kHalf,
  kZone,
  kVague,
  kHoliday,
  kCount,
  kEdge,
  kAhead,
  // told by the program
  kNumber,
  kDay,
  kYear,
  kOrdinal,
  kDecade,
  kClock,
  kDotClock,
  kDate,
};
inline constexpr std::size_t kTimeClasses = 27;

// The classes of one word, each with its number.
struct TimeMeaning {
  std::uint32_t classes = 0;  // a bit for each
  std::uint32_t capital = 0;  // those that want a capital letter
  std::array<std::int16_t, kTimeClasses> number{};

  void Set(TimeClass c, int value) {
    classes |= 1u << static_cast<unsigned>(c);
    number[static_cast<std::size_t>(c)] = static_cast<std::int16_t>(value);
  }
};

// One place of a pattern: any of some words or classes.
struct TimeElement {
  bool optional = false;
  bool lead = false;  // stands before the time and is no part of it: "(in) YEAR"
  std::uint32_t classes = 0;
  std::vector<std::string_view> words;
};

enum class TimeRuleType : std::uint8_t { kDate, kTime, kDuration, kSet, kNone };

struct TimeRule {
  TimeRuleType type = TimeRuleType::kDate;
  std::string_view value;     // the name of what is made
  std::string_view argument;  // "PAST_REF", "-1"; often ""
  std::vector<TimeElement> elements;
};

struct TimeRules {
  bool known = false;
  bool day_first = false;  // "3/4/2025" is in April
  std::unordered_map<std::string_view, TimeMeaning> words;
  std::vector<TimeRule> rules;
  // Which rules may begin with a word or a class; in the order of the table.
  std::unordered_map<std::string_view, std::vector<std::uint16_t>> by_word;
  std::array<std::vector<std::uint16_t>, kTimeClasses> by_class;
};

// The rules of `language` (BCP 47; "" or "und": English); empty where there is no table. Lives as
// long as the program. Safe to call from many threads.
const TimeRules& TimeRulesOf(std::string_view language);

}  // namespace checkback
