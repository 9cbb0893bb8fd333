// A story that goes on is told from where it was, and what is kept is what telling it whole keeps.

#include "follow/teller_shelf.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <memory>
#include <random>

#include "follow/import.h"
#include "follow/keep_told.h"
#include "store/sqlite.h"
#include "text/sanitized_samples.h"
#include "text/scratch_samples.h"

namespace checkback {
namespace {

constexpr std::string_view kBackground =
    " The ferry Maren Light ran aground off Halvar on Monday with 214 people on board, the coast "
    "guard said. Captain Lidia Orsan ordered the crew to stay on the Maren Light.";

constexpr std::array<std::string_view, 10> kNews = {
    "It is not clear whether the crew are safe.",
    "The whole crew are safe, the coast guard said.",
    "At least 3 people on the ferry were hurt, police said.",
    "At least 5 people on the ferry were hurt, police said.",
    "Two people on the ferry were hurt, the hospital said.",
    "The ferry will be towed to Halvar on Thursday.",
    "The ferry was towed to Halvar on Thursday.",
    "Captain Orsan denied that the ferry had been too fast.",
    "Police do not know who was on the bridge.",
    "\\\"We saw nobody on the bridge,\\\" said the passenger Ivo Tal.",
};

// A line of JSON Lines; `minute` of Monday.
std::string LineOf(std::string_view page, int minute, std::string_view body) {
  const std::string at = fmt::format("2025-05-12T{:02}:{:02}:00Z", 6 + minute / 60, minute % 60);
  return fmt::format(R"({{"url":"https://{}.example/maren-light","seen_at":"{}","language":"en",)"
                     R"("published_at":"{}","title":"Ferry Maren Light aground off Halvar",)"
                     R"("body":"{}{}"}})",
                     page, at, at, body, kBackground);
}

// Pages that are changed, flip back, are seen again as they were, and copy one another.
std::vector<std::string> SomeNews(std::mt19937& random, int count) {
  std::vector<std::string> lines;
  for (int i = 0; i < count; ++i) {
    std::string body(kNews[random() % kNews.size()]);
    if (random() % 2 == 0) body += fmt::format(" {}", kNews[random() % kNews.size()]);
    lines.push_back(LineOf(fmt::format("page{}", random() % 6), 7 * i, body));
  }
  return lines;
}

class TellerShelfTest : public testing::Test {
 protected:
  std::unique_ptr<Store> Open(std::string_view name) {
    Result<std::unique_ptr<Store>> store =
        Store::Open(folder_ / name, {.access = Store::Access::kWrite, .program = "test"});
    EXPECT_TRUE(store) << store.error().what;
    return store ? std::move(*store) : nullptr;
  }

  // Whether it was told.
  bool Take(Store& store, TellerShelf* shelf, std::span<const std::string> lines) {
    std::string all;
    for (const std::string& line : lines) all += line + '\n';
    const std::string path = folder_.Write(fmt::format("{}.jsonl", ++files_), all);
    const auto report = Import(&store, {.names = {path}});
    EXPECT_TRUE(report && report->failed == 0);
    EXPECT_TRUE(store.RepairStories());
    return KeepToldStories(store, {.threads = 2, .tellers = shelf}).has_value();
  }

  // All that is kept of what stories told.
  static std::vector<std::string> RowsOf(const Store& store) {
    std::vector<std::string> rows;
    EXPECT_TRUE(store.ForEachStory([&](const StoredStory& story) {
      const auto row = store.ToldOf(story);
      EXPECT_TRUE(row && row->has_value());
      if (!row || !row->has_value()) return true;
      std::string all = fmt::format("{} {} {} {}", story.id, (*row)->told_from,
                                    (*row)->open_questions, (*row)->frame);
      for (const std::string& part : (*row)->articles) all += fmt::format("|{}", part);
      rows.push_back(std::move(all));
      return true;
    }));
    return rows;
  }

