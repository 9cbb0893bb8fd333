// --as-of T tells, to the byte, what a store tells that had only ever seen captures up to T.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "answer/stories_json.h"
#include "cli/open_store.h"
#include "cli/stories_view.h"
#include "follow/import.h"
#include "follow/month_samples.h"
#include "follow/whole_story.h"
#include "text/scratch_samples.h"

namespace checkback {
namespace {

namespace fs = std::filesystem;
using samples::SeenLine, samples::Month;
using testing::ContainsRegex;
using testing::HasSubstr;

// Without how many captures changed their story: where captures come late, that is history, and
// differs with the order in which they came.
std::string WithoutMoves(std::string json) {
  constexpr std::string_view kMoves = "\"moves\":";
  for (std::size_t at = json.find(kMoves); at != std::string::npos; at = json.find(kMoves, at)) {
    at += kMoves.size();
    json.erase(at, json.find_first_not_of("0123456789", at) - at);
  }
  return json;
}

// What a store tells: `stories --json` and `story --json` of each.
std::map<std::string, std::string> Told(const Store& store) {
  std::map<std::string, std::string> told;
  std::string list;
  EXPECT_TRUE(store.ForEachStory([&](const StoredStory& story) {
    Result<StoredStory> found = store.FindStory(story.id);
    EXPECT_TRUE(found) << found.error().what;
    if (!found) return false;
    const Result<WholeStory> whole = WholeStoryOf(store, std::move(*found));
    EXPECT_TRUE(whole) << whole.error().what;
    if (!whole) return false;
    const auto elsewhere = store.CopiesElsewhereOf(whole->story);
    EXPECT_TRUE(elsewhere) << elsewhere.error().what;
    if (!elsewhere) return false;
    (list += StoryLineAsJson(whole->story, CountOpen(whole->told))) += '\n';
    told[story.id] = StoryAsJson(*whole, *elsewhere, EditsOf(*whole));
    return true;
  }));
  told["list"] = list;
  return told;
}

class AsOfTest : public testing::Test {
 protected:
  std::unique_ptr<Store> Open(const std::string& name, const Store::Options& options) {
    Result<std::unique_ptr<Store>> store = Store::Open(folder_ / name, options);
    EXPECT_TRUE(store) << store.error().what;
    return store ? std::move(*store) : nullptr;
  }
  std::unique_ptr<Store> AsOf(const std::string& name, Instant moment) {
    return Open(name, {.program = "test", .as_of = moment});
  }

  // People make three stories one.
  static void ChangeByHand(Store& store) {
    std::vector<std::string> ids;
    ASSERT_TRUE(store.ForEachStory([&](const StoredStory& story) {
      ids.push_back(story.id);
      return ids.size() < 3;
    }));
    ASSERT_EQ(ids.size(), 3u);
    for (int other = 1; other < 3; ++other) {
      const auto merged = store.MergeStories(ids[0], ids[static_cast<std::size_t>(other)]);
      ASSERT_TRUE(merged) << merged.error().what;
    }
  }

  // Imports `lines` in four files, less those that were seen after `until`. Halfway, if it has come
  // to that, people have their say at the time of the line there.
  void Import(const std::string& name, const std::vector<SeenLine>& lines, Instant until,
              std::uint64_t snapshot_every = 10'000, bool by_hand = false) {
    constexpr std::size_t kFiles = 4;
    const Instant said = lines[lines.size() / 2].seen_at;
    for (std::size_t file = 0; file < kFiles; ++file) {
      const fs::path path = folder_ / fmt::format("{}-{}.jsonl", name, file);
      std::ofstream out(path);
      const std::size_t end = lines.size() * (file + 1) / kFiles;
      for (std::size_t i = lines.size() * file / kFiles; i < end; ++i) {
        if (lines[i].seen_at <= until) out << lines[i].json << '\n';
      }
      out.close();
      const auto store = Open(name, {.access = Store::Access::kWrite,
                                     .program = "test",
                                     .now = said.time_since_epoch().count(),
                                     .snapshot_every = snapshot_every});
      const auto report = checkback::Import(store.get(), {.names = {path.string()}});
      ASSERT_TRUE(report) << report.error().what;
      ASSERT_EQ(report->failed, 0u);
      ASSERT_TRUE(store->RepairStories());
      if (by_hand && file + 1 == kFiles / 2 && said <= until) ChangeByHand(*store);
    }
  }

