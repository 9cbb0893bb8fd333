#include "story/keeper/story_terms.h"

#include <gtest/gtest.h>

#include "story/keeper/snapshot.h"

namespace checkback {
namespace {

// Of 100 terms every third is in a headline, every second in a lede, every seventh a name.
TermVector SumOf(std::size_t terms) {
  TermVector vector;
  for (std::size_t i = 0; i < terms; ++i) {
    const auto weight = static_cast<float>(i + 1) / 7;
    vector.push_back({static_cast<TermId>(3 * i + 1), i % 3 == 0 ? weight : 0,
                      i % 2 == 0 ? weight / 3 : 0, weight, i % 7 == 0 ? weight / 5 : 0});
  }
  return vector;
}

TEST(StoryTerms, GiveBackEveryWeightUnrounded) {
  for (const std::size_t terms : {std::size_t{0}, std::size_t{1}, std::size_t{64}, kStoryTerms}) {
    const TermVector vector = SumOf(terms);
    const StoryTerms kept(vector);
    EXPECT_EQ(kept.Unpacked(), vector);
    for (std::size_t i = 0; i < terms; ++i) EXPECT_EQ(kept[i], vector[i]) << i;
  }
}

TEST(StoryTerms, TakeLessThanTheyWouldWithTheirZeros) {
  const StoryTerms kept(SumOf(kStoryTerms));
  EXPECT_LT(kept.block().size_bytes() + sizeof kept, kStoryTerms * sizeof(Weight));
}

TEST(StoryTerms, StandInASnapshotAsWeights) {
  StoryTerms kept(SumOf(20));
  TermVector plain = SumOf(20);
  Saver saver, plain_saver;
  saver(kept);
  plain_saver(plain);
  const std::string bytes = saver.Take();
  EXPECT_EQ(bytes, plain_saver.Take());
  Loader loader(bytes);
  StoryTerms back;
  loader(back);
  EXPECT_TRUE(loader.ok() && loader.at_end());
  EXPECT_EQ(back.Unpacked(), plain);
}

TEST(StoryTerms, TooManyInASnapshotSpoilIt) {
  TermVector many = SumOf(kStoryTerms + 1);
  Saver saver;
  saver(many);
  const std::string bytes = saver.Take();
  Loader loader(bytes);
  StoryTerms back;
  loader(back);
  EXPECT_FALSE(loader.ok());
}

TEST(TermLookup, MeetsTheTermsThatBothHave) {
  const TermVector own = {{2, 0, 0, 1, 0}, {5, 0, 0, 1, 0}, {9, 0, 0, 1, 0}};
  const TermLookup lookup(own);
  const std::vector<TermId> others = {1, 2, 9, 300};
  TermLookup::Meeting meeting;
  lookup.Meet(others, meeting);
  std::vector<std::pair<std::size_t, TermId>> met;
  for (const TermLookup::Met& m : meeting) met.emplace_back(m.place, m.weight->term);
  EXPECT_EQ(met, (std::vector<std::pair<std::size_t, TermId>>{{1, 2}, {2, 9}}));
}

}  // namespace
}  // namespace checkback