  samples::ScratchFolder folder_;
  int files_ = 0;
};

TEST_F(TellerShelfTest, WhatIsKeptIsTheSameWithItAndWithout) {
  for (unsigned seed = 1; seed <= (samples::kIsSanitized ? 1 : 3); ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    std::vector<std::string> lines = SomeNews(random, 80);
    // Some come late, or twice.
    for (int i = 0; i < 4; ++i) std::swap(lines[random() % 80], lines[random() % 80]);
    for (int i = 0; i < 4; ++i) lines.push_back(lines[random() % 80]);
    const auto whole = Open(fmt::format("whole{}", seed)), on = Open(fmt::format("on{}", seed));
    TellerShelf shelf(1000, 2);
    for (std::size_t at = 0; at < lines.size();) {
      const std::size_t count = std::min<std::size_t>(1 + random() % 12, lines.size() - at);
      const std::span<const std::string> some(&lines[at], count);
      ASSERT_TRUE(Take(*whole, nullptr, some));
      ASSERT_TRUE(Take(*on, &shelf, some));
      at += count;
      ASSERT_EQ(RowsOf(*on), RowsOf(*whole)) << at;
    }
    EXPECT_GT(shelf.captures(), 0U);
  }
}

// The articles that were told before are not read again: they cannot be.
TEST_F(TellerShelfTest, AStoryThatGoesOnIsNotToldWholeAgain) {
  std::mt19937 random(4);
  const std::vector<std::string> lines = SomeNews(random, 8);
  for (const bool has_shelf : {true, false}) {
    const std::string name = has_shelf ? "with" : "without";
    TellerShelf shelf(1000, 2);
    const auto store = Open(name);
    ASSERT_TRUE(Take(*store, &shelf, lines));
    Result<Database> db =
        Database::Open(folder_ / name / "index-000001.db", Database::Mode::kWrite);
    ASSERT_TRUE(db) << db.error().what;
    ASSERT_TRUE(db->Run("update article set json = x'00'"));
    const std::vector<std::string> more = {LineOf("other", 600, kNews[1])};
    EXPECT_EQ(Take(*store, has_shelf ? &shelf : nullptr, more), has_shelf);
  }
}

TEST_F(TellerShelfTest, WhatIsToldOfARowThatWasReplacedHoldsNoLonger) {
  std::mt19937 random(5);
  const std::vector<std::string> lines = SomeNews(random, 12);
  const auto whole = Open("whole"), on = Open("on");
  ASSERT_TRUE(Take(*whole, nullptr, lines));
  TellerShelf shelf(1000, 2);
  const std::span<const std::string> all(lines);
  ASSERT_TRUE(Take(*on, &shelf, all.first(6)));
  ASSERT_TRUE(Take(*on, nullptr, all.subspan(6, 3)));
  ASSERT_TRUE(Take(*on, &shelf, all.subspan(9)));
  EXPECT_EQ(RowsOf(*on), RowsOf(*whole));
}

StoryUnderWay StoryOf(std::size_t captures) {
  static const Article article;
  static const Reading reading;
  StoryUnderWay story;
  for (std::size_t i = 0; i < captures; ++i) {
    Telling telling;
    telling.article = &article;
    telling.reading = &reading;
    telling.page = i;
    story.Add(StoryCapture{}, telling);
  }
  return story;
}

TEST(TellerShelf, HoldsTheStoriesThatWereToldLast) {
  TellerShelf shelf(10, 2);
  shelf.Put(1, StoryOf(4));
  shelf.Put(2, StoryOf(4));
  shelf.Put(1, StoryOf(5));
  EXPECT_EQ(shelf.captures(), 9U);
  shelf.Put(3, StoryOf(2));
  EXPECT_EQ(shelf.captures(), 7U);
  EXPECT_FALSE(shelf.Take(2));
  const auto taken = shelf.Take(1);
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->captures(), 5U);
  EXPECT_FALSE(shelf.Take(1));
  EXPECT_EQ(shelf.captures(), 2U);
}

TEST(TellerShelf, PassesOverWhatIsTooShortOrTooLong) {
  TellerShelf shelf(10, 2);
  shelf.Put(1, StoryOf(1));
  shelf.Put(2, StoryOf(11));
  EXPECT_EQ(shelf.captures(), 0U);
  EXPECT_FALSE(shelf.Take(1));
  EXPECT_FALSE(shelf.Take(2));
}

}  // namespace
}  // namespace checkback
