#include "story/told/question_book.h"

#include <gtest/gtest.h>

#include <string>

#include "story/told/told_samples.h"

namespace checkback {
namespace {

// "state asked-by origins" of each question of `story`.
std::string StatesOf(const SampleStory& story) {
  std::string all;
  for (const StoryQuestion& question : TellStory(story.Tellings(), "en").questions) {
    if (!all.empty()) all += "; ";
    all += std::string(NameOf(question.state)) + ' ' +
           std::to_string(1 + question.asked_again.size()) + ' ' + std::to_string(question.origins);
    if (!question.due.empty()) all += " until " + question.due;
  }
  return all;
}

constexpr std::string_view kAsks =
    "The talks are held in Sele. The palace did not say whether Maria Orlov would attend the "
    "talks. The town has 4,000 people. Roads around it are closed.";

TEST(StoryQuestions, OfSeveralPagesAreOneAndCountTheirOrigins) {
  SampleStory story;
  story.Print("a", kAsks);
  story.Print("b", "It was unclear whether Maria Orlov would attend the talks.");
  EXPECT_EQ(StatesOf(story), "open 2 2");
}

TEST(StoryQuestions, OfOneKindAboutOtherThingsAreTwo) {
  SampleStory story;
  story.Print("a", kAsks);
  story.Print("b", "It was unclear whether the bridge at Lodva would open.");
  EXPECT_EQ(StatesOf(story), "open 1 1; open 1 1");
}

TEST(StoryQuestions, ThatAPageTookOutInAnEditAreWithdrawn) {
  SampleStory story;
  story.Print("a", kAsks);
  story.Print("a",
              "The talks are held in Sele. The town has 4,000 people. Roads around it are closed.");
  EXPECT_EQ(StatesOf(story), "withdrawn 1 1");
}

TEST(StoryQuestions, ThatAnotherPageStillAsksAreOpen) {
  SampleStory story;
  story.Print("a", kAsks);
  story.Print("b", "It was unclear whether Maria Orlov would attend the talks.");
  story.Print("a",
              "The talks are held in Sele. The town has 4,000 people. Roads around it are closed.");
  EXPECT_EQ(StatesOf(story), "open 2 2");
}

TEST(StoryQuestions, OfAPageThatWasWrittenAnewAreOpen) {
  SampleStory story;
  story.Print("a", kAsks);
  story.Print("a", "Snow fell in the north. Two trains were late.");
  EXPECT_EQ(StatesOf(story), "open 1 1");
}

// The sample is printed on May 14, an hour a capture.
TEST(StoryQuestions, ExpireWhenTheirDayIsOverEverywhere) {
  const std::string asks = "It is not known whether Maria Orlov will attend the talks on May 15.";
  SampleStory story;
  story.Print("a", asks);
  EXPECT_EQ(StatesOf(story), "open 1 1 until 2025-05-15");
  for (int hour = 0; hour < 60; ++hour) story.Print("b", "Snow fell " + std::to_string(hour));
  EXPECT_EQ(StatesOf(story), "expired 1 1 until 2025-05-15");
}

TEST(StoryQuestions, ThatAreAskedAgainAfterTheirDayAreOpen) {
  SampleStory story;
  story.Print("a", "It is not known whether Maria Orlov will attend the talks on May 15.");
  for (int hour = 0; hour < 60; ++hour) story.Print("b", "Snow fell " + std::to_string(hour));
  story.Print("c", "It is not known whether Maria Orlov will attend the talks.");
  EXPECT_EQ(StatesOf(story), "open 2 2");
}

TEST(StoryQuestions, OfDaysThatArePastWhenTheyAreAskedDoNotExpire) {
  SampleStory story;
  story.Print("a", "The palace did not say on Monday whether Maria Orlov would attend the talks.");
  EXPECT_EQ(StatesOf(story), "open 1 1");
}

}  // namespace
}  // namespace checkback
