#include "follow/sources/poll_time.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "text/utf8.h"

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
seconds LeastWait(const PollWishes& wishes) {
  seconds least = kShortestWait;
  const seconds longest = kLongestWait;
  if (wishes.fresh_for) least = std::max(least, std::min(*wishes.fresh_for, longest));
  if (wishes.ttl_minutes && *wishes.ttl_minutes > 0)
    least = std::max(least, std::min(seconds(std::chrono::minutes(*wishes.ttl_minutes)), longest));
  return least;
}

bool Has(const std::vector<int>& list, int value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// The first moment from `at` on that is in no hour and no day to be skipped. Who would have us skip
// all of a week is not heard.
Instant AfterSkipped(Instant at, const PollWishes& wishes, seconds spread) {
  constexpr int kHoursOfWeek = 7 * 24;
  Instant hour = std::chrono::floor<std::chrono::hours>(at);
  for (int tried = 0; tried <= kHoursOfWeek; ++tried, hour += std::chrono::hours(1)) {
    const auto day = std::chrono::floor<std::chrono::days>(hour);
    const int of_day = static_cast<int>((hour - day) / std::chrono::hours(1));
    const int of_week = static_cast<int>(std::chrono::weekday(day).c_encoding());
    if (Has(wishes.skip_hours, of_day) || Has(wishes.skip_days, of_week)) continue;
    return tried == 0 ? at : hour + spread;
  }
  return at;
}

std::optional<std::int64_t> NumberIn(std::string_view text) {
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ptr != text.data() + text.size() || text.empty() || text.front() == '-')
    return std::nullopt;
  if (read.ec == std::errc::result_out_of_range) return std::int64_t{1} << 31;  // RFC 9111, 1.2.2
  if (read.ec != std::errc()) return std::nullopt;
  return std::min(number, std::int64_t{1} << 31);
}

std::optional<Instant> HttpDate(std::string_view text) {
  const auto time = ParsePageTime(Trim(text));
  if (!time || !time->has_time) return std::nullopt;
  return time->utc;
}

// The value of max-age; no-store and no-cache say that nothing stays fresh.
std::optional<seconds> MaxAge(std::string_view cache_control) {
  constexpr std::size_t kMostDirectives = 64;
  std::optional<seconds> found;
  for (std::size_t i = 0; i < kMostDirectives && !cache_control.empty(); ++i) {
    const std::size_t end = std::min(cache_control.find(','), cache_control.size());
    const std::string directive = AsciiLower(Trim(cache_control.substr(0, end)));
    cache_control.remove_prefix(std::min(end + 1, cache_control.size()));
    if (directive == "no-store" || directive == "no-cache") return seconds(0);
    constexpr std::string_view kMaxAge = "max-age=";
    if (!directive.starts_with(kMaxAge) || found) continue;
    std::string_view value = std::string_view(directive).substr(kMaxAge.size());
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
      value = value.substr(1, value.size() - 2);
    if (const auto number = NumberIn(value)) found = seconds(*number);
  }
  return found;
}

}  // namespace

std::optional<Instant> NextPoll(const FollowedSource& after, const PollWishes& wishes, Instant now,
                                double spread) {
  if (after.failure == PollFailure::kGone) return std::nullopt;
  spread = std::clamp(spread, 0.0, 1.0);
  const bool failed = after.failure != PollFailure::kNone;
  seconds wait = failed ? WaitAfterFailure(after, now) : WaitByHabit(after, now);
  wait = std::min(Scaled(wait, std::max(after.pace, 1.0)), seconds(kLongestWait));
  wait = std::max(wait, LeastWait(wishes));
  wait += Scaled(wait, kSpreadPart * spread);
  Instant next = now + wait;
  if (wishes.not_before) {
    const Instant asked = std::min(*wishes.not_before, now + seconds(kLongestRetry));
    next = std::max(next, asked);
  }
  return AfterSkipped(next, wishes, Scaled(kSpreadAfterSkip, spread));
}

double SpreadOf(SourceKey key) {
  constexpr double kGolden = 0.6180339887498949;  // neighbours land far from one another
  const double turns = static_cast<double>(key) * kGolden;
  return turns - std::floor(turns);
}

std::optional<seconds> FreshFor(std::string_view cache_control, std::string_view age,
                                std::string_view expires, std::string_view date, Instant now) {
  if (const auto max_age = MaxAge(cache_control)) {
    const seconds old(NumberIn(Trim(age)).value_or(0));
    return std::max(*max_age - old, seconds(0));
  }
  if (Trim(expires).empty()) return std::nullopt;
  const auto until = HttpDate(expires);
  if (!until) return seconds(0);  // "Expires: 0" and other dates that are none: stale already
  return std::max(*until - HttpDate(date).value_or(now), seconds(0));
}

std::optional<Instant> RetryAfter(std::string_view header, Instant now) {
  header = Trim(header);
  if (const auto wait = NumberIn(header)) return now + seconds(*wait);
  return HttpDate(header);
}

}  // namespace checkback
