// Stories do not depend on the order in which captures came, on batches, or on restarts.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "follow/import.h"
#include "follow/input_samples.h"
#include "follow/month_samples.h"
#include "text/sanitized_samples.h"
#include "text/scratch_samples.h"

namespace checkback {
namespace {

using samples::Month, samples::SeenLine, samples::ScratchFolder;

using Stories = std::map<std::string, std::vector<std::string>>;  // ids of captures, by story

const Store::Options kOptions = {.program = "test", .snapshot_every = 15};

class StoryOrder : public testing::Test {
 protected:
  std::unique_ptr<Store> Open(const std::string& name, Store::Options options) {
    options.program = "test";
    Result<std::unique_ptr<Store>> store = Store::Open(folder_.path() + "/" + name, options);
    EXPECT_TRUE(store) << store.error().what;
    return store ? std::move(*store) : nullptr;
  }
  std::unique_ptr<Store> Writable(const std::string& name, Store::Options options) {
    options.access = Store::Access::kWrite;
    return Open(name, options);
  }

  // Several batches, each with a store that is opened for it.
  void Import(const std::string& name, const std::vector<SeenLine>& lines, std::size_t batch,
              const Store::Options& options = kOptions, bool settled = false) {
    for (std::size_t from = 0; from < lines.size(); from += batch) {
      std::string bytes;
      for (std::size_t i = from; i < std::min(lines.size(), from + batch); ++i)
        (bytes += lines[i].json) += '\n';
      const std::string file = folder_.Write(std::to_string(++files_) + ".jsonl", bytes);
      const auto store = Writable(name, options);
      const auto report = checkback::Import(store.get(), {.names = {file}});
      ASSERT_TRUE(report) << report.error().what;
      ASSERT_EQ(report->failed, 0u);
      if (!settled) continue;
      ASSERT_TRUE(store->RepairStories());
    }
  }
  void Settle(const std::string& name, const Store::Options& options = kOptions) {
    ASSERT_TRUE(Writable(name, options)->RepairStories());
  }
  void Rebuild(const std::string& name) {
    const auto store = Open(name, {.access = Store::Access::kRebuild, .program = "test"});
    ASSERT_TRUE(DerivePending(*store, {}));
    ASSERT_TRUE(store->CommitRebuild());
  }

  Stories Told(const std::string& name) {
    Stories told;
    EXPECT_TRUE(Open(name, {})->ForEachStory([&](const StoredStory& story) {
      for (const StoryCapture& c : story.captures) told[story.id].push_back(c.capture.id);
      return true;
    }));
    return told;
  }
  std::vector<std::string> WithWordsOfTheirOwn(const std::string& name,
                                               const std::vector<std::string>& captures) {
    std::vector<std::string> own;
    const auto store = Open(name, {});
    for (const std::string& capture : captures) {
      const auto reason = store->ReasonOf(*store->FindCapture(capture));
      EXPECT_TRUE(reason) << reason.error().what;
      if (reason->follows.empty()) own.push_back(capture);
    }
    return own;
  }
  // Why each capture is where it is.
  std::string Reasons(const std::string& name) {
    std::string told;
    const auto store = Open(name, {});
    for (const auto& [id, captures] : Told(name)) {
      for (const std::string& capture : captures) {
        const auto reason = store->ReasonOf(*store->FindCapture(capture));
        EXPECT_TRUE(reason) << reason.error().what;
        told += fmt::format("{} {} {} {} {} {} {}\n", capture, reason->story, reason->reason,
                            reason->follows, reason->best, reason->score, reason->runner_up);
      }
    }
    return told;
  }

