#include "story/told/teller.h"

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>

#include "story/told/told_samples.h"

namespace checkback {
namespace {

TEST(StoryTeller, TellsAfterEachCaptureWhatAllSoFarTell) {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    const SampleStory story = StoryOfChance(seed, 14);
    const std::vector<Telling> tellings = story.Tellings();
    StoryTeller teller;
    for (std::size_t i = 0; i < tellings.size(); ++i) {
      teller.Add(tellings[i]);
      EXPECT_EQ(teller.captures(), i + 1);
      EXPECT_EQ(teller.Told(), TellStory(std::span(tellings).first(i + 1), "en")) << seed;
    }
  }
}

TEST(StoryTeller, ThatIsAskedOnTheWayTellsTheSameAtTheEnd) {
  std::mt19937 random(5);
  for (unsigned seed = 20; seed < 30; ++seed) {
    const SampleStory story = StoryOfChance(seed, 25);
    const std::vector<Telling> tellings = story.Tellings();
    StoryTeller asked;
    for (const Telling& telling : tellings) {
      asked.Add(telling);
      if (random() % 3 == 0) static_cast<void>(asked.Told());
    }
    EXPECT_EQ(asked.Told(), TellStory(tellings, "en")) << seed;
  }
}

TEST(StoryTeller, TellsTheSameWhereArticlesAreGone) {
  const SampleStory story = StoryOfChance(31, 30);
  const std::vector<Telling> tellings = story.Tellings();
  StoryTeller teller;
  for (Telling telling : tellings) {
    const auto article = std::make_unique<Article>(*telling.article);
    const auto reading = std::make_unique<Reading>(*telling.reading);
    telling.article = article.get();
    telling.reading = reading.get();
    teller.Add(telling);
  }
  EXPECT_EQ(teller.Told(), TellStory(tellings, "en"));
}

TEST(StoryTeller, OfNothingTellsNothing) {
  EXPECT_EQ(StoryTeller().Told(), ToldStory{});
}

}  // namespace
}  // namespace checkback
