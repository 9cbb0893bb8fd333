// What servers say is kept, whatever it is, before use is made of it: against the test web.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>

#include "follow/fetch/logged_fetch.h"
#include "follow/following/following.h"
#include "followed.h"
#include "kept.h"
#include "politeness.h"
#include "server.h"
#include "store/fetch_log.h"
#include "text/scratch_samples.h"
#include "world.h"

namespace testweb {
namespace {

namespace fs = std::filesystem;
using checkback::FetchLog;
using checkback::Following;
using checkback::Instant;
using checkback::LoggedFetch;
using checkback::Store;
using checkback::WarcRecord;
using std::chrono::hours;
using std::chrono::minutes;
using testing::IsEmpty;

const Instant kBegin = std::chrono::sys_days(std::chrono::year(2026) / 3 / 2);

class FetchesTest : public testing::Test {
 protected:
  void TearDown() override {
    following_.reset();
    store_.reset();
    server_.reset();
  }
  void Make(World::Options options) {
    options.begin = kBegin;
    world_ = std::make_unique<World>(options);
    server_ = std::make_unique<Server>([this](const Asked& asked) { return world_->Answer(asked); },
                                       [this] { return clock_.Milliseconds(); });
    Open();
    ASSERT_TRUE(AddFeeds(*world_, folder_.path(), clock_.Now()));
  }
  void Open() {
    Store::Options writing;
    writing.access = Store::Access::kWrite;
    auto store = Store::Open(folder_.path(), writing);
    ASSERT_TRUE(store) << store.error().what;
    store_ = std::move(*store);
    auto options = OptionsFor(server_->port(), clock_);
    options.fetch_log = log_;
    auto following = Following::Open(*store_, folder_.path(), std::move(options));
    ASSERT_TRUE(following) << following.error().what;
    following_ = std::move(*following);
  }
  void Follow(Instant until) {
    const auto done = FollowUntil(*following_, clock_, until);
    ASSERT_TRUE(done) << done.error().what;
  }
  void Close() {
    const auto done = following_->Finish(minutes(1));
    ASSERT_TRUE(done) << done.error().what;
    Kill();
  }
  // As the program is gone in the middle of it.
  void Kill() {
    following_.reset();
    store_.reset();
  }
  std::vector<LoggedFetch> Held() const {
    std::vector<LoggedFetch> held;
    EXPECT_TRUE(
        checkback::ForEachFetch(folder_.path(), {}, [&](const LoggedFetch& one, const WarcRecord&) {
          held.push_back(one);
          return true;
        }));
    return held;
  }
  fs::path NewestFile() const {
    fs::path newest;
    for (const auto& entry : fs::directory_iterator(folder_ / "fetches"))
      newest = std::max(newest, entry.path());
    return newest;
  }

  checkback::samples::ScratchFolder folder_;
  SimulatedClock clock_{kBegin};
  FetchLog::Options log_;
  std::unique_ptr<World> world_;
  std::unique_ptr<Server> server_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<Following> following_;
};

TEST_F(FetchesTest, EveryAnswerIsKeptOnce) {
  // The last ones: busy, down, gone, failing, moved, ids that change, empty, a page for people.
  Make({.hosts = 14, .days = 3, .articles_a_day = 3, .troubled = 8});
  Follow(kBegin + hours(30));
  Close();
  Open();  // what was said before is not known any more
  Follow(kBegin + hours(60));
  Close();
  EXPECT_THAT(NotKeptOnce(folder_.path(), server_->Log()), IsEmpty());
  std::map<std::string, int> purposes, outcomes;
  int unchanged = 0;
  for (const LoggedFetch& fetch : Held()) {
    ++purposes[fetch.purpose];
    ++outcomes[fetch.outcome];
    unchanged += fetch.unchanged;
    if (fetch.purpose == "poll") {
      EXPECT_THAT(fetch.source, testing::EndsWith("feed"));
    }
  }
  for (const char* purpose : {"poll", "robots"}) EXPECT_GT(purposes[purpose], 0) << purpose;
  for (const char* outcome : {"fetched", "not_modified", "redirect", "http_error", "gone"})
    EXPECT_GT(outcomes[outcome], 0) << outcome;
  EXPECT_GE(unchanged, outcomes["not_modified"]);
  const auto check = checkback::CheckFetchLog(folder_.path());
  EXPECT_THAT(check->wrong, IsEmpty());
  EXPECT_EQ(check->records, Held().size());
}

TEST_F(FetchesTest, WhatAFeedSaidThenCanBeSaidNow) {
  Make({.hosts = 1, .days = 2, .articles_a_day = 12});
  Follow(kBegin + hours(40));
  Close();
  const std::string feed = world_->FeedUrl(0);
  for (const int hour : {6, 12, 30}) {
    const Instant then = kBegin + hours(hour);
    const auto said = *checkback::LastSaidIn(folder_.path(), {.addresses = {feed}, .until = then});
    ASSERT_TRUE(said) << hour;
    EXPECT_LE(said->fetch.at, then);
    EXPECT_GE(said->still, said->fetch.at);
    Asked asked{.host = world_->hosts()[0].name, .path = "/feed", .at = said->fetch.at};
    EXPECT_EQ(said->body, world_->Answer(asked).body) << hour;
  }
}

TEST_F(FetchesTest, ThePowerMayGoBetweenTheLogAndTheBook) {
  Make({.hosts = 6, .days = 2, .articles_a_day = 6});
  for (int hour = 3; hour <= 24; hour += 3) {
    Follow(kBegin + hours(hour));
    Kill();
    // What was written last may not have come to the disk whole; the book may know more, or less.
    const fs::path newest = NewestFile();
    const std::uintmax_t size = fs::file_size(newest);
    fs::resize_file(newest, size - std::min<std::uintmax_t>(size, 11));
    EXPECT_THAT(checkback::CheckFetchLog(folder_.path())->wrong, IsEmpty());
    Open();
  }
  Follow(kBegin + hours(30));
  Close();
  EXPECT_THAT(checkback::CheckFetchLog(folder_.path())->wrong, IsEmpty());
  const auto check = Store::Open(folder_.path(), {})->get()->Check();
  ASSERT_TRUE(check);
  EXPECT_THAT(*check, IsEmpty());
  for (const std::string& rude : Rudeness(*world_, server_->Log(), {.newest_validators = false}))
    ADD_FAILURE() << rude;
  // A record is lost for each time, and with it perhaps the one that was not written yet.
  const std::size_t answered = TallyOf(server_->Log()).polls + TallyOf(server_->Log()).robots;
  std::size_t kept = 0;
  for (const LoggedFetch& fetch : Held())
    kept += fetch.purpose == "poll" || fetch.purpose == "robots";
  EXPECT_GT(kept, answered * 3 / 4);
  EXPECT_LE(kept, answered);
}

TEST_F(FetchesTest, TheLogStaysAsSmallAsItIsAskedToBe) {
  log_ = {.keep = std::chrono::days(1), .most_bytes = 100'000, .segment_bytes = 12'000};
  Make({.hosts = 4, .days = 3, .articles_a_day = 4});
  Follow(kBegin + hours(72));
  Close();
  EXPECT_LE(checkback::CheckFetchLog(folder_.path())->bytes, 125'000U);
  const std::vector<LoggedFetch> held = Held();
  ASSERT_FALSE(held.empty());
  EXPECT_GT(held.front().at, kBegin + hours(24)) << "older ones are gone";
  EXPECT_GT(held.back().at, kBegin + hours(60));
}

}  // namespace
}  // namespace testweb
