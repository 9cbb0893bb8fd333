#include "serve/pages/month_grid.h"

#include <gtest/gtest.h>

namespace checkback {
namespace {

TEST(MonthGrid, ReadsMonthsAndTheBeginningsOfDates) {
  struct Case {
    std::string_view typed, month;  // "": none
  };
  for (const Case& c : {Case{"2026-03", "2026-03"}, Case{"2026-03-17", "2026-03"},
                        Case{"2026-12-31T10:00", "2026-12"}, Case{"2026", ""}, Case{"2026-13", ""},
                        Case{"2026-00", ""}, Case{"2026-03x", ""}, Case{"2026-W11", ""},
                        Case{"0000-01", ""}, Case{"", ""}}) {
    const auto month = MonthIn(c.typed);
    EXPECT_EQ(month ? MonthAsText(*month) : "", c.month) << c.typed;
  }
  EXPECT_EQ(WordsOfMonth(*MonthIn("2026-03")), "March 2026");
}

TEST(MonthGrid, HasWholeWeeks) {
  struct Case {
    std::string_view month;
    std::size_t days;
    unsigned first;  // of the month before, or of this one
  };
  for (const Case& c : {Case{"2026-03", 42, 23}, Case{"2027-02", 28, 1}, Case{"2024-02", 35, 29},
                        Case{"2026-11", 42, 26}}) {
    SCOPED_TRACE(c.month);
    const auto days = DaysOfWeeks(*MonthIn(c.month));
    EXPECT_EQ(days.size(), c.days);
    EXPECT_EQ(std::chrono::weekday(days.front()), std::chrono::Monday);
    EXPECT_EQ(std::chrono::weekday(days.back()), std::chrono::Sunday);
    EXPECT_EQ(static_cast<unsigned>(std::chrono::year_month_day(days.front()).day()), c.first);
  }
}

}  // namespace
}  // namespace checkback
