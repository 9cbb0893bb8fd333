#include "story/told/since.h"

#include <gtest/gtest.h>

#include "story/told/told_samples.h"

namespace checkback {
namespace {

TEST(Since, TellsOnlyWhatCameAfter) {
  SampleStory story;
  story.Print("a", "Four people died in Halvar on Wednesday, Mayor Lidia Orsan said.");
  story.Print("b", "Quendria has offered 12 rescue teams with dogs, Minister Stefan Kalo said.");
  story.Print("a", "Seven people died in Halvar on Wednesday, Mayor Lidia Orsan said.");
  const std::vector<Telling> tellings = story.Tellings();
  const ToldStory told = TellStory(tellings, "en");
  const ToldSince all = KeepSince(tellings, told, tellings[0].seen_at - std::chrono::seconds(1));
  EXPECT_EQ(all.told, told);
  EXPECT_EQ(all.counts.articles, 2u);
  EXPECT_EQ(all.counts.versions, 1u);

  const ToldSince later = KeepSince(tellings, told, tellings[1].seen_at);
  EXPECT_EQ(later.counts.articles, 0u);
  EXPECT_EQ(later.counts.versions, 1u);
  EXPECT_EQ(later.counts.sentences, 1u);
  ASSERT_EQ(later.told.updates.size(), 1u);
  EXPECT_EQ(later.told.updates[0].capture, 2u);

  const ToldSince none = KeepSince(tellings, told, tellings[2].seen_at);
  EXPECT_EQ(none.counts, SinceCounts{});
  EXPECT_TRUE(none.told.updates.empty());
}

}  // namespace
}  // namespace checkback
