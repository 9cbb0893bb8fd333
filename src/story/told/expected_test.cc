#include <gtest/gtest.h>

#include <string>

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

TEST(Expected, HappenedWhereALaterReportOfThatDayTellsOfIt) {
  SampleStory story;  // an hour passes with each capture: the eighteenth is of the next day
  story.Print("a", "Lucan Haldane will be sentenced on Thursday, the court said.");
  for (int hour = 0; hour < 20; ++hour)
    story.Print("p" + std::to_string(hour),
                "It rained in the harbour at " + std::to_string(hour) + " degrees.");
  story.Print("z",
              "The judge in Lindhaven handed down the sentence against Haldane on Thursday; the "
              "court was full.");
  const auto expected = ExpectedOf(story);
  ASSERT_EQ(expected.size(), 1u);
  EXPECT_EQ(expected[0].state, ExpectedState::kHappened);
}

TEST(Expected, MayBeKeptByOneSentenceForSeveral) {
  SampleStory story;
  story.Print("a", "Lucan Haldane will be sentenced on Thursday, the court said.");
  story.Print("b", "Judge Orr will read the sentence against Haldane to a full house on Thursday.");
  story.Print("c", "The ferry company will publish its report on Thursday.");
  for (int hour = 0; hour < 20; ++hour)
    story.Print("p" + std::to_string(hour),
                "It rained in the harbour at " + std::to_string(hour) + " degrees.");
  story.Print("z",
              "The judge in Lindhaven handed down the sentence against Haldane on Thursday; the "
              "court was full.");
  std::string states;
  for (const Expected& expected : ExpectedOf(story))
    states += std::string(NameOf(expected.state)) + ' ';
  EXPECT_EQ(states, "happened happened due ");
}

TEST(Expected, IsOverdueWhenTheDayIsOver) {
  SampleStory story;
  story.Print("a", "The two sides will meet in Lima on Thursday, the ministry said.");
  for (int hour = 0; hour < 44; ++hour)
    story.Print("p" + std::to_string(hour),
                "It rained in the harbour at " + std::to_string(hour) + " degrees.");
  const auto expected = ExpectedOf(story);
  ASSERT_EQ(expected.size(), 1u);
  EXPECT_EQ(expected[0].state, ExpectedState::kOverdue);
}

TEST(Expected, HappenedWhereALaterReportTellsOfTheSameAct) {
  SampleStory story;
  story.Print("a", "Lucan Haldane will fly to Lima on Thursday, his office said.");
  for (int hour = 0; hour < 20; ++hour)
    story.Print("p" + std::to_string(hour),
                "It rained in the harbour at " + std::to_string(hour) + " degrees.");
  story.Print("z", "After a night of calls and three changes of mind, Haldane flew to Lima.");
  const auto expected = ExpectedOf(story);
  ASSERT_EQ(expected.size(), 1u);
  EXPECT_EQ(expected[0].state, ExpectedState::kHappened);
}

TEST(Expected, IsNotTheDayOnWhichItWasPromised) {
  SampleStory story;  // 2025-05-14 is a Wednesday
  story.Print("a", "Lucan Haldane promised on Monday to protect the harbour.");
  story.Print("b", "Haldane had planned to meet the crews on Friday but the talks were postponed.");
  story.Print("c", "Haldane was to open the bridge in February.");
  EXPECT_TRUE(ExpectedOf(story).empty());
}

TEST(Expected, IsNoPromiseForYears) {
  SampleStory story;
  story.Print("a", "The pledge will run until 2031, the ministry said.");
  EXPECT_TRUE(ExpectedOf(story).empty());
}

}  // namespace
}  // namespace checkback
