// When a source is to be asked again.
//
//   max-age=900, ttl 30, and about two new items an hour   in 30 minutes
//   429, Retry-After: 3600                                 in an hour, and at twice the wait later
//   skipHours 0 to 5, and it would be at 03:10 UTC         at 06:00
//
// What the answer and the feed ask for is a least wait; what is wished is a poll when half an item
// is to be expected, by what the source has been listing. The longest of both holds, within bounds.
//
// Pure and safe to call from many threads.

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "follow/sources/followed_source.h"
#include "text/instant.h"

namespace checkback {

// What the answer asks for; what the feed asks for stands in the source.
struct PollWishes {
  std::optional<std::chrono::seconds> fresh_for = {};  // Cache-Control, else Expires
  std::optional<Instant> not_before = {};              // Retry-After
  bool pushed = false;                                 // what is new comes by push (WebSub)
};

// `spread` from 0 to 1 is the source's own (SpreadOf): sources do not move in step.
// Nothing: not to be asked again (gone).
std::optional<Instant> NextPoll(const FollowedSource& after, const PollWishes& wishes, Instant now,
                                double spread);
double SpreadOf(SourceKey key);

// Nothing is asked more often, whatever it says of itself.
inline constexpr std::chrono::minutes kShortestWait{5};
// Of which nothing is known yet.
inline constexpr std::chrono::minutes kUsualWait{30};
// A feed that asks for a longer wait is asked once a day: one conditional request a day is no
// burden for anybody, and a max-age of a year is a mistake.
inline constexpr std::chrono::hours kLongestWait{24};
// Quiet sources whose history asks for no more than this.
inline constexpr std::chrono::hours kQuietWait{6};
// Where news comes by push, polls are for what got lost: so many times the usual wait, and this at
// least.
inline constexpr double kPushedTimes = 4;
inline constexpr std::chrono::hours kPushedWait{1};
// Retry-After is obeyed up to this.
inline constexpr std::chrono::hours kLongestRetry{7 * 24};
// After 403 and the like, and after 429 without Retry-After: the first wait; it doubles.
inline constexpr std::chrono::hours kRefusedWait{1};
// Where there was no answer at all: it may be our own line.
inline constexpr std::chrono::hours kNoAnswerWait{2};
// So many new items are to be expected at a poll.
inline constexpr double kItemsAtPoll = 0.5;

}  // namespace checkback
