// Following live, against the test web on a simulated clock.

#include "follow/following/following.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "follow/following/made.h"
#include "followed.h"
#include "politeness.h"
#include "server.h"
#include "text/scratch_samples.h"
#include "world.h"

namespace testweb {
namespace {

using checkback::Capture;
using checkback::FollowedSource;
using checkback::Following;
using checkback::Instant;
using checkback::SourceBook;
using checkback::Store;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const Instant kBegin = std::chrono::sys_days(std::chrono::year(2026) / 3 / 2);

class FollowingTest : public testing::Test {
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
    ASSERT_TRUE(AddFeeds(*world_, folder_, clock_.Now()));
  }
  void Open() {
    Store::Options writing;
    writing.access = Store::Access::kWrite;
    auto store = Store::Open(folder_, writing);
    ASSERT_TRUE(store) << store.error().what;
    store_ = std::move(*store);
    checkback::FollowingOptions options = OptionsFor(server_->port(), clock_);
    if (at_once_ > 0) options.pages_at_once = options.polls_at_once = at_once_;
    auto following = Following::Open(*store_, folder_, std::move(options));
    ASSERT_TRUE(following) << following.error().what;
    following_ = std::move(*following);
  }
  void Close() {
    // The program gives three seconds; a slow machine may need more for what was answered.
    const auto done = following_->Finish(std::chrono::minutes(1));
    ASSERT_TRUE(done) << done.error().what;
    following_.reset();
    store_.reset();
  }
  void Follow(Instant until) {
    const auto done = FollowUntil(*following_, clock_, until, {.world = world_.get()});
    ASSERT_TRUE(done) << done.error().what;
  }
  std::vector<Capture> CapturesOf(std::size_t host, std::size_t article) {
    return *store_->CapturesOf(world_->ArticleUrl(host, article));
  }
  FollowedSource SourceOf(std::size_t host) {
    const auto book = SourceBook::OpenToRead(folder_ + "/sources.db");
    return **(*book)->Find(world_->FeedUrl(host));
  }
  void ExpectPolite(const Manners& manners = {}) {
    for (const std::string& rude : Rudeness(*world_, server_->Log(), manners))
      ADD_FAILURE() << rude;
  }

