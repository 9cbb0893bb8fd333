// An archive replayed: in order, at its pace, and the same in the end.

#include "follow/replay.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "follow/keep_told.h"
#include "text/scratch_samples.h"

namespace checkback {
namespace {

using std::chrono::milliseconds;

class Replays : public testing::Test {
 protected:
  Replays() {
    std::ofstream lines(folder_ / "pages.jsonl");
    // The newest first, as an archive may have them.
    for (const int hour : {10, 7, 6})
      lines << fmt::format(
          R"({{"url":"https://post.example/{0}","seen_at":"2025-05-14T{0:02}:00:00Z","language":"en",)"
          R"("outlet":"Post","title":"Explosion at Halvar, report {0}",)"
          R"("body":"{0} people died in an explosion at the Halvar cold store, police said."}})"
          "\n",
          hour);
  }

  std::unique_ptr<Store> StoreAt(const std::string& name) const {
    Store::Options options;
    options.access = Store::Access::kWrite;
    auto store = Store::Open(folder_ / name, options);
    EXPECT_TRUE(store) << store.error().what;
    return std::move(*store);
  }
  static std::string ExportOf(const Store& store) {
    std::string all;
    EXPECT_TRUE(store.ExportCanonical([&](std::string_view line) {
      all += line;
      return true;
    }));
    return all;
  }
  ImportOptions Pages() const { return {.names = {folder_ / "pages.jsonl"}}; }

  // Four hours in forty seconds, by a clock that moves only where somebody waits.
  Result<ImportReport> Play(Store& store, ImportOptions pages) {
    return Replay(store, {.import = std::move(pages),
                          .lasts = std::chrono::seconds(40),
                          .elapsed = [this] { return now_; },
                          .wait = [this](milliseconds time) { now_ += time; },
                          .came =
                              [this](const NewCapture& capture) {
                                came_.push_back(fmt::format(
                                    "{} at {} s", capture.url.substr(capture.url.rfind('/') + 1),
                                    now_.count() / 1000));
                              }});
  }

  samples::ScratchFolder folder_;
  milliseconds now_{0};
  std::vector<std::string> came_;
};

TEST_F(Replays, KeepCapturesInTheirOrderAtTheirPace) {
  const auto store = StoreAt("replayed");
  const auto report = Play(*store, Pages());
  ASSERT_TRUE(report) << report.error().what;
  EXPECT_EQ(report->kept.kept, 3u);
  EXPECT_EQ(came_, (std::vector<std::string>{"6 at 0 s", "7 at 10 s", "10 at 40 s"}));
}

TEST_F(Replays, EndInTheStoreThatAnImportMakes) {
  const auto replayed = StoreAt("replayed");
  ASSERT_TRUE(Play(*replayed, Pages()));
  const auto imported = StoreAt("imported");
  ASSERT_TRUE(Import(imported.get(), Pages()));
  ASSERT_TRUE(imported->RepairStories());
  EXPECT_EQ(ExportOf(*replayed), ExportOf(*imported));
}

TEST_F(Replays, GoOnWithWhatIsLeft) {
  const auto store = StoreAt("replayed");
  ImportOptions broken_off = Pages();
  broken_off.stop = [this] { return now_ > std::chrono::seconds(20); };
  const auto first = Play(*store, broken_off);
  ASSERT_TRUE(first);
  EXPECT_TRUE(first->stopped);
  EXPECT_EQ(came_.size(), 2u);
  now_ = milliseconds(0);
  const auto second = Play(*store, Pages());
  ASSERT_TRUE(second);
  EXPECT_EQ(second->kept.kept, 1u);
  EXPECT_EQ(second->kept.known, 2u);
  EXPECT_EQ(came_.back(), "10 at 0 s");
}

}  // namespace
}  // namespace checkback
