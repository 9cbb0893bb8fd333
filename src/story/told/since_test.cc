#include "story/told/since.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

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
  EXPECT_TRUE(none.counts.IsEmpty());
  EXPECT_EQ(none.counts.pages, 2u);
  EXPECT_EQ(none.counts.pages_seen, 0u);
  EXPECT_TRUE(none.told.updates.empty());
}

TEST(Since, WhatIsStillOpenIsToldWheneverItWasOpened) {
  SampleStory story;
  story.Print("a", "It is not clear who opened the gate of the dam.");
  story.Print("b", "Four people died in Halvar on Wednesday, Mayor Lidia Orsan said.");
  const std::vector<Telling> tellings = story.Tellings();
  const ToldSince later = KeepSince(tellings, TellStory(tellings, "en"), tellings[0].seen_at);
  EXPECT_TRUE(later.told.questions.empty());
  EXPECT_EQ(later.still_open.size(), 1u);
}

// Their sources may get fuller names later.
std::vector<Passage> PassagesOf(const std::vector<StoryStatement>& statements) {
  std::vector<Passage> passages;
  passages.reserve(statements.size());
  for (const StoryStatement& statement : statements) passages.push_back(statement.at);
  return passages;
}

// What came in (from, until], of a store that had seen nothing later.
ToldSince Between(std::span<const Telling> tellings, Instant from, Instant until) {
  std::size_t count = 0;
  while (count < tellings.size() && tellings[count].seen_at <= until) ++count;
  const auto known = tellings.first(count);
  return KeepSince(known, TellStory(known, "en"), from);
}

TEST(Since, PartsOfATimeTellTogetherWhatAllOfItTells) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    const SampleStory story = StoryOfChance(seed, 20);
    const std::vector<Telling> tellings = story.Tellings();
    std::mt19937 random(seed);
    const Instant end = tellings.back().seen_at;
    Instant from = tellings[random() % 8].seen_at;
    const ToldSince whole = Between(tellings, from, end);
    ToldSince parts;
    while (from < end) {
      const Instant until = std::min(end, from + std::chrono::hours(1 + random() % 6));
      const ToldSince part = Between(tellings, from, until);
      const auto append = [](auto& all, const auto& some) {
        all.insert(all.end(), some.begin(), some.end());
      };
      append(parts.told.updates, part.told.updates);
      append(parts.told.statements, part.told.statements);
      parts.counts.articles += part.counts.articles;
      parts.counts.copies += part.counts.copies;
      parts.counts.versions += part.counts.versions;
      parts.counts.opened += part.counts.opened;
      from = until;
    }
    EXPECT_EQ(parts.told.updates, whole.told.updates) << seed;
    EXPECT_EQ(PassagesOf(parts.told.statements), PassagesOf(whole.told.statements)) << seed;
    EXPECT_EQ(parts.counts.articles, whole.counts.articles) << seed;
    EXPECT_EQ(parts.counts.copies, whole.counts.copies) << seed;
    EXPECT_EQ(parts.counts.versions, whole.counts.versions) << seed;
    EXPECT_EQ(parts.counts.opened, whole.counts.opened) << seed;
  }
}

}  // namespace
}  // namespace checkback
