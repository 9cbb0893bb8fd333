#include <gtest/gtest.h>

#include "story/told/told_samples.h"

namespace checkback {
namespace {

std::vector<Expected> ExpectedOf(const SampleStory& story) {
  const std::vector<Telling> tellings = story.Tellings();
  return FindExpected(tellings, FindUpdates(tellings));
}

TEST(Expected, IsWhatWasPlannedForADayToCome) {
  SampleStory story;  // 2025-05-14 is a Wednesday
  story.Print("a", "The two sides will meet in Lima on Friday, the ministry said.");
  const auto expected = ExpectedOf(story);
  ASSERT_EQ(expected.size(), 1u);
  EXPECT_EQ(expected[0].date, "2025-05-16");
  EXPECT_EQ(expected[0].state, ExpectedState::kDue);
}

TEST(Expected, IsSaidOnceHoweverManyPrintIt) {
  SampleStory story;
  story.Print("a", "The two sides will meet in Lima on Friday, the ministry said.");
  story.Print("b", "The ministry said the two sides will meet in Lima on Friday.");
  EXPECT_EQ(ExpectedOf(story).size(), 1u);
}

TEST(Expected, IsNothingThatHasBeen) {
  SampleStory story;
  story.Print("a", "The two sides met in Lima on Monday, the ministry said.");
  EXPECT_TRUE(ExpectedOf(story).empty());
}

}  // namespace
}  // namespace checkback
