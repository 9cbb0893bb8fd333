#include "story/told/timeline.h"

#include <gtest/gtest.h>

#include <string>

#include "story/told/told_samples.h"

namespace checkback {
namespace {

// "2025-05-12 2025-05-14"
std::string DatesOf(const SampleStory& story) {
  const std::vector<Telling> tellings = story.Tellings();
  std::string dates;
  for (const TimelineEntry& entry : FindTimeline(tellings, FindUpdates(tellings)))
    dates += (dates.empty() ? "" : " ") + entry.date;
  return dates;
}

TEST(Timeline, TellsTheDayOfTheEventNotOfThePrint) {
  SampleStory story;  // 2025-05-14 is a Wednesday
  story.Print("a", "The dam above Halvar broke on Monday, the mayor said.");
  EXPECT_EQ(DatesOf(story), "2025-05-12");
}

TEST(Timeline, HoldsNoDayToCome) {
  SampleStory story;
  story.Print("a", "The dam above Halvar will be opened on Friday, the mayor said.");
  EXPECT_EQ(DatesOf(story), "");
}

TEST(Timeline, OfALongStoryHoldsDaysThatSeveralPagesTell) {
  SampleStory story("fr");
  for (int page = 0; page < 70; ++page) {
    const std::string name = "p" + std::to_string(page);
    const bool often = page % 10 == 0;
    story.Print(name, often
                          ? "Le barrage a cédé le 2 mai 2025, selon la mairie."
                          : "La mairie compte " + std::to_string(page + 100) + " maisons perdues.");
  }
  story.Print("once", "Le pont a été fermé le 7 mars 2025.");
  const std::string dates = DatesOf(story);
  EXPECT_NE(dates.find("2025-05-02"), dates.npos) << dates;
  EXPECT_EQ(dates.find("2025-03-07"), dates.npos) << dates;
}

TEST(Timeline, OfAClauseInsideASentenceIsNoDayOfIt) {
  SampleStory story;
  story.Print("a", "The stones that came down above Halvar on Monday did not touch the rails.");
  EXPECT_EQ(DatesOf(story), "2025-05-14");
}

TEST(Timeline, TakesWhatWasChangedInASentenceForNoNews) {
  SampleStory story;
  story.Print("a", "The dam broke on Tuesday, the mayor said. She had inspected it on May 2.");
  story.Print("a", "The dam broke on Tuesday, the mayor said. She had inspected it on May 5.");
  EXPECT_EQ(DatesOf(story), "2025-05-13");
}

TEST(Timeline, CountsThePagesThatNameADay) {
  SampleStory story;
  story.Print("a", "The dam above Halvar broke on Monday, the mayor said.");
  story.Print("b", "Water from the dam that broke on Monday reached Senna, police said.");
  const std::vector<Telling> tellings = story.Tellings();
  const auto timeline = FindTimeline(tellings, FindUpdates(tellings));
  ASSERT_FALSE(timeline.empty());
  EXPECT_EQ(timeline[0].date, "2025-05-12");
  EXPECT_EQ(timeline[0].pages, 2u);
}

}  // namespace
}  // namespace checkback
