// Running stories through the store: what it keeps of them is what it finds.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "follow/import.h"
#include "follow/keep_told.h"
#include "store/store.h"
#include "text/scratch_samples.h"

namespace checkback {
namespace {

namespace fs = std::filesystem;

struct Printed {
  std::string_view day;
  std::string_view url;
  std::string_view title;
  std::string_view body;
};

constexpr Printed kPrinted[] = {
    {"2025-05-01", "https://post.example/1", "Quendria and Tarsova open talks on Lake Oro water",
     "Quendria and Tarsova opened talks in Bel Oro on the water of Lake Oro, the two governments "
     "said. The envoys Ansa Miro and Petra Vald met at the lake."},
    {"2025-05-20", "https://post.example/2", "Lake Oro talks stall as Quendria walks out",
     "Talks in Bel Oro on the water of Lake Oro stalled when the Quendria envoy Ansa Miro walked "
     "out on Tarsova and its envoy Petra Vald over the dam."},
    {"2025-05-21", "https://post.example/3", "Ferry Maren Light runs aground off Skarra",
     "The ferry Maren Light ran aground off Skarra in the night. Rescuers took 240 passengers to "
     "the port of Hallen."},
};

class RunningStoriesTest : public testing::Test {
 protected:
  std::unique_ptr<Store> Open(const Store::Options& options) {
    auto store = Store::Open(folder_ / "store", options);
    EXPECT_TRUE(store) << store.error().what;
    return store ? std::move(*store) : nullptr;
  }

  void Print(const Printed& printed) {
    const std::string lines =
        folder_ / fmt::format("{}.jsonl", printed.url.substr(printed.url.rfind('/') + 1));
    std::ofstream(lines) << fmt::format(
        R"({{"url":"{}","seen_at":"{}T08:00:00Z","language":"en","title":"{}","body":"{}"}})"
        "\n",
        printed.url, printed.day, printed.title, printed.body);
    Store::Options write;
    write.access = Store::Access::kWrite;
    const auto store = Open(write);
    ASSERT_TRUE(Import(store.get(), {.names = {lines}}));
  }

  // The talks are one story to the keeper, for they are told in the same words; people part them.
  void PrintAndPart() {
    for (const Printed& printed : kPrinted) Print(printed);
    Store::Options write;
    write.access = Store::Access::kWrite;
    write.now = ParseInstant("2025-07-01T00:00:00Z")->time_since_epoch().count();
    const auto store = Open(write);
    const std::string second = IdOf(*store, kPrinted[1].url);
    ASSERT_TRUE(store->SplitStory(second, {second}));
  }

  static std::string IdOf(const Store& store, std::string_view url) {
    const auto captures = store.CapturesOf(url);
    EXPECT_TRUE(captures && captures->size() == 1);
    return captures && !captures->empty() ? captures->front().id : "";
  }

  // By the title of a story: the titles of its running story.
  static std::map<std::string, std::vector<std::string>> Parts(const Store& store) {
    std::map<std::string, std::vector<std::string>> parts;
    EXPECT_TRUE(store.ForEachStory([&](const StoredStory& story) {
      std::vector<std::string>& titles = parts[story.title];
      if (!story.running) return true;
      for (const RunningStory::Part& part : story.running->parts) titles.push_back(part.title);
      return true;
    }));
    return parts;
  }

  samples::ScratchFolder folder_;
};

TEST_F(RunningStoriesTest, StoriesOfOneAffairNameOneAnother) {
  PrintAndPart();
  const auto parts = Parts(*Open({}));
  ASSERT_EQ(parts.size(), 3u);
  const std::vector<std::string> talks = {std::string(kPrinted[0].title),
                                          std::string(kPrinted[1].title)};
  EXPECT_EQ(parts.at(talks[0]), talks);
  EXPECT_EQ(parts.at(talks[1]), talks);
  EXPECT_TRUE(parts.at(std::string(kPrinted[2].title)).empty());
}

TEST_F(RunningStoriesTest, PartsAreTheSameOnceTheyAreToldAndWhenTheyChange) {
  PrintAndPart();
  const auto parts_of = [](const Store& store) {
    std::vector<std::optional<RunningStory>> running;
    EXPECT_TRUE(store.ForEachStory([&](const StoredStory& story) {
      running.push_back(story.running);
      return true;
    }));
    return running;
  };
  Store::Options write;
  write.access = Store::Access::kWrite;
  const auto tell = [&] { ASSERT_TRUE(KeepToldStories(*Open(write), {})); };
  const auto found = parts_of(*Open({}));
  tell();
  EXPECT_EQ(parts_of(*Open({})), found);
  // The same page a day later, under another headline.
  Printed later = kPrinted[1];
  later.day = "2025-05-22";
  later.title = "Quendria comes back to the Lake Oro talks";
  Print(later);
  ASSERT_TRUE(Open(write)->RepairStories());
  const auto changed = parts_of(*Open({}));
  EXPECT_NE(changed, found);
  tell();
  EXPECT_EQ(parts_of(*Open({})), changed);
}

TEST_F(RunningStoriesTest, BeforePeopleSpokeThereWasOneStoryAndNothingRan) {
  PrintAndPart();
  Store::Options then;
  then.as_of = ParseInstant("2025-06-10T00:00:00Z");
  const auto parts = Parts(*Open(then));
  EXPECT_EQ(parts.size(), 2u);
  for (const auto& [title, titles] : parts) EXPECT_TRUE(titles.empty()) << title;
}

TEST_F(RunningStoriesTest, TheReasonNamesTheEarlierStoryAndWhatTheyShare) {
  PrintAndPart();
  const auto store = Open({});
  const auto capture = store->FindCapture(IdOf(*store, kPrinted[1].url));
  ASSERT_TRUE(capture);
  const auto reason = store->ReasonOf(*capture);
  ASSERT_TRUE(reason && reason->running);
  EXPECT_EQ(reason->running->likest, IdOf(*store, kPrinted[0].url));
  EXPECT_GT(reason->running->likeness, 0.55);
  const std::vector<std::string>& shared = reason->running->shared;
  EXPECT_NE(std::find(shared.begin(), shared.end(), "quendria"), shared.end());
}

TEST_F(RunningStoriesTest, WhatPeopleMakeOneStoryRunsNoMore) {
  PrintAndPart();
  Store::Options write;
  write.access = Store::Access::kWrite;
  {
    const auto store = Open(write);
    ASSERT_TRUE(store->MergeStories(IdOf(*store, kPrinted[0].url), IdOf(*store, kPrinted[1].url)));
  }
  const auto parts = Parts(*Open({}));
  EXPECT_EQ(parts.size(), 2u);
  for (const auto& [title, titles] : parts) EXPECT_TRUE(titles.empty()) << title;
}

}  // namespace
}  // namespace checkback
