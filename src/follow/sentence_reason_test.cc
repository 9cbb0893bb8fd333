#include "follow/sentence_reason.h"

#include <gtest/gtest.h>

#include "story/told/told_samples.h"

namespace checkback {
namespace {

// The story of the samples as one that a store has told.
WholeStory WholeOf(const SampleStory& story) {
  WholeStory whole;
  for (const Telling& telling : story.Tellings()) {
    StoryCapture capture;
    capture.capture.id = "capture" + std::to_string(whole.articles.size());
    capture.capture.seen_at = telling.seen_at;
    capture.page = static_cast<std::int64_t>(telling.page);
    capture.is_visit = telling.is_visit;
    whole.story.captures.push_back(capture);
    whole.articles.push_back(*telling.article);
    whole.readings.push_back(*telling.reading);
  }
  whole.told = TellStory(TellingsOf(whole), "en");
  return whole;
}

TEST(SentenceReason, MakesTheScoreOfEverySentenceAgain) {
  const WholeStory whole = WholeOf(StoryOfChance(3, 15));
  std::size_t is_new = 0, is_not = 0;
  for (std::size_t capture = 0; capture < whole.articles.size(); ++capture) {
    for (std::size_t n = 0; n < whole.readings[capture].sentences.size(); ++n) {
      const auto reason = ReasonOfSentence(whole, capture, {"", n});
      ASSERT_TRUE(reason) << reason.error().what;
      EXPECT_EQ(reason->recomputed, reason->score);
      EXPECT_EQ(reason->is_new, !reason->is_visit && !reason->told_already && reason->score > 0);
      ++(reason->is_new ? is_new : is_not);
    }
  }
  EXPECT_GT(is_new, 0u);
  EXPECT_GT(is_not, 0u);
}

TEST(SentenceReason, NamesTheNearestEarlierSentence) {
  SampleStory story;
  story.Print("a", "The road is blocked. Four people were killed in Halvar, Mayor Orsan said.");
  story.Print("b", "Seven people were killed in Halvar, Mayor Orsan said.");
  story.Print("c", "The road is blocked.");
  const WholeStory whole = WholeOf(story);
  const auto changed = ReasonOfSentence(whole, 1, {"", 0});
  ASSERT_TRUE(changed && changed->nearest);
  EXPECT_EQ(changed->nearest->sentence.capture, 0u);
  EXPECT_EQ(changed->nearest->number, 1u);
  const auto again = ReasonOfSentence(whole, 2, {"", 0});
  ASSERT_TRUE(again && again->nearest);
  EXPECT_TRUE(again->told_already);
  EXPECT_FALSE(again->is_new);
  EXPECT_EQ(again->nearest->number, 0u);
  EXPECT_EQ(again->nearest->held, 1);
}

TEST(SentenceReason, FindsASentenceByItsNumberOrByAByte) {
  SampleStory story;
  story.Print("a", "The road is blocked. The dam is sound.");
  const WholeStory whole = WholeOf(story);
  const auto of = [&](std::string_view typed) {
    const auto id = SentenceIdIn(typed);
    if (!id) return std::string("no id");
    const auto reason = ReasonOfSentence(whole, 0, *id);
    return reason ? std::to_string(reason->number) : reason.error().what;
  };
  EXPECT_EQ(of("k5wq:1"), "1");
  EXPECT_EQ(of("k5wq@0"), "0");
  EXPECT_EQ(of("k5wq@21"), "1");
  EXPECT_EQ(of("k5wq@30"), "1");
  EXPECT_EQ(of("k5wq:2"),
            "capture capture0 has 2 sentences, counted from 0, and none of the number 2");
  EXPECT_EQ(of("k5wq@900"),
            "capture capture0 has 2 sentences, counted from 0, and none at byte 900");
  for (const std::string_view bad :
       {"k5wq", "k5wq:", "k5wq:x", "k5wq:1x", "k5wq:-1", "k5wq@99999999999999999999"})
    EXPECT_EQ(of(bad), "no id") << bad;
}

}  // namespace
}  // namespace checkback
