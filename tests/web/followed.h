// A following of the test web on a simulated clock: as long as answers are on their way the clock
// stands still, then it jumps to what is due next. Who never answers is not waited for: the time
// caps go by the clock too, so that no machine is too slow for it, and he is given up at his time
// on it.

#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "follow/following/following.h"
#include "server.h"
#include "simulated_clock.h"
#include "store/store.h"
#include "world.h"

namespace testweb {

// Options for following the hosts behind `port`.
checkback::FollowingOptions OptionsFor(int port, const SimulatedClock& clock);

// The sources of `world`: each host's feed, due at once.
checkback::Result<void> AddFeeds(const World& world, const std::string& folder,
                                 checkback::Instant now);

struct FollowHow {
  // Asked between two turns, and when nothing is under way.
  std::function<bool()> stop = [] { return false; };
  // The web that is followed, where hosts of it never answer; else all answers are waited for.
  const World* world = nullptr;
};

// Follows until `until` on the clock, or until `how.stop` says so.
checkback::Result<void> FollowUntil(checkback::Following& following, SimulatedClock& clock,
                                    checkback::Instant until, const FollowHow& how = {});

}  // namespace testweb
