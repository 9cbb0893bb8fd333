#include "follow/websub/subscription.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "follow/fetch/fetch_target.h"
#include "follow/websub/websub.h"
#include "text/utf8.h"

namespace checkback {
namespace {

using std::chrono::seconds;

constexpr std::array<std::string_view, 4> kStates = {"wanted", "active", "denied", "ending"};
// An end that no hub confirms is none of our business any more after so many requests.
constexpr std::uint32_t kMostGoodbyes = 3;
constexpr std::uint32_t kMostDoublings = 10;
constexpr seconds kLeastRenewal{1800};
constexpr std::size_t kLongestReason = 200;

seconds RetryAfter(std::uint32_t failures) {
  const std::uint32_t doublings = std::min(failures > 0 ? failures - 1 : 0, kMostDoublings);
  return std::min(kFirstRetry * (std::int64_t{1} << doublings), kLastRetry);
}

bool IsWanted(const Subscription& subscription) {
  return subscription.state != PushState::kEnding;
}

}  // namespace

std::string_view NameOf(PushState state) {
  return kStates[static_cast<std::size_t>(state)];
}
std::optional<PushState> PushStateOf(std::string_view name) {
  const auto found = std::find(kStates.begin(), kStates.end(), name);
  if (found == kStates.end()) return std::nullopt;
  return static_cast<PushState>(found - kStates.begin());
}

std::string CallbackOf(const Subscription& subscription) {
  const bool has_slash = subscription.callback.ends_with('/');
  return fmt::format("{}{}{}", subscription.callback, has_slash ? "" : "/", subscription.token);
}

std::optional<Subscription> AfterAsking(Subscription subscription, Instant now) {
  if (subscription.asked_at) {
    ++subscription.failures;
    subscription.note = "the hub took the request and never asked back";
  }
  if (!IsWanted(subscription) && subscription.failures >= kMostGoodbyes) return std::nullopt;
  if (subscription.state == PushState::kActive && subscription.lease_ends &&
      *subscription.lease_ends <= now) {
    subscription.state = PushState::kWanted;
    subscription.is_kept = false;
    subscription.lease_ends.reset();
  }
  subscription.asked_at = now;
  subscription.due = now + RetryAfter(subscription.failures + 1);
  return subscription;
}

std::string FormOf(const Subscription& subscription) {
  const bool wanted = IsWanted(subscription);
  return Encoded({.mode = wanted ? "subscribe" : "unsubscribe",
                  .topic = subscription.topic,
                  .callback = CallbackOf(subscription),
                  .secret = wanted ? std::string_view(subscription.secret) : std::string_view(),
                  .lease = wanted ? kLeaseWanted : seconds(0)});
}

Subscription AfterAnswer(Subscription subscription, const FetchAnswer& answer, Instant now) {
  if (answer.outcome == FetchOutcome::kFetched) return subscription;  // it will ask back
  // A hub that has asked back already has done what it was asked.
  if (!subscription.asked_at) return subscription;
  subscription.asked_at.reset();
  if (answer.outcome == FetchOutcome::kHeld) {
    Instant until = now + kFirstRetry;
    if (answer.not_before) until = std::chrono::ceil<seconds>(*answer.not_before);
    subscription.due = std::clamp(until, now + seconds(60), now + kLastRetry);
    return subscription;
  }
  ++subscription.failures;
  subscription.note = answer.why;
  subscription.due = now + RetryAfter(subscription.failures);
  return subscription;
}

HubWordTaken TakeHubWord(const HubWord& word, Instant now, Subscription& subscription) {
  if (word.topic != subscription.topic) return HubWordTaken::kNo;
  if (word.mode == "denied") {
    if (!IsWanted(subscription)) return HubWordTaken::kEnded;
    subscription.state = PushState::kDenied;
    subscription.is_kept = false;
    subscription.asked_at.reset();
    subscription.lease_ends.reset();
    subscription.note = word.reason.empty()
                            ? "the hub will not tell us of it"
                            : "the hub says: " + ShownText(word.reason.substr(0, kLongestReason));
    subscription.due = now + kLastRetry;
    return HubWordTaken::kYes;
  }
  const bool asked = subscription.asked_at && now - *subscription.asked_at <= kAsksBackWithin;
  if (!asked || word.mode != (IsWanted(subscription) ? "subscribe" : "unsubscribe"))
    return HubWordTaken::kNo;
  if (!IsWanted(subscription)) return HubWordTaken::kEnded;
  const seconds lease =
      std::clamp(word.lease.value_or(kLeaseWanted), kShortestLease, kLongestLease);
  subscription.state = PushState::kActive;
  subscription.lease_ends = now + lease;
  subscription.due =
      std::max(now + kLeastRenewal, now + lease - std::min(kLeaseRenewed, lease / 5));
  subscription.asked_at.reset();
  subscription.failures = 0;
  subscription.note.clear();
  return HubWordTaken::kYes;
}

bool IsActive(const Subscription& subscription, Instant now) {
  return subscription.state == PushState::kActive && subscription.lease_ends &&
         *subscription.lease_ends > now;
}

Subscription AfterPush(Subscription subscription, Instant now) {
  subscription.last_push = now;
  ++subscription.pushes;
  subscription.is_kept = true;
  return subscription;
}

bool NewsIsPushed(const Subscription& subscription, const SourcePoll& poll) {
  const bool unheard = poll.fresh > 0 && !poll.first && !WasPushed(subscription, poll.at);
  return subscription.is_kept && !unheard;
}

std::optional<Instant> SoonerByPush(const Subscription& subscription, const SourcePoll& poll,
                                    std::optional<Instant> tried, std::optional<Instant> next) {
  constexpr int kNotModified = 304;
  if (poll.failure != PollFailure::kNone || !next || !subscription.last_push) return next;
  const Instant pushed = *subscription.last_push;
  if (tried && pushed > *tried)
    return std::min(*next, std::max(poll.at, *tried + kBetweenPushedPolls));
  // Twice: then it was not the cache.
  if (poll.status == kNotModified && poll.at - pushed < 2 * kPushedAgain)
    return std::min(*next, poll.at + kPushedAgain);
  return next;
}

bool WasPushed(const Subscription& subscription, Instant at) {
  return subscription.last_push && at - *subscription.last_push <= kPushIsFresh;
}

}  // namespace checkback
