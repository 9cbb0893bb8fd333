#include "followed.h"

#include <algorithm>
#include <chrono>
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
  options.threads = 2;
  options.keep_every = std::chrono::minutes(10);
  options.sync_fetches = false;  // nobody pulls the plug, and each poll would wait for the disk
  options.tell_every = std::chrono::hours(1);
  options.revisits.visits_a_second = 0.01;
  return options;
}

// Real time: so short that a busy machine may lose an answer.
void GiveUpSoon(checkback::FollowingOptions& options) {
  options.fetch.head_time = milliseconds(600);
  options.fetch.whole_time = milliseconds(1000);
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

checkback::Result<void> FollowUntil(checkback::Following& following, SimulatedClock& clock,
                                    Instant until, const std::function<bool()>& stop, Hosts hosts) {
  constexpr milliseconds kWait(5);
  constexpr int kPatience = 6;  // waits for an answer that does not come; the others go on then
  constexpr std::int64_t kGrain = 10'000;  // milliseconds: what is due within is done together
  const std::int64_t end = milliseconds(until.time_since_epoch()).count();
  int waited = 0;
  while (clock.Milliseconds() < end && !stop()) {
    // Only hosts may keep one waiting for ever; the clock does not run away from work.
    const bool waits = !following.CanJump();
    const std::size_t before = following.under_way();
    if (const auto done = following.Turn(waits ? kWait : milliseconds(0)); !done) return done;
    if (!following.CanJump()) {
      // What is being made ends by itself, however slow the machine is.
      waited = following.making() == 0 && following.under_way() == before ? waited + 1 : 0;
      if (waited < kPatience || hosts == Hosts::kAllAnswer) continue;
    }
    waited = 0;
    const std::optional<FetchTime> due = following.NextDue();
    const std::int64_t next = due ? due->time_since_epoch().count() : end;
    const std::int64_t grain = std::max(next, clock.Milliseconds()) + kGrain - 1;
    clock.AdvanceTo(std::min(grain - grain % kGrain, end));
  }
  return {};
}

}  // namespace testweb