  ScratchFolder folder_;
  int files_ = 0;
};

std::vector<SeenLine> Shuffled(std::vector<SeenLine> lines, unsigned seed) {
  std::mt19937 random(seed);
  std::shuffle(lines.begin(), lines.end(), random);
  return lines;
}

TEST_F(StoryOrder, AnyOrderAndAnyBatchesGiveTheSameStories) {
  const std::vector<SeenLine> lines = Month(11).Lines(25);
  Import("in order", lines, lines.size());
  Settle("in order");
  const Stories told = Told("in order");
  const std::string reasons = Reasons("in order");
  EXPECT_GT(told.size(), 15u);
  for (unsigned round = 0; round < (samples::kIsSanitized ? 1U : 4U); ++round) {
    SCOPED_TRACE(round);
    const std::string name = std::to_string(round);
    constexpr std::size_t kBatches[] = {11, 20, 1000, 33};
    Import(name, Shuffled(lines, round), kBatches[round]);
    Settle(name);
    EXPECT_EQ(Told(name), told);
    EXPECT_EQ(Reasons(name), reasons);
    if (round % 2 != 0) continue;
    Rebuild(name);
    EXPECT_EQ(Reasons(name), reasons);
  }
}

TEST_F(StoryOrder, EveryImportEndsWithTheStoriesOfWhatIsThere) {
  const std::vector<SeenLine> lines = Month(12).Lines(20);
  const std::vector<SeenLine> shuffled = Shuffled(lines, 1);
  for (std::size_t part = 1; part <= 4; ++part) {
    const std::size_t from = lines.size() * (part - 1) / 4, to = lines.size() * part / 4;
    const auto at = [&](std::size_t i) {
      return shuffled.begin() + static_cast<std::ptrdiff_t>(i);
    };
    Import("all", {at(from), at(to)}, 15);
    Settle("all");
    std::vector<SeenLine> seen(at(0), at(to));
    std::sort(seen.begin(), seen.end(),
              [](const SeenLine& x, const SeenLine& y) { return x.seen_at < y.seen_at; });
    const std::string name = std::to_string(part);
    Import(name, seen, seen.size());
    Settle(name);
    EXPECT_EQ(Told("all"), Told(name));
  }
}

// What is seen first in each story comes last.
TEST_F(StoryOrder, AnIdThatIsNoMoreLeadsToTheStoryThatHoldsMostOfItsCaptures) {
  const std::vector<SeenLine> lines = Month(13).Lines(40);
  const auto half = lines.begin() + static_cast<std::ptrdiff_t>(lines.size() / 2);
  Import("late", {half, lines.end()}, 1000, kOptions, true);
  const Stories before = Told("late");
  Import("late", {lines.begin(), half}, 1000, kOptions, true);
  const Stories now = Told("late");
  std::size_t gone = 0;
  for (const auto& story : before) {
    const std::string& id = story.first;
    const std::vector<std::string>& captures = story.second;
    const auto found = Open("late", {})->FindStory(id);
    ASSERT_TRUE(found) << found.error().what;
    const auto held = [&](const std::vector<std::string>& of) {
      return std::count_if(captures.begin(), captures.end(), [&](const std::string& c) {
        return std::find(of.begin(), of.end(), c) != of.end();
      });
    };
    gone += now.contains(id) ? 0 : 1;
    if (now.contains(id)) continue;
    for (const auto& [other, of] : now) EXPECT_GE(held(now.at(found->id)), held(of)) << id;
  }
  EXPECT_GT(gone, 2u);
}

TEST_F(StoryOrder, PeoplesWordSurvivesLateCaptures) {
  const std::vector<SeenLine> lines = Month(14).Lines(30);
  std::vector<SeenLine> late, rest;
  for (std::size_t i = 0; i < lines.size(); ++i) (i % 6 == 0 ? late : rest).push_back(lines[i]);
  const Store::Options said = {.program = "test",
                               .now = lines.back().seen_at.time_since_epoch().count() + 60,
                               .snapshot_every = 15};
  Import("late", rest, 1000);
  Settle("late");
  std::vector<std::string> merged, parted;
  std::string stays;
  for (const auto& [id, all] : Told("late")) {
    if (all.size() == 1 && merged.size() < 2) merged.push_back(all[0]);
    // What only follows another capture cannot be parted from it.
    const std::vector<std::string> captures = WithWordsOfTheirOwn("late", all);
    if (captures.size() > 3 && parted.empty())
      stays = captures[0], parted = {captures[1], captures[2]};
  }
  ASSERT_EQ(merged.size(), 2u);
  ASSERT_EQ(parted.size(), 2u);
  ASSERT_TRUE(Writable("late", said)->MergeStories(merged[0], merged[1]));
  ASSERT_TRUE(Writable("late", said)->SplitStory(parted[0], parted));
  Import("late", late, 9);
  Settle("late");
  const auto store = Open("late", {});
  const auto story_of = [&](const std::string& capture) {
    return store->ReasonOf(*store->FindCapture(capture))->story;
  };
  EXPECT_EQ(story_of(merged[0]), story_of(merged[1]));
  EXPECT_EQ(story_of(parted[0]), story_of(parted[1]));
  EXPECT_NE(story_of(parted[0]), story_of(stays));
  const Stories told = Told("late");
  Rebuild("late");
  EXPECT_EQ(Told("late"), told);
}

}  // namespace
}  // namespace checkback
