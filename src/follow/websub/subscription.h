// A feed's news by push: what has been asked of its hub, and what the hub has said.
//
//   wanted --asked--> hub --"did you ask for this?"--> active --lease nearly over--> asked again
//                      |                                  `--no longer wanted--> ending --> gone
//                      `--"no"--> denied --a week later--> asked again
//
// A push says that there is news; it is believed where it is signed with the secret that the hub
// was told, and then the feed is polled. What is kept is what the publisher answers.
//
// A hub asks back before it sends anything (verification of intent), and so do we keep what we
// asked for: who asks about anything else is told that there is no such thing.
//
// Everything here is a function of values: no clock, no network, no database. All functions are
// pure and safe to call from many threads.

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "follow/fetch/fetch_answer.h"
#include "follow/sources/followed_source.h"
#include "text/instant.h"

namespace checkback {

enum class PushState : std::uint8_t { kWanted, kActive, kDenied, kEnding };
// "wanted", "active", "denied", "ending".
std::string_view NameOf(PushState state);
std::optional<PushState> PushStateOf(std::string_view name);

using SubscriptionKey = std::int64_t;  // from 1

struct Subscription {
  SubscriptionKey key = 0;
  SourceKey source = 0;
  std::string token;     // the end of the address at which the hub calls us; nobody can guess it
  std::string secret;    // with which the hub signs
  std::string hub;       // where it is asked
  std::string topic;     // under which the hub knows the feed
  std::string callback;  // the beginning of that address: "https://me.example/hook"
  PushState state = PushState::kWanted;
  Instant due{};                      // when something is to be asked of the hub
  std::optional<Instant> asked_at;    // and it has not asked back yet
  std::optional<Instant> lease_ends;  // of an active one
  std::optional<Instant> last_push;   // signed ones
  std::uint32_t pushes = 0;
  // Whether what is new comes by push: since the last one no poll has found anything that no push
  // had told of.
  bool is_kept = false;
  std::uint32_t failures = 0;  // one after another
  std::string note;            // why there is none: "the hub answered 500"
};

// The address that the hub is told: "https://me.example/hook/0f3c...".
std::string CallbackOf(const Subscription& subscription);

// One that is asked for now: the request is FormOf. Nothing where it is given up (an ending one
// that no hub answers).
std::optional<Subscription> AfterAsking(Subscription subscription, Instant now);
// The body of that request. It is the same before and after AfterAsking.
std::string FormOf(const Subscription& subscription);
// What the hub answered to the request; that it has asked back meanwhile is not forgotten.
Subscription AfterAnswer(Subscription subscription, const FetchAnswer& answer, Instant now);

// What a hub says at the address of a subscription, by GET (sections 5.2, 5.3).
struct HubWord {
  std::string_view mode;  // "subscribe", "unsubscribe", "denied"
  std::string_view topic;
  std::string_view reason = {};                    // of "denied"
  std::optional<std::chrono::seconds> lease = {};  // of "subscribe"
};
enum class HubWordTaken : std::uint8_t { kNo, kYes, kEnded };  // kEnded: it can be forgotten
// Takes it into `subscription`, where that was asked for.
HubWordTaken TakeHubWord(const HubWord& word, Instant now, Subscription& subscription);

// Whether pushes are to be expected.
bool IsActive(const Subscription& subscription, Instant now);
// A signed push came.
Subscription AfterPush(Subscription subscription, Instant now);
// Whether what a poll finds at `at` was told of by a push: they come a little before.
bool WasPushed(const Subscription& subscription, Instant at);
// The feed was polled: whether its news is still taken to come by push.
bool NewsIsPushed(const Subscription& subscription, const SourcePoll& poll);
// When it is to be polled next, where it would be at `next` and the poll began at `tried`: sooner
// where a push came meanwhile, or where the publisher did not show yet what a push told of.
std::optional<Instant> SoonerByPush(const Subscription& subscription, const SourcePoll& poll,
                                    std::optional<Instant> tried, std::optional<Instant> next);
// When the feed is to be polled after a push: at once, but for this between two polls.
inline constexpr std::chrono::seconds kBetweenPushedPolls{60};
// A poll after a push may find the feed as it was: caches of the publisher are behind.
inline constexpr std::chrono::minutes kPushedAgain{5};
// A push counts as what a poll found for so long.
inline constexpr std::chrono::minutes kPushIsFresh{15};

// The lease that is asked for: the ten days that the standard speaks of.
inline constexpr std::chrono::seconds kLeaseWanted{10 * 86'400};
// A lease is renewed when a fifth of it is left, and a day before its end at the earliest.
inline constexpr std::chrono::seconds kLeaseRenewed{86'400};
// What a hub gives is believed within these.
inline constexpr std::chrono::seconds kShortestLease{300}, kLongestLease{90 * 86'400};
// The least between two requests about one subscription; it doubles with each failure, up to a
// week.
inline constexpr std::chrono::seconds kFirstRetry{3600}, kLastRetry{7 * 86'400};
// A hub that does not ask back within it has not heard us.
inline constexpr std::chrono::seconds kAsksBackWithin{86'400};

}  // namespace checkback
