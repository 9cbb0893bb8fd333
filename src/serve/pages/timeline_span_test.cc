#include "serve/pages/timeline_span.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace checkback {
namespace {

using testing::ElementsAre;

TimelineSpan Span(std::string_view typed) {
  return SpanIn(typed).value_or(TimelineSpan{});
}

std::vector<std::string_view> Names(const std::vector<SpanStep>& steps) {
  std::vector<std::string_view> names;
  for (const SpanStep& step : steps) names.push_back(step.name);
  return names;
}

TEST(TimelineSpan, IsTypedAsDaysOrTimes) {
  struct Case {
    std::string_view typed, from, to;
  };
  for (const Case& c :
       {Case{"2026-03-10..2026-03-12", "2026-03-10T00:00:00Z", "2026-03-13T00:00:00Z"},
        Case{"2026-03-10..2026-03-10", "2026-03-10T00:00:00Z", "2026-03-11T00:00:00Z"},
        Case{"2026-03-10T06:00:00Z..2026-03-10T18:00:00Z", "2026-03-10T06:00:00Z",
             "2026-03-10T18:00:00Z"},
        Case{"2026-03-10T06:00:00Z..2026-03-10T06:10:00Z", "2026-03-10T06:00:00Z",
             "2026-03-10T08:00:00Z"}}) {
    SCOPED_TRACE(c.typed);
    ASSERT_TRUE(SpanIn(c.typed));
    EXPECT_EQ(ToRfc3339(Span(c.typed).from), c.from);
    EXPECT_EQ(ToRfc3339(Span(c.typed).to), c.to);
    EXPECT_EQ(SpanIn(WordsOfSpan(Span(c.typed))), SpanIn(c.typed));
  }
  for (const auto* typed : {"", "..", "2026-03-10", "2026-03-12..2026-03-10", "a..b",
                            "2026-03-10..", "..2026-03-10", "2026-03-10...2026-03-12"})
    EXPECT_FALSE(SpanIn(typed)) << typed;
}

TEST(TimelineSpan, LeadsCloserAndBack) {
  const TimelineSpan whole = Span("2026-03-10..2026-03-17");
  EXPECT_THAT(Names(StepsFrom(whole, whole)), ElementsAre("closer"));
  const TimelineSpan half = Span("2026-03-10..2026-03-13");
  EXPECT_THAT(Names(StepsFrom(half, whole)),
              ElementsAre("all", "closer", "wider", "earlier", "later"));
  // Where nothing is left to see on that side.
  const TimelineSpan before = Span("2026-03-06..2026-03-10");
  EXPECT_THAT(Names(StepsFrom(before, whole)), testing::Not(testing::Contains("earlier")));
  // The closest has no closer one.
  const TimelineSpan closest{whole.from, whole.from + kShortestSpan};
  EXPECT_THAT(Names(StepsFrom(closest, whole)), testing::Not(testing::Contains("closer")));
}

TEST(TimelineSpan, HasLinesAtWholeHoursAndDays) {
  EXPECT_EQ(TicksOf(Span("2026-03-10T05:30:00Z..2026-03-10T11:00:00Z"), 6).at.size(), 6U);
  EXPECT_TRUE(TicksOf(Span("2026-03-10..2026-03-10"), 6).of_hours);
  const SpanTicks week = TicksOf(Span("2026-03-10..2026-03-16"), 7);
  EXPECT_FALSE(week.of_hours);
  EXPECT_EQ(ToRfc3339(week.at.front()), "2026-03-10T00:00:00Z");
  for (const auto* typed : {"1900-01-01..2090-01-01", "2026-03-10..2027-03-10"})
    EXPECT_LE(TicksOf(Span(typed), 7).at.size(), 7U) << typed;
}

}  // namespace
}  // namespace checkback
