#include "followed.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "follow/sources/source_book.h"

namespace testweb {

using checkback::FetchTime;
using checkback::Instant;
using std::chrono::milliseconds;

checkback::FollowingOptions OptionsFor(int port, const SimulatedClock& clock) {
  checkback::FollowingOptions options;
  options.fetch.user_agent = "checkback-test/1";
  options.fetch.contact = "https://checkback.example/about";
  options.fetch.allowed = {*checkback::ParseBlock("127.0.0.1")};
  options.fetch.connect_to = static_cast<std::uint16_t>(port);
  options.fetch.clock = [&clock] { return FetchTime(milliseconds(clock.Milliseconds())); };
  options.fetch.caps_by_clock = true;
  options.threads = 2;
  options.keep_every = std::chrono::minutes(10);
  options.sync_fetches = false;  // nobody pulls the plug, and each poll would wait for the disk
  options.tell_every = std::chrono::hours(1);
  options.revisits.visits_a_second = 0.01;
  return options;
}

checkback::Result<void> AddFeeds(const World& world, const std::string& folder, Instant now) {
  const auto book =
      checkback::SourceBook::Open(folder + "/" + std::string(checkback::SourceBook::kFileName));
  if (!book) return checkback::Fail(book.error());
  std::vector<checkback::NewSource> sources;
  sources.reserve(world.hosts().size());
  for (std::size_t n = 0; n < world.hosts().size(); ++n)
    sources.push_back({.kind = checkback::FollowedKind::kFeed, .url = world.FeedUrl(n)});
  const auto added = (*book)->Add(sources, now);
  return added ? checkback::Result<void>() : checkback::Fail(added.error());
}

namespace {

// What is being made ends by itself, however slow the machine is; and so do answers, but for those
// of hosts that never give one.
bool IsToWait(const checkback::Following& following, const World* world) {
  if (following.making() > 0) return true;
  const std::vector<std::string> asked = following.asked();
  return std::any_of(asked.begin(), asked.end(), [&](const std::string& url) {
    return world == nullptr || !world->NeverAnswers(url);
  });
}

}  // namespace

checkback::Result<void> FollowUntil(checkback::Following& following, SimulatedClock& clock,
                                    Instant until, const FollowHow& how) {
  constexpr milliseconds kWait(5);
  constexpr std::int64_t kGrain = 10'000;  // milliseconds: what is due within is done together
  const std::int64_t end = milliseconds(until.time_since_epoch()).count();
  while (clock.Milliseconds() < end && !how.stop()) {
    const bool waits = IsToWait(following, how.world);
    if (const auto done = following.Turn(waits ? kWait : milliseconds(0)); !done) return done;
    if (IsToWait(following, how.world)) continue;
    if (how.stop()) break;  // nothing is under way now
    const std::optional<FetchTime> due = following.NextDue();
    const std::int64_t next = due ? due->time_since_epoch().count() : end;
    const std::int64_t grain = std::max(next, clock.Milliseconds()) + kGrain - 1;
    clock.AdvanceTo(std::min(grain - grain % kGrain, end));
  }
  return {};
}

}  // namespace testweb
