// What people decide holds: through repair, restarts and when everything is read again.

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "story/keeper/keeper_samples.h"

namespace checkback {
namespace {

std::unique_ptr<StoryKeeper> WithBothStories(const std::vector<Pin>& pins) {
  auto keeper = std::make_unique<StoryKeeper>(*Acceptance::Trained());
  for (const Pin& pin : pins) keeper->Set(pin);
  for (std::size_t i = 0; i < 3; ++i) {
    const StoryTime time = kSampleStart + static_cast<StoryTime>(i) * kSampleDay / 2;
    keeper->Add(Sample(2 * i + 1, kQuake[i], time));
    keeper->Add(Sample(2 * i + 2, kTakeover[i], time));
  }
  return keeper;
}

TEST(People, MergeTwoStories) {
  const auto keeper = WithBothStories({});
  const std::vector<Pin> pins = keeper->MergeStories(1, 2);
  ASSERT_EQ(pins.size(), 1u);
  EXPECT_EQ(keeper->Stories(), std::vector<StoryId>{1});
  EXPECT_EQ(keeper->Current(2), 1u);
  const Changes changes = keeper->TakeChanges();
  ASSERT_EQ(changes.moves.size(), 3u);
  EXPECT_EQ(changes.moves[0], (Move{2, 2, 1, 0, true}));
  EXPECT_EQ(changes.redirects, (std::vector<Redirect>{{2, 1}}));
}

TEST(People, SplitAStoryAndRepairLeavesItSo) {
  const auto keeper = WithBothStories({});
  const std::vector<Pin> pins = keeper->SplitStory(1, {1, 3});
  EXPECT_EQ(pins.size(), 3u);
  keeper->Repair();
  // The one that stays keeps the story's id, though the founder left; ids are not used again.
  EXPECT_EQ(keeper->ArticlesOf(1), std::vector<ArticleId>{5});
  EXPECT_EQ(keeper->StoryOf(1), 3u);
  EXPECT_EQ(keeper->StoryOf(3), 3u);
}

TEST(People, ASplitWithoutArticlesOrWithAllOfThemIsNone) {
  const auto keeper = WithBothStories({});
  const std::string before = keeper->Save();
  EXPECT_TRUE(keeper->SplitStory(1, {}).empty());
  EXPECT_TRUE(keeper->SplitStory(1, {1, 3, 5}).empty());
  EXPECT_TRUE(keeper->SplitStory(99, {1}).empty());
  EXPECT_TRUE(keeper->MergeStories(1, 1).empty());
  EXPECT_TRUE(keeper->MergeStories(1, 99).empty());
  EXPECT_EQ(keeper->Save(), before);
}

TEST(People, PinsHoldWhenEverythingIsReadAgain) {
  const auto merged = WithBothStories({{Pin::Kind::kTogether, 1, 2}});
  EXPECT_EQ(merged->StoryOf(1), merged->StoryOf(2));
  const auto split = WithBothStories({{Pin::Kind::kApart, 1, 3}});
  split->Repair();
  EXPECT_NE(split->StoryOf(1), split->StoryOf(3));
}

TEST(People, MayChangeTheirMinds) {
  const auto keeper = WithBothStories({});
  keeper->Set({Pin::Kind::kApart, 1, 3});
  EXPECT_NE(keeper->StoryOf(1), keeper->StoryOf(3));
  keeper->Set({Pin::Kind::kTogether, 3, 1});
  EXPECT_EQ(keeper->StoryOf(1), keeper->StoryOf(3));
  EXPECT_EQ(keeper->pins().size(), 1u);
}

TEST(People, PinsAreInTheSnapshot) {
  const auto keeper = WithBothStories({});
  keeper->SplitStory(1, {3});
  const auto again = StoryKeeper::Load(keeper->Save(), *Acceptance::Trained());
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ((*again)->pins(), keeper->pins());
  EXPECT_EQ((*again)->Save(), keeper->Save());
}

}  // namespace
}  // namespace checkback
