#include "story/told/time_span.h"

#include <gtest/gtest.h>

#include <string>

namespace checkback {
namespace {

std::string Shown(std::chrono::sys_days day) {
  return ToRfc3339(PageTime{.utc = day, .offset = {}, .has_time = false});
}

struct Case {
  std::string_view value;
  std::string_view days;  // "" for none
};

constexpr Case kCases[] = {
    {"2025-05-12", "2025-05-12 2025-05-12"},
    {"2025-05-12T10:30", "2025-05-12 2025-05-12"},
    {"2025-02", "2025-02-01 2025-02-28"},
    {"1988", "1988-01-01 1988-12-31"},
    {"201", "2010-01-01 2019-12-31"},
    {"2025-W20", "2025-05-12 2025-05-18"},
    {"2025-W20-WE", "2025-05-12 2025-05-18"},
    {"2024-SU", "2024-01-01 2024-12-31"},
    {"2025-13-01", ""},
    {"XXXX-05-12", ""},
    {"2025-XX", ""},
    {"P2W", ""},
    {"PAST_REF", ""},
    {"", ""},
};

TEST(TimeSpan, IsThatOfTheValue) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.value);
    const auto days = DaysOf(c.value);
    EXPECT_EQ(days ? Shown(days->first) + ' ' + Shown(days->last) : "", c.days);
  }
}

}  // namespace
}  // namespace checkback
