#include "follow/fetch/robots_cache.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "follow/fetch/fetch_target.h"

namespace checkback {
namespace {

using std::chrono::minutes;

constexpr minutes kShortest(10);          // that rules are believed, whatever Cache-Control says
constexpr minutes kAfterRefusal(10);      // the host answers, but not with rules
constexpr minutes kAfterNoAnswer(1);      // it may be the network
constexpr std::chrono::days kLongest(1);  // 2.4
constexpr std::chrono::days kOld(30);     // rules that count on while none can be had (2.3.1.4)

std::chrono::seconds Lifetime(std::chrono::seconds wanted) {
  return std::clamp<std::chrono::seconds>(wanted, kShortest, kLongest);
}

std::size_t BytesOf(const std::string& origin, const RobotsEntry& entry) {
  return sizeof entry + 2 * origin.size() + entry.rules.bytes() + entry.why.size();
}

bool AllowsEverything(const FetchAnswer& answer) {
  if (answer.outcome != FetchOutcome::kHttpError && answer.outcome != FetchOutcome::kGone)
    return false;
  const bool is_unavailable = answer.status >= 400 && answer.status < 500 && answer.status != 429;
  return is_unavailable || IsRedirect(answer.status);
}

}  // namespace

const RobotsEntry* RobotsCache::Find(const std::string& origin, FetchTime now) const {
  const auto found = entries_.find(origin);
  if (found == entries_.end()) return nullptr;
  // A clock that went back by more than a lifetime.
  const bool is_to_come = found->second.until > now + kLongest;
  return found->second.until <= now || is_to_come ? nullptr : &found->second;
}

RobotsEntry RobotsCache::EntryOf(const std::string& origin, const FetchAnswer& answer,
                                 FetchTime now) const {
  RobotsEntry entry;
  entry.read = now;
  const std::chrono::seconds longest = Lifetime(options_.lifetime);
  if (answer.outcome == FetchOutcome::kFetched || AllowsEverything(answer)) {
    if (answer.outcome == FetchOutcome::kFetched)
      entry.rules = Robots::Parse(answer.body, options_.product_token);
    const std::chrono::seconds fresh = answer.fresh_for.value_or(longest);
    entry.until = now + std::min(std::max<std::chrono::seconds>(fresh, kShortest), longest);
    return entry;
  }
  entry.down = true;
  const bool answered = answer.status != 0;
  entry.outcome = answer.outcome;
  if (answer.outcome == FetchOutcome::kHttpError)
    entry.outcome = answer.status == 429 ? FetchOutcome::kHeld : FetchOutcome::kRobots;
  entry.until = now + (answered ? kAfterRefusal : kAfterNoAnswer);
  if (answer.not_before)
    entry.until = std::min(std::max(entry.until, *answer.not_before), now + longest);
  entry.why = fmt::format("{}/robots.txt is not known, so nothing is fetched there for now: {}",
                          origin, answer.why);
  return entry;
}

void RobotsCache::Forget(const std::string& origin) {
  const auto found = entries_.find(origin);
  if (found == entries_.end()) return;
  bytes_ -= BytesOf(origin, found->second);
  ends_.erase({found->second.until, origin});
  entries_.erase(found);
}

void RobotsCache::Keep(const std::string& origin, const FetchAnswer& answer, FetchTime now) {
  RobotsEntry entry = EntryOf(origin, answer, now);
  const auto old = entries_.find(origin);
  if (entry.down && old != entries_.end() && !old->second.down && now < old->second.read + kOld) {
    const FetchTime again = entry.until;
    entry = old->second;
    entry.until = again;
  }
  Forget(origin);
  bytes_ += BytesOf(origin, entry);
  ends_.insert({entry.until, origin});
  entries_[origin] = std::move(entry);
  while (bytes_ > options_.most_bytes && ends_.size() > 1) {
    // Never the one that was just asked for.
    const auto soonest = ends_.begin()->second == origin ? std::next(ends_.begin()) : ends_.begin();
    Forget(std::string(soonest->second));
  }
}

}  // namespace checkback
