#include "follow/sources/poll_time.h"

#include <gtest/gtest.h>

#include <string>

namespace checkback {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// Thursday, 14:10 UTC.
const Instant kNow = *ParseInstant("2026-11-26T14:10:00Z");

FollowedSource Lists(double items_an_hour) {
  FollowedSource source;
  source.items_an_hour = items_an_hour;
  source.last_new = kNow;
  source.last_good = kNow;
  return source;
}

FollowedSource Fails(PollFailure failure, std::uint32_t times, double items_an_hour = 1) {
  FollowedSource source = Lists(items_an_hour);
  source.failure = failure;
  source.failures = times;
  source.failing_since = kNow;
  return source;
}

seconds WaitOf(const FollowedSource& source, const PollWishes& wishes = {}) {
  return *NextPoll(source, wishes, kNow, 0) - kNow;
}

TEST(PollTime, GoesByWhatTheSourceHasBeenListing) {
  EXPECT_EQ(WaitOf(Lists(0)), kUsualWait);
  EXPECT_EQ(WaitOf(Lists(1)), minutes(30));
  EXPECT_EQ(WaitOf(Lists(2)), minutes(15));
  EXPECT_EQ(WaitOf(Lists(1000)), kShortestWait);
  EXPECT_EQ(WaitOf(Lists(0.001)), kQuietWait);
}

TEST(PollTime, SlowsDownWhenASourceGoesQuiet) {
  FollowedSource source = Lists(6);
  source.last_new = kNow - hours(5);
  EXPECT_EQ(WaitOf(source), minutes(150));
}

TEST(PollTime, NeverComesBeforeWhatTheAnswerAsksFor) {
  EXPECT_EQ(WaitOf(Lists(60), {.fresh_for = seconds(900)}), seconds(900));
  EXPECT_EQ(WaitOf(Lists(60), {.fresh_for = seconds(0)}), kShortestWait);
  EXPECT_EQ(WaitOf(Lists(1), {.fresh_for = seconds(60)}), minutes(30));
  EXPECT_EQ(WaitOf(Lists(1), {.fresh_for = hours(24 * 365)}), kLongestWait);
  FollowedSource ttl = Lists(60);
  ttl.ttl_minutes = 120;
  EXPECT_EQ(WaitOf(ttl), hours(2));
  EXPECT_EQ(WaitOf(ttl, {.fresh_for = hours(3)}), hours(3));
  ttl.ttl_minutes = 4'000'000'000U;
  EXPECT_EQ(WaitOf(ttl), kLongestWait);
}

TEST(PollTime, ObeysRetryAfter) {
  EXPECT_EQ(WaitOf(Fails(PollFailure::kTooMany, 1), {.not_before = kNow + hours(5)}), hours(5));
  EXPECT_EQ(WaitOf(Lists(60), {.not_before = kNow + hours(5)}), hours(5));  // of a 200 too
  EXPECT_EQ(WaitOf(Fails(PollFailure::kTooMany, 1), {.not_before = kNow + hours(24 * 365)}),
            kLongestRetry);
  EXPECT_EQ(WaitOf(Fails(PollFailure::kTooMany, 1), {.not_before = kNow - hours(1)}), kRefusedWait);
}

struct FailureCase {
  PollFailure failure;
  std::uint32_t times;
  seconds wait;
};
constexpr FailureCase kFailures[] = {
    {PollFailure::kNoAnswer, 1, minutes(5)},  {PollFailure::kNoAnswer, 3, minutes(20)},
    {PollFailure::kNoAnswer, 1000, hours(2)},  // it may be our own line
    {PollFailure::kStatus, 1, minutes(30)},   {PollFailure::kStatus, 3, hours(2)},
    {PollFailure::kStatus, 1000, hours(24)},  {PollFailure::kContent, 2, hours(1)},
    {PollFailure::kTooMany, 1, hours(1)},     {PollFailure::kTooMany, 2, hours(2)},
    {PollFailure::kTooMany, 1000, hours(24)}, {PollFailure::kBlocked, 1, hours(1)},
    {PollFailure::kBlocked, 4, hours(8)},     {PollFailure::kRefused, 1000, hours(24)},
};

TEST(PollTime, BacksOffFromFailures) {
  for (const FailureCase& c : kFailures) {
    SCOPED_TRACE(std::string(NameOf(c.failure)) + " " + std::to_string(c.times));
    EXPECT_EQ(WaitOf(Fails(c.failure, c.times)), c.wait);
  }
}

TEST(PollTime, IsNeverForWhatIsGone) {
  EXPECT_FALSE(NextPoll(Fails(PollFailure::kGone, 1), {}, kNow, 0.5));
}

TEST(PollTime, RemembersThatWeAskedTooOften) {
  FollowedSource source = Lists(2);
  source.pace = 4;
  EXPECT_EQ(WaitOf(source), hours(1));
}

// Bits of the hours from `first` to `last`.
std::uint32_t HoursOf(int first, int last) {
  std::uint32_t bits = 0;
  for (int hour = first; hour <= last; ++hour) bits |= 1U << hour;
  return bits;
}

TEST(PollTime, SkipsHoursAndDays) {
  FollowedSource source = Lists(1);
  source.skip_hours = HoursOf(14, 17);
  EXPECT_EQ(*NextPoll(source, {}, kNow, 0), *ParseInstant("2026-11-26T18:00:00Z"));
  source.skip_hours = HoursOf(15, 23);  // 14:40 is outside
  EXPECT_EQ(WaitOf(source), minutes(30));
  source.skip_hours = 0;
  source.skip_days = 1U << 4 | 1U << 5;  // Thursday and Friday
  EXPECT_EQ(*NextPoll(source, {}, kNow, 0), *ParseInstant("2026-11-28T00:00:00Z"));
  source.skip_hours = HoursOf(0, 5);
  EXPECT_EQ(*NextPoll(source, {}, kNow, 0), *ParseInstant("2026-11-28T06:00:00Z"));
}

TEST(PollTime, DoesNotHearWhoWouldHaveItSkipEverything) {
  FollowedSource source = Lists(1);
  source.skip_hours = HoursOf(0, 23);
  EXPECT_EQ(WaitOf(source), minutes(30));
  source.skip_days = 0x7F;
  EXPECT_EQ(WaitOf(source), minutes(30));
}

TEST(PollTime, SpreadsSourcesAndOnlyMakesThemLater) {
  FollowedSource source = Lists(1);
  EXPECT_EQ(*NextPoll(source, {}, kNow, 1) - kNow, minutes(33));
  source.skip_hours = HoursOf(14, 17);
  EXPECT_GT(*NextPoll(source, {}, kNow, 0.5), *ParseInstant("2026-11-26T18:00:00Z"));
  double least = 1, most = 0;
  for (SourceKey key = 1; key <= 100; ++key) {
    least = std::min(least, SpreadOf(key));
    most = std::max(most, SpreadOf(key));
  }
  EXPECT_LT(least, 0.05);
  EXPECT_GT(most, 0.95);
  EXPECT_LE(most, 1);
}

}  // namespace
}  // namespace checkback
