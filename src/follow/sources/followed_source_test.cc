#include "follow/sources/followed_source.h"

#include <gtest/gtest.h>

namespace checkback {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const Instant kNow = *ParseInstant("2026-11-26T14:10:00Z");

SourcePoll Good(Instant at, std::uint32_t fresh = 1) {
  SourcePoll poll;
  poll.at = at;
  poll.status = 200;
  poll.items = 20;
  poll.fresh = fresh;
  poll.validators = {"W/\"a\"", "Thu, 26 Nov 2026 14:00:00 GMT", "https://news.example/rss"};
  return poll;
}
SourcePoll Unchanged(Instant at) {
  SourcePoll poll;
  poll.at = at;
  poll.status = 304;
  return poll;
}
SourcePoll Bad(Instant at, PollFailure failure, int status, std::string text) {
  SourcePoll poll;
  poll.at = at;
  poll.failure = failure;
  poll.status = status;
  poll.failure_text = std::move(text);
  return poll;
}
std::string StateAt(const FollowedSource& source, Instant now) {
  return std::string(StateOf(source, TroublesOf(source, now)));
}

TEST(FollowedSource, IsNewThenWellThenFailing) {
  FollowedSource source;
  EXPECT_EQ(StateAt(source, kNow), "new");
  source = TakePoll(source, Good(kNow));
  EXPECT_EQ(StateAt(source, kNow), "ok");
  source = TakePoll(source, Bad(kNow + hours(1), PollFailure::kStatus, 500, "answered 500"));
  source = TakePoll(source, Bad(kNow + hours(2), PollFailure::kNoAnswer, 0, "no connection"));
  const auto troubles = TroublesOf(source, kNow + hours(2));
  ASSERT_EQ(troubles.size(), 1U);
  EXPECT_EQ(StateOf(source, troubles), "failing");
  EXPECT_EQ(troubles[0].since, kNow + hours(1));
  EXPECT_EQ(troubles[0].text, "no connection, twice");
  source = TakePoll(source, Good(kNow + hours(3)));
  EXPECT_EQ(StateAt(source, kNow + hours(3)), "ok");
}

TEST(FollowedSource, RemembersItsMaxAgeUntilAGoodAnswerSaysAnother) {
  SourcePoll fresh = Good(kNow);
  fresh.fresh_seconds = 1800;
  FollowedSource source = TakePoll({}, fresh);
  source = TakePoll(source, Bad(kNow + hours(1), PollFailure::kNoAnswer, 0, "timed out"));
  EXPECT_EQ(source.fresh_seconds, 1800U);
  source = TakePoll(source, Good(kNow + hours(2)));
  EXPECT_EQ(source.fresh_seconds, 0U);
}

TEST(FollowedSource, StaysFailedThroughA304AndThenAsksInFull) {
  FollowedSource source = TakePoll({}, Good(kNow));
  EXPECT_EQ(ValidatorsFor(source).etag, "W/\"a\"");  // byte for byte
  source = TakePoll(source, Bad(kNow + hours(1), PollFailure::kStatus, 500, "answered 500"));
  // A server in trouble is still asked gently.
  EXPECT_EQ(ValidatorsFor(source), source.validators);
  source = TakePoll(source, Unchanged(kNow + hours(2)));
  EXPECT_EQ(StateAt(source, kNow + hours(2)), "failing");
  EXPECT_EQ(source.failing_since, kNow + hours(1));
  EXPECT_EQ(source.last_good, kNow);
  EXPECT_EQ(ValidatorsFor(source), Validators{});
  source = TakePoll(source, Good(kNow + hours(3)));
  EXPECT_EQ(StateAt(source, kNow + hours(3)), "ok");
}

TEST(FollowedSource, AsksInFullAfterAnAnswerThatWasNoFeed) {
  FollowedSource source = TakePoll({}, Good(kNow));
  source = TakePoll(source, Bad(kNow, PollFailure::kContent, 200, "no feed"));
  EXPECT_EQ(ValidatorsFor(source), Validators{});
}

TEST(FollowedSource, KeepsTheValidatorsOfTheLastGoodAnswer) {
  FollowedSource source = TakePoll({}, Good(kNow));
  SourcePoll odd = Unchanged(kNow + hours(1));
  odd.validators = {"\"other\"", "", ""};
  source = TakePoll(source, odd);
  EXPECT_EQ(ValidatorsFor(source).etag, "W/\"a\"");
  EXPECT_EQ(source.last_good, kNow + hours(1));
}

TEST(FollowedSource, TellsWhoBlocksUsAndWhoIsGone) {
  const FollowedSource good = TakePoll({}, Good(kNow));
  EXPECT_EQ(StateAt(TakePoll(good, Bad(kNow, PollFailure::kBlocked, 403, "answered 403")), kNow),
            "blocked");
  EXPECT_EQ(StateAt(TakePoll(good, Bad(kNow, PollFailure::kGone, 410, "answered 410")), kNow),
            "gone");
  EXPECT_EQ(StateAt(TakePoll(good, Bad(kNow, PollFailure::kRefused, 0, "a private network")), kNow),
            "refused");
}

TEST(FollowedSource, WithoutItemsIsAStateOfItsOwn) {
  SourcePoll empty = Good(kNow, 0);
  empty.items = 0;
  FollowedSource source = TakePoll({}, empty);
  EXPECT_EQ(StateAt(source, kNow), "empty");
  EXPECT_FALSE(source.failing_since);
  source = TakePoll(source, Unchanged(kNow + hours(1)));
  EXPECT_EQ(source.empty_since, kNow);
  source = TakePoll(source, Good(kNow + hours(2)));
  EXPECT_EQ(StateAt(source, kNow + hours(2)), "ok");
}

TEST(FollowedSource, IsSilentByItsOwnHabit) {
  FollowedSource daily = TakePoll({}, Good(kNow));
  daily.items_an_hour = 1;
  EXPECT_EQ(StateAt(daily, kNow + hours(24 * 6)), "ok");
  EXPECT_EQ(StateAt(daily, kNow + hours(24 * 8)), "silent");
  FollowedSource weekly = daily;
  weekly.items_an_hour = 1.0 / (24 * 7);
  EXPECT_EQ(StateAt(weekly, kNow + hours(24 * 60)), "ok");
  EXPECT_EQ(StateAt(weekly, kNow + hours(24 * 71)), "silent");
}

TEST(FollowedSource, LearnsHowOftenItListsSomethingNew) {
  SourcePoll first = Good(kNow, 20);
  first.first = true;
  first.items_an_hour = 2;
  FollowedSource source = TakePoll({}, first);
  EXPECT_DOUBLE_EQ(source.items_an_hour, 2);
  for (int hour = 1; hour <= 24 * 14; ++hour)
    source = TakePoll(source, Good(kNow + hours(hour), 6));
  EXPECT_NEAR(source.items_an_hour, 6, 0.1);
}

TEST(FollowedSource, IsAskedMoreSeldomAfterTooMany) {
  FollowedSource source = TakePoll({}, Good(kNow));
  for (int i = 0; i < 20; ++i)
    source = TakePoll(source, Bad(kNow, PollFailure::kTooMany, 429, "answered 429"));
  EXPECT_DOUBLE_EQ(source.pace, 16);
  source = TakePoll(source, Good(kNow));
  EXPECT_LT(source.pace, 16);
  for (int i = 0; i < 100; ++i) source = TakePoll(source, Unchanged(kNow));
  EXPECT_DOUBLE_EQ(source.pace, 1);
}

TEST(FollowedSource, FollowsAMoveForGoodAndSaysSo) {
  FollowedSource source;
  source.url = source.url_in_use = "http://news.example/rss";
  SourcePoll moved = Good(kNow);
  moved.moved_to = "https://news.example/feed";
  source = TakePoll(source, moved);
  EXPECT_EQ(source.url, "http://news.example/rss");
  EXPECT_EQ(source.url_in_use, "https://news.example/feed");
  EXPECT_NE(source.note.find("moved for good"), std::string::npos);
  SourcePoll broken = Bad(kNow, PollFailure::kContent, 200, "no feed");
  broken.moved_to = "https://parking.example/";
  EXPECT_EQ(TakePoll(source, broken).url_in_use, "https://news.example/feed");
}

TEST(FollowedSource, IsSlowInTheMean) {
  FollowedSource source;
  SourcePoll slow = Good(kNow);
  slow.took_seconds = 30;
  source = TakePoll(source, slow);
  EXPECT_EQ(StateAt(source, kNow), "slow");
  SourcePoll quick = Good(kNow);
  quick.took_seconds = 0.2;
  for (int i = 0; i < 10; ++i) source = TakePoll(source, quick);
  EXPECT_EQ(StateAt(source, kNow), "ok");
}

TEST(FollowedSource, SeesThatALayoutChanged) {
  std::vector<ArticleSize> sizes;
  sizes.reserve(40 + kDriftLast);
  for (std::uint32_t i = 0; i < 40; ++i) sizes.push_back({10 + i % 7, 3000 + 100 * (i % 11)});
  ASSERT_TRUE(DriftOf(sizes));
  EXPECT_FALSE(DriftOf(sizes)->changed);
  for (std::uint32_t i = 0; i < kDriftLast; ++i) sizes.push_back({1, 180});
  EXPECT_TRUE(DriftOf(sizes)->changed);
  EXPECT_EQ(DriftOf(sizes)->paragraphs_now, 1);
  sizes.resize(kDriftLast + kDriftBefore - 1);
  EXPECT_FALSE(DriftOf(sizes));  // too few to tell
}

TEST(FollowedSource, NamesGoThereAndBack) {
  for (const FollowedKind kind :
       {FollowedKind::kFeed, FollowedKind::kSite, FollowedKind::kSitemap, FollowedKind::kPage})
    EXPECT_EQ(FollowedKindOf(NameOf(kind)), kind);
  EXPECT_FALSE(FollowedKindOf("podcast"));
  for (int i = 0; i <= static_cast<int>(PollFailure::kGone); ++i)
    EXPECT_EQ(PollFailureOf(NameOf(static_cast<PollFailure>(i))), static_cast<PollFailure>(i));
}

}  // namespace
}  // namespace checkback
