#include "answer/alerts/state_changes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "answer/alerts/changed_samples.h"

namespace checkback {
namespace {

// "answered: All nine had left. / It is not known whether they had left."
std::vector<std::string> LinesOf(const std::vector<StateChange>& changes, ChangeKind kind) {
  std::vector<std::string> lines;
  for (const StateChange& change : changes) {
    if (change.kind != kind) continue;
    std::string line;
    for (const ChangedWords& words : change.words) line += (line.empty() ? "" : " / ") + words.text;
    lines.push_back(line);
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(StateChanges, AreToldWithTheWordsThatBroughtThem) {
  SampleStory story;
  story.Print("a",
              "Four people were killed in Halvar on Wednesday, Mayor Lidia Orsan said. It was not "
              "clear who opened the gate. The road to Upper Drin will reopen on 20 May 2025.");
  story.Print("b", "Seven people were killed in Halvar, officials said on Thursday.");
  const WholeStory whole = WholeOf(story, 2);
  const std::vector<StateChange> changes = StateChangesOf(whole);
  const Lines fresh = LinesOf(changes, ChangeKind::kNew);
  ASSERT_FALSE(fresh.empty());
  EXPECT_EQ(fresh.front(),
            "Four people were killed in Halvar on Wednesday, Mayor Lidia Orsan said.");
  EXPECT_EQ(LinesOf(changes, ChangeKind::kOpened), Lines{"It was not clear who opened the gate."});
  EXPECT_EQ(LinesOf(changes, ChangeKind::kExpected),
            Lines{"The road to Upper Drin will reopen on 20 May 2025."});
  EXPECT_EQ(LinesOf(changes, ChangeKind::kNumber),
            Lines{"Seven people were killed in Halvar, officials said on Thursday. / Four people "
                  "were killed in Halvar on Wednesday, Mayor Lidia Orsan said."});
  for (const StateChange& change : changes) {
    for (const ChangedWords& words : change.words) {
      if (!words.span) continue;
      EXPECT_EQ(Words(whole.articles[words.capture].text, *words.span), words.text);
    }
    EXPECT_FALSE(change.keys.empty());
  }
}

TEST(StateChanges, AnEditIsOneChangeWithAllThatItChanged) {
  SampleStory story;
  story.Print("a", "The barge hit the deck of the Café Nautica in Korve. It carried nine men.");
  story.Print("a", "The barge hit the deck of the Café Marina in Korve. It carried seven men.");
  const std::vector<StateChange> changes = StateChangesOf(WholeOf(story, 2));
  const auto edit = std::find_if(changes.begin(), changes.end(), [](const StateChange& change) {
    return change.kind == ChangeKind::kEdited;
  });
  ASSERT_NE(edit, changes.end());
  EXPECT_EQ(edit->detail, "silent");
  EXPECT_EQ(edit->capture, 1u);
  EXPECT_EQ(edit->words.size(), 4u);
  EXPECT_EQ(edit->keys.size(), 2u);
}

TEST(StateChanges, WhatWasPromisedIsOverdueFromTheFirstCaptureAfterItsDay) {
  SampleStory story;
  story.Print("a", "The two sides will meet in Lima on Thursday, the ministry said.");
  for (int i = 0; i < 60; ++i) story.Print("b", "Rain fell in Halvar " + std::to_string(i) + ".");
  const WholeStory whole = WholeOf(story, 61);
  const std::vector<StateChange> changes = StateChangesOf(whole);
  const auto overdue = std::find_if(changes.begin(), changes.end(), [](const StateChange& change) {
    return change.kind == ChangeKind::kOverdue;
  });
  ASSERT_NE(overdue, changes.end());
  EXPECT_EQ(overdue->detail, "2025-05-15");
  const auto day = [&](std::size_t capture) {
    return ToRfc3339(whole.story.captures[capture].capture.seen_at).substr(0, 10);
  };
  EXPECT_EQ(day(overdue->capture), "2025-05-16");
  EXPECT_EQ(day(overdue->capture - 1), "2025-05-15");
}

TEST(StateChanges, ACopyThatWasPrintedEarlierChangesNothing) {
  constexpr std::string_view kText =
      "Four people were killed in Halvar on Wednesday, Mayor Lidia Orsan said. It was not clear "
      "who opened the gate.";
  SampleStory first, both;
  first.Print("a", kText);
  both.Print("wire", kText);  // came late
  both.Print("a", kText);
  EXPECT_TRUE(StateChangesBetween(WholeOf(first, 1), WholeOf(both, 2)).empty());
}

// What does not change with what comes later.
bool IsFinal(ChangeKind kind) {
  return kind != ChangeKind::kAnswered && kind != ChangeKind::kOverdue;
}

TEST(StateChanges, OfPartsOfATimeAreTogetherThoseOfAllOfIt) {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    constexpr std::size_t kCaptures = 16;
    const SampleStory story = StoryOfChance(seed, kCaptures);
    const WholeStory end = WholeOf(story, kCaptures);
    std::mt19937 random(seed);
    std::set<std::string> whole, final_whole, parts, final_parts;
    std::unordered_set<std::string> told;
    for (const StateChange& change : StateChangesOf(end)) {
      whole.insert(ChangeIdOf(end, change));
      if (IsFinal(change.kind)) final_whole.insert(ChangeIdOf(end, change));
    }
    for (std::size_t until = 0; until < kCaptures;) {
      until = std::min<std::size_t>(kCaptures, until + 1 + random() % 5);
      const WholeStory now = WholeOf(story, until);
      for (const StateChange& change : StateChangesOf(now)) {
        if (IsKnown(change, [&](const std::string& key) { return told.contains(key); })) continue;
        told.insert(change.keys.begin(), change.keys.end());
        EXPECT_TRUE(parts.insert(ChangeIdOf(now, change)).second) << "told twice";
        if (IsFinal(change.kind)) final_parts.insert(ChangeIdOf(now, change));
      }
    }
    EXPECT_EQ(final_parts, final_whole) << seed;
    EXPECT_TRUE(std::includes(parts.begin(), parts.end(), whole.begin(), whole.end())) << seed;
  }
}

TEST(StateChanges, HaveNames) {
  for (std::size_t i = 0; i < kChangeKinds; ++i)
    EXPECT_EQ(ChangeKindOf(NameOf(static_cast<ChangeKind>(i))), static_cast<ChangeKind>(i));
  EXPECT_EQ(ChangeKindOf("rumoured"), std::nullopt);
}

}  // namespace
}  // namespace checkback
