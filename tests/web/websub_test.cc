// News by push: the program against a hub of the test web, on a simulated clock.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <set>

#include "follow/following/following.h"
#include "follow/websub/push_hook.h"
#include "followed.h"
#include "hub.h"
#include "politeness.h"
#include "server.h"
#include "text/scratch_samples.h"
#include "world.h"

namespace testweb {
namespace {

using checkback::Following;
using checkback::HubAnswer;
using checkback::Instant;
using checkback::PushHook;
using checkback::PushState;
using checkback::SourceBook;
using checkback::Store;
using checkback::Subscription;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::HasSubstr;

const Instant kBegin = std::chrono::sys_days(std::chrono::year(2026) / 3 / 2);
const std::string kCallback = "https://me.example/hook";

class WebSubTest : public testing::Test {
 protected:
  void TearDown() override {
    following_.reset();
    store_.reset();
    server_.reset();
  }
  void Make(int hosts, double articles_a_day, std::string hub = std::string(Hub::kUrl)) {
    World::Options options;
    options.hosts = hosts;
    options.begin = kBegin;
    options.days = 3;
    options.articles_a_day = articles_a_day;
    options.hub = std::move(hub);
    world_ = std::make_unique<World>(options);
    server_ = std::make_unique<Server>(
        [this](const Asked& asked) {
          return asked.host == Hub::kHost ? hub_.Answer(asked) : world_->Answer(asked);
        },
        [this] { return clock_.Milliseconds(); });
    Open();
    ASSERT_TRUE(AddFeeds(*world_, folder_.path(), clock_.Now()));
  }
  void Open(std::string callback = kCallback) {
    following_.reset();
    store_.reset();
    Store::Options writing;
    writing.access = Store::Access::kWrite;
    auto store = Store::Open(folder_.path(), writing);
    ASSERT_TRUE(store) << store.error().what;
    store_ = std::move(*store);
    checkback::FollowingOptions options = OptionsFor(server_->port(), clock_);
    options.push_callback = std::move(callback);
    auto following = Following::Open(*store_, folder_.path(), std::move(options));
    ASSERT_TRUE(following) << following.error().what;
    following_ = std::move(*following);
  }
  void Follow(Instant until) {
    const auto done = FollowUntil(*following_, clock_, until);
    ASSERT_TRUE(done) << done.error().what;
  }
  std::vector<Subscription> Subscriptions() const {
    const auto book = SourceBook::OpenToRead(folder_.path() + "/sources.db");
    return *(*book)->Subscriptions();
  }
  // All that was asked for is granted.
  std::vector<AskedOfHub> Grant(seconds lease) {
    std::vector<AskedOfHub> asked = hub_.TakeAsked();
    for (const AskedOfHub& one : asked) {
      const HubAnswer answer = Hub::Verify(one, hook_, lease, clock_.Now());
      EXPECT_EQ(answer.status, 200);
      EXPECT_EQ(answer.body, "a challenge");
    }
    return asked;
  }
  std::vector<Instant> PollsOf(const std::string& host) const {
    std::vector<Instant> polls;
    for (const Logged& logged : server_->Log())
      if (logged.asked.host == host && logged.asked.path == "/feed")
        polls.push_back(logged.asked.at);
    return polls;
  }
  std::size_t PollsSince(Instant time) const {
    const auto polls = PollsOf("made0.example");
    return static_cast<std::size_t>(
        std::count_if(polls.begin(), polls.end(), [&](Instant at) { return at >= time; }));
  }