  checkback::samples::ScratchFolder scratch_;
  std::string folder_ = scratch_.path();
  SimulatedClock clock_{kBegin};
  std::size_t at_once_ = 0;  // polls and pages; 0: as usual
  std::unique_ptr<World> world_;
  std::unique_ptr<Server> server_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<Following> following_;
};

TEST_F(FollowingTest, WhatIsPrintedIsKeptAndRead) {
  Make({.hosts = 9, .days = 1, .articles_a_day = 6});
  Follow(kBegin + hours(30));
  Close();
  Open();
  std::size_t printed = 0;
  for (std::size_t n = 0; n < 9; ++n) {
    const MadeHost& host = world_->hosts()[n];
    for (std::size_t k = 0; k < host.articles.size(); ++k) {
      // Feeds list fifteen items; what was printed long before the first poll may be gone.
      if (host.articles[k].printed < kBegin || host.articles[k].disallowed) continue;
      ++printed;
      const auto captures = CapturesOf(n, k);
      ASSERT_FALSE(captures.empty()) << world_->ArticleUrl(n, k);
      EXPECT_NE(captures.front().article, 0);
      EXPECT_LT(captures.front().seen_at - host.articles[k].printed, hours(7));
    }
  }
  EXPECT_GT(printed, 30u);
  ExpectPolite();
}

TEST_F(FollowingTest, ASilentEditBecomesAVersionAndNoChangeARevisit) {
  Make({.hosts = 6, .days = 1, .articles_a_day = 8, .edited = 0.8});
  Follow(kBegin + hours(40));
  std::size_t edited = 0, versions = 0, revisits = 0;
  for (std::size_t n = 0; n < 6; ++n) {
    const MadeHost& host = world_->hosts()[n];
    for (std::size_t k = 0; k < host.articles.size(); ++k) {
      const auto captures = CapturesOf(n, k);
      if (captures.size() < 2) continue;
      edited += host.articles[k].EditsAt(captures.back().seen_at) >
                host.articles[k].EditsAt(captures.front().seen_at);
      versions += std::any_of(captures.begin() + 1, captures.end(),
                              [](const Capture& capture) { return capture.is_version; });
      revisits += std::any_of(captures.begin(), captures.end(),
                              [](const Capture& capture) { return capture.is_revisit; });
    }
  }
  EXPECT_GT(edited, 10u);
  EXPECT_GT(versions, edited * 8 / 10);
  EXPECT_GT(revisits, 10u);
  ExpectPolite();
}

TEST_F(FollowingTest, WhatHasNoRoomYetIsNotDueUntilSomethingEnds) {
  at_once_ = 1;
  Make({.hosts = 6, .days = 1, .articles_a_day = 6});
  std::size_t turns = 0;
  const auto tired = [&] { return ++turns > 1'000'000; };  // the clock would stand still
  ASSERT_TRUE(FollowUntil(*following_, clock_, kBegin + hours(3), {.stop = tired}));
  EXPECT_EQ(clock_.Now(), kBegin + hours(3));
  EXPECT_GT(TallyOf(server_->Log()).pages, 6u);
  ExpectPolite();
}

TEST_F(FollowingTest, EachTroubleIsNamedAndHoldsUpNobody) {
  Make({.hosts = 22, .days = 2, .articles_a_day = 1.5, .troubled = 18});
  Follow(kBegin + hours(60));
  const auto is_in = [&](std::size_t host, checkback::PollFailure failure) {
    const FollowedSource source = SourceOf(host);
    EXPECT_EQ(source.failure, failure)
        << NameOf(world_->hosts()[host].trouble) << ": " << source.failure_text;
  };
  for (std::size_t n = 0; n < 22; ++n) {
    SCOPED_TRACE(NameOf(world_->hosts()[n].trouble));
    switch (world_->hosts()[n].trouble) {
      case Trouble::kGone:
        is_in(n, checkback::PollFailure::kGone);
        EXPECT_FALSE(SourceOf(n).next_due);
        break;
      case Trouble::kFailing:
        is_in(n, checkback::PollFailure::kStatus);
        EXPECT_TRUE(SourceOf(n).failing_since);
        break;
      case Trouble::kMoved:
        is_in(n, checkback::PollFailure::kNone);
        EXPECT_EQ(SourceOf(n).url_in_use,
                  fmt::format("http://{}/new-feed", world_->hosts()[n].name));
        break;
      case Trouble::kChurn:
        EXPECT_TRUE(SourceOf(n).ids_change);
        break;
      case Trouble::kEmpty:
        EXPECT_TRUE(SourceOf(n).empty_since);
        break;
      case Trouble::kScripted: {
        const auto book = SourceBook::OpenToRead(folder_ + "/sources.db");
        EXPECT_GT((*book)->PagesBecause(checkback::kNeedsScripts)->at(SourceOf(n).key), 0U);
        break;
      }
      case Trouble::kNone:
        EXPECT_FALSE(CapturesOf(n, world_->hosts()[n].articles.size() - 2).empty());
        break;
      default:
        break;
    }
  }
  ExpectPolite();
}

TEST_F(FollowingTest, AfterARestartNothingIsAskedEarlyAndNothingIsDoubled) {
  Make({.hosts = 8, .days = 1, .articles_a_day = 6});
  for (int hour = 2; hour <= 24; hour += 2) {
    Follow(kBegin + hours(hour) + minutes(7));
    Close();
    Open();
  }
  Follow(kBegin + hours(26));
  ExpectPolite();
  std::set<std::string> seen;
  for (std::size_t n = 0; n < 8; ++n) {
    for (std::size_t k = 0; k < world_->hosts()[n].articles.size(); ++k)
      for (const Capture& capture : CapturesOf(n, k)) EXPECT_TRUE(seen.insert(capture.id).second);
  }
  const LogTally tally = TallyOf(server_->Log());
  EXPECT_GT(tally.not_modified, tally.polls / 3);
}

TEST_F(FollowingTest, WhatTheStoreSawBeforeTheBookWasToldIsNotFetchedAgain) {
  Make({.hosts = 3, .days = 1, .articles_a_day = 8});
  Follow(kBegin + hours(1));
  // As if the program had ended between store and book: a book from before.
  Close();
  std::filesystem::copy(folder_ + "/sources.db", folder_ + "/before.db");
  Open();
  Follow(kBegin + hours(12));
  Close();
  const std::size_t pages = TallyOf(server_->TakeLog()).pages;
  ASSERT_GT(pages, 5u);
  for (const char* file : {"/sources.db-wal", "/sources.db-shm", "/sources.db"})
    std::filesystem::remove(folder_ + file);
  std::filesystem::rename(folder_ + "/before.db", folder_ + "/sources.db");
  Open();
  Follow(clock_.Now() + minutes(10));
  std::size_t again = 0;
  for (const Logged& logged : server_->Log())
    again += logged.asked.path.rfind("/news/", 0) == 0 && !logged.asked.headers.empty();
  EXPECT_LT(again, pages / 3);
}

// Articles of the host that stand in its feed at kBegin, and whose pages may not be fetched.
std::vector<std::size_t> ToldByTheFeedAlone(const MadeHost& host) {
  std::vector<std::size_t> told;
  for (std::size_t k = 0; k < host.articles.size(); ++k) {
    const MadeArticle& article = host.articles[k];
    if (article.whole_in_feed && article.disallowed && article.printed < kBegin) told.push_back(k);
  }
  return told;
}

TEST_F(FollowingTest, TextsOfAFeedThatWereNotKeptAreToldAgain) {
  constexpr std::size_t kHost = 26;  // of a world of this seed, such a one
  Make({.seed = 2, .hosts = kHost + 1, .days = 1, .articles_a_day = 4});
  const std::vector<std::size_t> told = ToldByTheFeedAlone(world_->hosts()[kHost]);
  ASSERT_FALSE(told.empty());
  Follow(kBegin + minutes(5));  // polled; what came is not kept before ten are over
  ASSERT_TRUE(CapturesOf(kHost, told[0]).empty());
  EXPECT_EQ(SourceOf(kHost).validators, checkback::Validators());
  following_.reset();  // as if the program were killed
  store_.reset();
  Open();
  Follow(kBegin + hours(6));
  for (const std::size_t k : told) EXPECT_FALSE(CapturesOf(kHost, k).empty()) << k;
  EXPECT_NE(SourceOf(kHost).validators, checkback::Validators());
}

TEST_F(FollowingTest, AStopFinishesWhatIsUnderWay) {
  Make({.hosts = 30, .days = 1, .articles_a_day = 10});
  const auto due = [&] { return server_->Log().size() > 200; };
  ASSERT_TRUE(FollowUntil(*following_, clock_, kBegin + hours(5), {.stop = due}));
  Close();
  Open();
  // All that was answered whole is kept.
  std::size_t answered = 0, kept = 0;
  for (const Logged& logged : server_->Log()) {
    if (logged.status != 200 || logged.asked.path.rfind("/news/", 0) != 0) continue;
    ++answered;
    kept += !store_->CapturesOf("http://" + logged.asked.host + logged.asked.path)->empty();
  }
  EXPECT_GE(kept + 1, answered);
}

}  // namespace
}  // namespace testweb