  // Compares at moments all over `lines`.
  void Compare(const std::vector<SeenLine>& lines, std::uint64_t snapshot_every,
               bool by_hand = false) {
    const bool in_order =
        std::is_sorted(lines.begin(), lines.end(),
                       [](const SeenLine& x, const SeenLine& y) { return x.seen_at < y.seen_at; });
    const auto told = [&](const Store& store) {
      auto all = Told(store);
      for (auto& [id, json] : all) json = in_order ? json : WithoutMoves(json);
      return all;
    };
    Import("all", lines, Instant::max(), snapshot_every, by_hand);
    std::mt19937 random(5);
    for (int cut = 0; cut < 5; ++cut) {
      const SeenLine& last = lines[std::uniform_int_distribution<std::size_t>(
          lines.size() / 20, lines.size() - 1)(random)];
      SCOPED_TRACE(fmt::format("as of {}", ToRfc3339(last.seen_at)));
      const std::string name = fmt::format("until-{}", cut);
      Import(name, lines, last.seen_at, 10'000, by_hand);
      EXPECT_EQ(told(*AsOf("all", last.seen_at)), told(*Open(name, {})));
    }
    const auto today = Told(*Open("all", {}));
    EXPECT_EQ(Told(*AsOf("all", Instant::max())), today);
    if (!by_hand) return;
    EXPECT_THAT(today.at("list"), ContainsRegex("\"moves\":[1-9]"));
  }

  samples::ScratchFolder folder_;
};

TEST_F(AsOfTest, TellsWhatWasKnownWhereCapturesCameInOrder) {
  Compare(Month(1).Lines(50), 10'000, true);
}

TEST_F(AsOfTest, TellsTheSameFromASnapshot) {
  Compare(Month(1).Lines(50), 15, true);
}

TEST_F(AsOfTest, TellsWhatWasKnownWhereCapturesCameInAnyOrder) {
  std::vector<SeenLine> lines = Month(2).Lines(50);
  std::mt19937 random(3);
  std::shuffle(lines.begin(), lines.end(), random);
  Compare(lines, 15);
}

TEST_F(AsOfTest, TellsWhatWasKnownWhereSomeCapturesCameLate) {
  std::vector<SeenLine> lines = Month(3).Lines(50);
  std::mt19937 random(4);
  for (int late = 0; late < 15; ++late) {
    const std::size_t from = random() % (lines.size() - 40);
    std::rotate(lines.begin() + static_cast<std::ptrdiff_t>(from),
                lines.begin() + static_cast<std::ptrdiff_t>(from) + 1,
                lines.begin() + static_cast<std::ptrdiff_t>(from) + 40);
  }
  Compare(lines, 15);
}

TEST_F(AsOfTest, PeoplesWordCountsFromWhenItWasSaid) {
  const std::vector<SeenLine> lines = Month(1).Lines(30);
  Import("all", lines, Instant::max());
  const auto before = Told(*Open("all", {}));
  std::vector<std::string> ids;
  for (const auto& [id, story] : before) {
    if (id != "list") ids.push_back(id);
  }
  const Instant said = lines.back().seen_at + std::chrono::days(3);
  const Store::Options by_hand = {
      .access = Store::Access::kWrite, .program = "test", .now = said.time_since_epoch().count()};
  ASSERT_TRUE(Open("all", by_hand)->MergeStories(ids[0], ids[1]));
  const auto after = Told(*Open("all", {}));
  EXPECT_NE(after, before);
  EXPECT_EQ(Told(*AsOf("all", said - std::chrono::seconds(1))), before);
  EXPECT_EQ(Told(*AsOf("all", said)), after);
}

TEST_F(AsOfTest, APartWhoseArticlesAllFoundedAStoryHasAnId) {
  const std::vector<SeenLine> lines = Month(1).Lines(30);
  Import("all", lines, Instant::max());
  std::vector<std::string> ids;
  ASSERT_TRUE(Open("all", {})->ForEachStory([&](const StoredStory& story) {
    ids.push_back(story.id);
    return ids.size() < 2;
  }));
  const Store::Options by_hand = {.access = Store::Access::kWrite, .program = "test"};
  ASSERT_TRUE(Open("all", by_hand)->MergeStories(ids[0], ids[1]));
  const auto parted = Open("all", by_hand)->SplitStory(ids[0], {ids[1]});
  ASSERT_TRUE(parted) << parted.error().what;
  const auto told = Told(*Open("all", {}));  // finds each story by its id
  EXPECT_FALSE(told.contains(""));
  std::string made_up;
  for (const auto& [id, story] : told) {
    if (id.ends_with("aaaaaaa")) made_up = id;
  }
  ASSERT_FALSE(made_up.empty());
  const auto story = Open("all", {})->FindStory(made_up.substr(0, 8));
  ASSERT_TRUE(story) << story.error().what;
  EXPECT_EQ(story->captures.front().capture.id, ids[1]);
}

TEST_F(AsOfTest, LeadsFromAnIdOfTodayToTheStoryThatHeldItsCaptures) {
  const std::vector<SeenLine> lines = Month(1).Lines(50);
  Import("all", lines, Instant::max());
  const Instant moment = lines[lines.size() / 2].seen_at;
  const auto then = AsOf("all", moment);
  std::size_t found = 0, unborn = 0;
  ASSERT_TRUE(Open("all", {})->ForEachStory([&](const StoredStory& story) {
    const auto there = then->FindStory(story.id);
    const bool existed = story.captures.front().capture.seen_at <= moment;
    EXPECT_EQ(there.has_value(), existed) << story.id;
    ++(existed ? found : unborn);
    EXPECT_THAT(there ? "did not exist yet at 2025-" : there.error().what,
                HasSubstr("did not exist yet at 2025-"));
    return true;
  }));
  EXPECT_GT(found, 5u);
  EXPECT_GT(unborn, 5u);
  EXPECT_THAT(then->FindStory("zzzzzzzz").error().what, HasSubstr("no capture zzzzzzzz"));
}

TEST(Moment, IsATimeOrAWholeDay) {
  const auto moment = [](std::string_view typed, OfDay of_day) {
    const Result<Instant> meant = MomentIn(typed, "--as-of", of_day);
    return meant ? ToRfc3339(*meant) : meant.error().what;
  };
  EXPECT_EQ(moment("2025-05-14T09:30:00+03:00", OfDay::kEnd), "2025-05-14T06:30:00Z");
  EXPECT_EQ(moment("2025-05-14", OfDay::kEnd), "2025-05-14T23:59:59Z");
  EXPECT_EQ(moment("2025-05-14", OfDay::kBeginning), "2025-05-13T23:59:59Z");
  for (const std::string_view bad : {"Tuesday", "2025-13-01", "2025", "May 14, 2025", ""})
    EXPECT_THAT(moment(bad, OfDay::kEnd), HasSubstr("--as-of is not a time")) << bad;
}

}  // namespace
}  // namespace checkback
