// Whether a client was polite, from the log of the test web alone.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server.h"
#include "world.h"

namespace testweb {

struct Manners {
  std::int64_t host_delay_ms = 2000;  // between two requests to one host
  std::int64_t poll_minutes = 5;      // between two polls of a feed, whatever it says
  // The newest validators have to come back; else any that the server gave will do (a client that
  // was killed may not have kept the newest).
  bool newest_validators = true;
  // When, on the clock, a client was killed. The clock stands still until answers are read: those
  // that were given at this very time it may not have read, and they bind nobody.
  std::vector<std::int64_t> killed_at_ms = {};
};

// What was not polite, a sentence each, the first ones only: requests too close to each other or
// within a crawl delay, pages that robots.txt forbids or asked before it, polls before max-age, ttl
// or Retry-After are over, in hours to skip or after 410, validators not given back to the byte,
// cookies, a referrer, no name.
std::vector<std::string> Rudeness(const World& world, const std::vector<Logged>& log,
                                  const Manners& manners);

// The rest of what a test wants to know of a log.
struct LogTally {
  std::size_t requests = 0, polls = 0, pages = 0, not_modified = 0, robots = 0;
};
LogTally TallyOf(const std::vector<Logged>& log);

}  // namespace testweb
