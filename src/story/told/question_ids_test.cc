#include "story/told/question_ids.h"

#include <gtest/gtest.h>

#include "story/told/told_samples.h"

namespace checkback {
namespace {

constexpr std::string_view kAsks = "It was not clear whether Dreve would be at the talks in Lima.";

std::vector<StoryQuestion> QuestionsOf(const SampleStory& story) {
  return TellStory(story.Tellings(), "en").questions;
}

TEST(QuestionIds, OfTheSameWordsInTwoStoriesDiffer) {
  SampleStory one, other;
  one.Print("a", kAsks);
  other.Print("b", kAsks);
  ASSERT_EQ(QuestionsOf(one).size(), 1u);
  ASSERT_EQ(QuestionsOf(other).size(), 1u);
  EXPECT_NE(QuestionsOf(one)[0].id, QuestionsOf(other)[0].id);
}

TEST(QuestionIds, StayWhenOthersAskIt) {
  SampleStory story;
  story.Print("a", kAsks);
  const std::string id = QuestionsOf(story)[0].id;
  story.Print("b",
              "The hall is large. It was not clear whether Dreve would be at the talks in Lima.");
  ASSERT_EQ(QuestionsOf(story).size(), 1u);
  EXPECT_EQ(QuestionsOf(story)[0].id, id);
}

TEST(QuestionIds, ThatOneHadInAStoryWhichWasMergedStillFindIt) {
  SampleStory story;
  story.Print("a", kAsks);
  story.Print("b", kAsks);
  const std::vector<Telling> tellings = story.Tellings();
  const StoryQuestion question = QuestionsOf(story)[0];
  const std::string alone = QuestionIdOf(tellings[1], kAsks.substr(0, kAsks.size() - 1));
  const std::string whole = QuestionIdOf(tellings[1], kAsks);
  EXPECT_TRUE(IsIdOf(question, tellings, alone) || IsIdOf(question, tellings, whole));
  EXPECT_FALSE(IsIdOf(question, tellings, "q00000000"));
}

}  // namespace
}  // namespace checkback