  checkback::samples::ScratchFolder folder_;
  SimulatedClock clock_{kBegin};
  Hub hub_;
  std::unique_ptr<World> world_;
  std::unique_ptr<Server> server_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<Following> following_;
  PushHook hook_{folder_.path()};
};

TEST_F(WebSubTest, AFeedThatNamesAHubIsSubscribed) {
  Make(3, 4);  // RSS, Atom, JSON Feed
  Follow(kBegin + minutes(5));
  const std::vector<AskedOfHub> asked = hub_.TakeAsked();
  ASSERT_EQ(asked.size(), 3u);
  std::set<std::string> secrets, callbacks;
  for (const AskedOfHub& one : asked) {
    EXPECT_EQ(one.mode, "subscribe");
    EXPECT_THAT(one.topic, testing::MatchesRegex("http://made[0-2]\\.example/feed"));
    EXPECT_THAT(one.callback, testing::MatchesRegex("https://me\\.example/hook/[0-9a-f]{32}"));
    EXPECT_EQ(one.lease_seconds, "864000");
    EXPECT_GE(one.secret.size(), 32u);
    EXPECT_LT(one.secret.size(), 200u);
    secrets.insert(one.secret);
    callbacks.insert(one.callback);
  }
  EXPECT_EQ(secrets.size(), 3u);
  EXPECT_EQ(callbacks.size(), 3u);
  for (const Subscription& one : Subscriptions()) EXPECT_EQ(one.state, PushState::kWanted);
  for (const AskedOfHub& one : asked)
    EXPECT_EQ(Hub::Verify(one, hook_, hours(240), clock_.Now()).status, 200);
  for (const Subscription& one : Subscriptions()) EXPECT_EQ(one.state, PushState::kActive);
  // And nobody is asked again, also after a restart.
  Open();
  Follow(kBegin + hours(30));
  EXPECT_TRUE(hub_.TakeAsked().empty());
}

TEST_F(WebSubTest, OnlyWhatWasAskedForIsConfirmed) {
  Make(1, 4);
  Follow(kBegin + minutes(5));
  const AskedOfHub asked = hub_.TakeAsked().at(0);
  AskedOfHub other = asked;
  other.topic = "http://other.example/feed";
  EXPECT_EQ(Hub::Verify(other, hook_, hours(1), clock_.Now()).status, 404);
  other = asked;
  other.mode = "unsubscribe";
  EXPECT_EQ(Hub::Verify(other, hook_, hours(1), clock_.Now()).status, 404);
  other = asked;
  other.callback = kCallback + "/00000000000000000000000000000000";
  EXPECT_EQ(Hub::Verify(other, hook_, hours(1), clock_.Now()).status, 404);
  EXPECT_EQ(Subscriptions().at(0).state, PushState::kWanted);
  EXPECT_EQ(
      hook_
          .Answer({.token = asked.Token(), .mode = "subscribe", .topic = asked.topic}, clock_.Now())
          .status,
      404)
      << "without a challenge";
  EXPECT_EQ(Hub::Verify(asked, hook_, hours(240), clock_.Now()).status, 200);
  EXPECT_EQ(Hub::Verify(asked, hook_, hours(999), clock_.Now()).status, 404) << "not asked again";
}

TEST_F(WebSubTest, ASignedPushLeadsToAPollAndOthersDoNot) {
  Make(1, 0.01);  // so little that it would be asked once in six hours
  Follow(kBegin + minutes(30));
  const AskedOfHub asked = Grant(hours(240)).at(0);
  Follow(kBegin + hours(14));
  for (const char* method : {"sha1", "sha256", "sha384", "sha512"}) {
    SCOPED_TRACE(method);
    clock_.AdvanceTo(clock_.Milliseconds() + 3'600'000);
    const Instant now = clock_.Now();
    // The hub is not told that it was not believed.
    EXPECT_EQ(Hub::Push(asked, hook_, "", now).status, 202);
    AskedOfHub forged = asked;
    forged.secret = "guessed";
    EXPECT_EQ(Hub::Push(forged, hook_, method, now).status, 202);
    EXPECT_EQ(Subscriptions().at(0).last_push.value_or(kBegin) < now, true);
    EXPECT_EQ(Hub::Push(asked, hook_, method, now).status, 202);
    Follow(now + minutes(1));
    EXPECT_GE(PollsSince(now), 1u);
  }
  EXPECT_EQ(Subscriptions().at(0).pushes, 4u);
  AskedOfHub forgotten = asked;
  forgotten.callback = kCallback + "/ffffffffffffffffffffffffffffffff";
  EXPECT_EQ(Hub::Push(forgotten, hook_, "sha256", clock_.Now()).status, 410);
}

TEST_F(WebSubTest, AThousandPushesAreNoThousandPolls) {
  Make(1, 0.01);
  Follow(kBegin + minutes(30));
  const AskedOfHub asked = Grant(hours(240)).at(0);
  const Instant from = clock_.Now();
  for (int n = 0; n < 60; ++n) {
    for (int i = 0; i < 20; ++i) Hub::Push(asked, hook_, "sha256", clock_.Now());
    Follow(clock_.Now() + seconds(10));
  }
  // One in a minute.
  EXPECT_LE(PollsSince(from), 11u);
  EXPECT_GE(PollsSince(from), 8u);
}

TEST_F(WebSubTest, PollsAreFewerAsLongAsPushesTellOfWhatIsNew) {
  Make(2, 40);
  Follow(kBegin + minutes(30));
  std::vector<AskedOfHub> asked = Grant(hours(240));
  // The hub tells of the first host only.
  std::erase_if(
      asked, [](const AskedOfHub& one) { return one.topic.find("made0.") == std::string::npos; });
  ASSERT_EQ(asked.size(), 1u);
  for (const MadeArticle& article : world_->hosts()[0].articles) {
    if (article.printed <= clock_.Now() || article.printed >= kBegin + hours(48)) continue;
    Follow(article.printed);
    Hub::Push(asked[0], hook_, "sha256", clock_.Now());
  }
  std::size_t pushed = 0, late = 0;
  for (const MadeArticle& article : world_->hosts()[0].articles)
    pushed += article.printed > kBegin + minutes(30) && article.printed < kBegin + hours(48);
  Follow(kBegin + hours(49));
  // Each push brought its article within two minutes.
  for (std::size_t k = 0; k < world_->hosts()[0].articles.size(); ++k) {
    const MadeArticle& article = world_->hosts()[0].articles[k];
    if (article.printed <= kBegin + minutes(30) || article.printed >= kBegin + hours(48) ||
        article.disallowed)
      continue;
    const auto captures = *store_->CapturesOf(world_->ArticleUrl(0, k));
    late += captures.empty() || captures.front().seen_at - article.printed > minutes(2);
  }
  EXPECT_LE(late, pushed / 20);
  // Beside what pushes led to there was little.
  EXPECT_LE(PollsOf("made0.example").size(), pushed * 12 / 10 + 4);
  for (const Subscription& one : Subscriptions())
    EXPECT_EQ(one.is_kept, one.topic == asked[0].topic) << one.topic;
}

TEST_F(WebSubTest, AHubThatFallsSilentIsPolledAround) {
  Make(1, 30);
  Follow(kBegin + minutes(30));
  const AskedOfHub asked = Grant(hours(240)).at(0);
  Hub::Push(asked, hook_, "sha256", clock_.Now());
  Follow(kBegin + hours(12));
  EXPECT_FALSE(Subscriptions().at(0).is_kept);
  const Instant from = clock_.Now();
  Follow(from + hours(12));
  EXPECT_GE(PollsSince(from), 10u) << "as without a hub";
}

TEST_F(WebSubTest, ALeaseIsRenewedBeforeItEnds) {
  Make(1, 4);
  Follow(kBegin + minutes(5));
  const Instant granted = clock_.Now();
  const AskedOfHub first = Grant(hours(5)).at(0);
  Follow(granted + hours(5) - minutes(30));
  const std::vector<AskedOfHub> again = hub_.TakeAsked();
  ASSERT_EQ(again.size(), 1u);
  EXPECT_EQ(again[0].callback, first.callback);
  EXPECT_EQ(again[0].secret, first.secret);
  EXPECT_GT(again[0].at, granted + hours(2));
  // In the meantime the old lease holds.
  EXPECT_EQ(Subscriptions().at(0).state, PushState::kActive);
  EXPECT_EQ(Hub::Verify(again[0], hook_, hours(5), clock_.Now()).status, 200);
  EXPECT_GT(*Subscriptions().at(0).lease_ends, granted + hours(9));
}

TEST_F(WebSubTest, AHubThatFailsIsAskedEverMoreSeldom) {
  Make(1, 4);
  hub_.AnswerWith(500);
  Follow(kBegin + hours(48));
  const std::vector<AskedOfHub> asked = hub_.TakeAsked();
  EXPECT_GE(asked.size(), 4u);
  EXPECT_LE(asked.size(), 7u);
  EXPECT_THAT(Subscriptions().at(0).note, HasSubstr("500"));
  EXPECT_GT(PollsSince(kBegin), 5u);
}

TEST_F(WebSubTest, AHubThatRefusesIsAskedAgainAfterAWeek) {
  Make(1, 4);
  Follow(kBegin + minutes(5));
  const AskedOfHub asked = hub_.TakeAsked().at(0);
  EXPECT_EQ(hook_
                .Answer({.token = asked.Token(),
                         .mode = "denied",
                         .topic = asked.topic,
                         .reason = "not for you\n"},
                        clock_.Now())
                .status,
            200);
  const Subscription denied = Subscriptions().at(0);
  EXPECT_EQ(denied.state, PushState::kDenied);
  EXPECT_THAT(denied.note, HasSubstr("not for you"));
  EXPECT_EQ(denied.due, clock_.Now() + hours(7 * 24));
  EXPECT_EQ(Hub::Push(asked, hook_, "sha256", clock_.Now()).status, 202);
  EXPECT_FALSE(Subscriptions().at(0).last_push);
}

TEST_F(WebSubTest, AHubAtAPrivateAddressIsNotAsked) {
  Make(1, 4, "http://192.168.1.1/hub");
  Follow(kBegin + hours(1));
  EXPECT_THAT(Subscriptions().at(0).note, HasSubstr("192.168.1.1"));
  EXPECT_GE(Subscriptions().at(0).failures, 1u);
  for (const Logged& logged : server_->Log()) EXPECT_EQ(logged.asked.method, "GET");
}

TEST_F(WebSubTest, WhoeverNoLongerFollowsTellsTheHub) {
  Make(1, 4);
  Follow(kBegin + minutes(5));
  const AskedOfHub asked = Grant(hours(240)).at(0);
  {
    const auto book = SourceBook::Open(folder_.path() + "/sources.db");
    ASSERT_TRUE(*(*book)->Remove(1));
  }
  Follow(clock_.Now() + minutes(5));
  const std::vector<AskedOfHub> end = hub_.TakeAsked();
  ASSERT_EQ(end.size(), 1u);
  EXPECT_EQ(end[0].mode, "unsubscribe");
  EXPECT_EQ(end[0].topic, asked.topic);
  EXPECT_EQ(end[0].callback, asked.callback);
  EXPECT_EQ(Hub::Push(asked, hook_, "sha256", clock_.Now()).status, 410);
  EXPECT_EQ(Hub::Verify(end[0], hook_, seconds(0), clock_.Now()).status, 200);
  EXPECT_TRUE(Subscriptions().empty());
}

TEST_F(WebSubTest, WithoutACallbackNobodyIsAskedAndWhatWasIsForgotten) {
  Make(1, 4);
  Follow(kBegin + minutes(5));
  Grant(hours(240));
  Open("https://me.example/elsewhere");
  Follow(clock_.Now() + minutes(5));
  const std::vector<AskedOfHub> moved = hub_.TakeAsked();
  ASSERT_EQ(moved.size(), 1u);
  EXPECT_THAT(moved[0].callback, HasSubstr("/elsewhere/"));
  Open("");
  Follow(kBegin + hours(30));
  EXPECT_TRUE(hub_.TakeAsked().empty());
  EXPECT_TRUE(Subscriptions().empty());
}

}  // namespace
}  // namespace testweb
