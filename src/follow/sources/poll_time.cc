#include "follow/sources/poll_time.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace checkback {
namespace {

using std::chrono::seconds;

// The wait after so many failures: the first one doubled, and doubled again.
constexpr std::uint32_t kMostDoublings = 10;
// Sources wait up to this part longer than they would.
constexpr double kSpreadPart = 0.1;
// ... and up to so much after the end of hours that are to be skipped, where many would begin.
constexpr seconds kSpreadAfterSkip{600};

seconds Doubled(seconds first, std::uint32_t failures, seconds most) {
  const std::uint32_t doublings = std::min(failures > 0 ? failures - 1 : 0, kMostDoublings);
  return std::min(first * (std::int64_t{1} << doublings), most);
}

seconds Scaled(seconds wait, double by) {
  return seconds(static_cast<std::int64_t>(static_cast<double>(wait.count()) * by));
}

// By what it has been listing; a source that has gone quiet is asked less and less.
seconds WaitByHabit(const FollowedSource& source, Instant now) {
  if (source.items_an_hour <= 0) return kUsualWait;
  double rate = source.items_an_hour;
  if (source.last_new && now > *source.last_new)
    rate = std::min(rate, 3600.0 / static_cast<double>((now - *source.last_new).count()));
  const double wait = std::min(3600 * kItemsAtPoll / std::max(rate, 1e-6), 1e7);
  return std::clamp(seconds(static_cast<std::int64_t>(wait)), seconds(kShortestWait),
                    seconds(kQuietWait));
}

// Polls that failed. Nothing is gained by haste; who refuses is asked ever more seldom.
seconds WaitAfterFailure(const FollowedSource& source, Instant now) {
  const seconds usual = WaitByHabit(source, now);
  switch (source.failure) {
    case PollFailure::kNoAnswer:
      return Doubled(kShortestWait, source.failures, kNoAnswerWait);
    case PollFailure::kTooMany:
    case PollFailure::kBlocked:
    case PollFailure::kRefused:
      return Doubled(std::max(usual, seconds(kRefusedWait)), source.failures, kLongestWait);
    default:
      return Doubled(usual, source.failures, kLongestWait);
  }
}

// What was asked for, within bounds.
seconds LeastWait(const FollowedSource& source, const PollWishes& wishes) {
  seconds least = kShortestWait;
  const seconds longest = kLongestWait;
  if (wishes.fresh_for) least = std::max(least, std::min(*wishes.fresh_for, longest));
  return std::max(least, std::min(seconds(std::chrono::minutes(source.ttl_minutes)), longest));
}

// The first moment from `at` on that is in no hour and no day to be skipped. Who would have us skip
// all of a week is not heard.
Instant AfterSkipped(Instant at, const FollowedSource& source, seconds spread) {
  constexpr int kHoursOfWeek = 7 * 24;
  Instant hour = std::chrono::floor<std::chrono::hours>(at);
  for (int tried = 0; tried <= kHoursOfWeek; ++tried, hour += std::chrono::hours(1)) {
    const auto day = std::chrono::floor<std::chrono::days>(hour);
    const auto of_day = (hour - day) / std::chrono::hours(1);
    const auto of_week = std::chrono::weekday(day).c_encoding();
    if ((source.skip_hours >> of_day & 1) != 0 || (source.skip_days >> of_week & 1) != 0) continue;
    return tried == 0 ? at : hour + spread;
  }
  return at;
}

}  // namespace

std::optional<Instant> NextPoll(const FollowedSource& after, const PollWishes& wishes, Instant now,
                                double spread) {
  if (after.failure == PollFailure::kGone) return std::nullopt;
  spread = std::clamp(spread, 0.0, 1.0);
  const bool failed = after.failure != PollFailure::kNone;
  seconds wait = failed ? WaitAfterFailure(after, now) : WaitByHabit(after, now);
  if (wishes.pushed && !failed) wait = std::max(Scaled(wait, kPushedTimes), seconds(kPushedWait));
  wait = std::min(Scaled(wait, std::max(after.pace, 1.0)), seconds(kLongestWait));
  wait = std::max(wait, LeastWait(after, wishes));
  wait += Scaled(wait, kSpreadPart * spread);
  Instant next = now + wait;
  if (wishes.not_before) {
    const Instant asked = std::min(*wishes.not_before, now + seconds(kLongestRetry));
    next = std::max(next, asked);
  }
  return AfterSkipped(next, after, Scaled(kSpreadAfterSkip, spread));
}

double SpreadOf(SourceKey key) {
  constexpr double kGolden = 0.6180339887498949;  // neighbours land far from one another
  const double turns = static_cast<double>(key) * kGolden;
  return turns - std::floor(turns);
}

}  // namespace checkback
