// A following of the test web on a simulated clock: as long as answers are on their way the clock
// stands still, then it jumps to what is due next. An answer that takes too long is not waited for.

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

// Hosts that mean no good are given up soon.
void GiveUpSoon(checkback::FollowingOptions& options);

// The sources of `world`: each host's feed, due at once.
checkback::Result<void> AddFeeds(const World& world, const std::string& folder,
                                 checkback::Instant now);

// Whether all hosts answer: then answers are waited for as long as they take, and a machine that is
// slow changes nothing.
enum class Hosts : std::uint8_t { kMayBeSilent, kAllAnswer };

// Follows until `until` on the clock, or until `stop` says so between two turns.
checkback::Result<void> FollowUntil(
    checkback::Following& following, SimulatedClock& clock, checkback::Instant until,
    const std::function<bool()>& stop = [] { return false; }, Hosts hosts = Hosts::kMayBeSilent);

}  // namespace testweb
