// Stories leave the living, and come back as they were.

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "story/keeper/keeper_samples.h"

namespace checkback {
namespace {

KeeperOptions SleepSoon() {
  KeeperOptions options;
  options.sleeps_after = 5 * kSampleDay;
  options.sleeps_after_arrivals = 10;
  return options;
}

// Quake on the first day; takeover articles a month later until the quake sleeps.
std::vector<Sleeper> PutToSleep(StoryKeeper& keeper) {
  keeper.Add(Sample(1, kQuake[0], kSampleStart));
  keeper.Add(Sample(3, kQuake[1], kSampleStart + kSampleDay / 2));
  for (ArticleId id = 100; id < 130; ++id) {
    keeper.Add(Sample(id, kTakeover[id % 3], kSampleStart + 30 * kSampleDay));
  }
  return keeper.TakeSleepers();
}

TEST(Sleep, TakesWhatNothingCameToForLong) {
  StoryKeeper keeper = MakeKeeper(SleepSoon());
  const std::vector<Sleeper> sleepers = PutToSleep(keeper);
  ASSERT_EQ(sleepers.size(), 1u);
  EXPECT_EQ(sleepers[0].story, 1u);
  EXPECT_EQ(sleepers[0].articles, (std::vector<ArticleId>{1, 3}));
  EXPECT_EQ(sleepers[0].language, "en");
  EXPECT_EQ(sleepers[0].first, kSampleStart);
  EXPECT_EQ(keeper.StoryOf(1), 0u);
  EXPECT_EQ(keeper.Stories(), std::vector<StoryId>{100});
}

TEST(Sleep, ALateArticleJoinsTheStoryThatWasWoken) {
  StoryKeeper keeper = MakeKeeper(SleepSoon());
  const std::vector<Sleeper> sleepers = PutToSleep(keeper);
  ASSERT_EQ(sleepers.size(), 1u);
  EXPECT_TRUE(keeper.Wake(sleepers[0]));
  EXPECT_FALSE(keeper.Wake(sleepers[0])) << "it lives already";
  EXPECT_EQ(keeper.ArticlesOf(1), (std::vector<ArticleId>{1, 3}));
  EXPECT_EQ(keeper.Add(Sample(5, kQuake[2], kSampleStart + kSampleDay)).story, 1u);
}

TEST(Sleep, DoesNotTakeOldNewsThatIsJustComingIn) {
  StoryKeeper keeper = MakeKeeper(SleepSoon());
  keeper.Add(Sample(100, kTakeover[0], kSampleStart + 3650 * kSampleDay));
  keeper.Add(Sample(1, kQuake[0], kSampleStart));
  keeper.Add(Sample(3, kQuake[1], kSampleStart));
  EXPECT_EQ(keeper.StoryOf(3), 1u);
}

TEST(Sleep, DamagedBytesWakeNothing) {
  StoryKeeper keeper = MakeKeeper(SleepSoon());
  Sleeper sleeper = PutToSleep(keeper).at(0);
  const std::string whole = std::exchange(sleeper.bytes, {});
  const std::string before = keeper.Save();
  for (std::size_t size = 0; size < whole.size(); size += 7) {
    sleeper.bytes = whole.substr(0, size);
    EXPECT_FALSE(keeper.Wake(sleeper));
  }
  EXPECT_EQ(keeper.Save(), before);
}

TEST(Snapshot, DamagedBytesAreAnErrorAndNeverACrash) {
  StoryKeeper keeper = MakeKeeper();
  for (std::size_t i = 0; i < 3; ++i) keeper.Add(Sample(i + 1, kQuake[i], kSampleStart));
  const std::string whole = keeper.Save();
  const Acceptance acceptance = *Acceptance::Trained();
  for (std::size_t size = 0; size < whole.size(); size += 97) {
    EXPECT_FALSE(StoryKeeper::Load(whole.substr(0, size), acceptance).has_value());
  }
  for (std::size_t at = 0; at < whole.size(); at += 101) {
    std::string bent = whole;
    bent[at] = static_cast<char>(bent[at] ^ 0x55);
    const auto loaded = StoryKeeper::Load(bent, acceptance);
    if (loaded) (*loaded)->Add(Sample(9, kQuake[1], kSampleStart));
  }
}

}  // namespace
}  // namespace checkback
