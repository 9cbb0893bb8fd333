#include "story/told/story_events.h"

#include <gtest/gtest.h>

#include <string>

#include "story/told/told_samples.h"

namespace checkback {
namespace {

// "source TYPE target x captures/origins", one a line.
std::string Shown(const SampleStory& story) {
  std::string all;
  for (const StoryEvent& row : EventsOfStory(story.Tellings())) {
    all += row.event.source + ' ' + row.event.type + ' ' + row.event.target + " x" +
           std::to_string(row.captures.size()) + '/' + std::to_string(row.origins) + '\n';
  }
  return all;
}

TEST(StoryEvents, ThatManyTellAreOne) {
  SampleStory story;
  story.Print("a", "Tarsova expelled two diplomats of Illmark on Monday.");
  story.Print("b", "On Monday Tarsova expelled two diplomats of Illmark.");
  story.Print("a", "Tarsova expelled two diplomats of Illmark on Monday. It gave no reason.");
  EXPECT_EQ(Shown(story), "Tarsova SANCTION Illmark x3/2\n");
}

TEST(StoryEvents, OfTwoDaysAreTwo) {
  SampleStory story;
  story.Print("a", "Tarsova invaded Illmark on Monday. Tarsova invaded Illmark on Tuesday.");
  EXPECT_EQ(Shown(story), "Tarsova ASSAULT Illmark x1/1\nTarsova ASSAULT Illmark x1/1\n");
}

TEST(StoryEvents, OfAVisitCountOnce) {
  SampleStory story;
  story.Print("a", "Tarsova invaded Illmark on Monday.");
  story.Print("a", "Tarsova invaded Illmark on Monday.");
  EXPECT_EQ(Shown(story), "Tarsova ASSAULT Illmark x1/1\n");
}

}  // namespace
}  // namespace checkback
