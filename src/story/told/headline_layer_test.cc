#include "story/told/headline_layer.h"

#include <gtest/gtest.h>

#include "story/told/told_samples.h"

namespace checkback {
namespace {

TEST(HeadlineLayer, AddsWhatAHeadlineAsksAndNoTextDoes) {
  SampleStory story;
  story.Print("a", "A ferry struck rocks on Monday.", "DEATH FERRY: Was mate on his phone?");
  story.Print("b", "Officials did not say whether the mate was drunk.", "Ferry mate held");
  const ToldStory told = TellStory(story.Tellings(), "en");
  std::size_t headlines = 0;
  for (const StoryQuestion& question : told.questions) {
    if (question.headline.empty()) continue;
    ++headlines;
    EXPECT_EQ(question.headline, "Was mate on his phone?");
    EXPECT_EQ(question.kind, "whether");
    EXPECT_EQ(question.opened.capture, 0u);
    EXPECT_EQ(question.state, QuestionState::kOpen);
  }
  EXPECT_LE(headlines, 1u);
}

TEST(HeadlineLayer, KeepsAHeadlineThatIsPrintedAgainOnce) {
  SampleStory story;
  story.Print("a", "Two bridges were shut.", "Will the Kellan dam hold?");
  story.Print("b", "Two bridges were shut. It rained.", "Will the Kellan dam hold?");
  const ToldStory told = TellStory(story.Tellings(), "en");
  ASSERT_EQ(told.questions.size(), 1u);
  EXPECT_EQ(told.questions[0].headline, "Will the Kellan dam hold?");
}

}  // namespace
}  // namespace checkback
