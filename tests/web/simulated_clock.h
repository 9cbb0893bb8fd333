// A clock that a test sets: milliseconds since 1970. Safe to use from many threads.

#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

#include "text/instant.h"

namespace testweb {

class SimulatedClock {
 public:
  explicit SimulatedClock(checkback::Instant begin)
      : ms_(std::chrono::milliseconds(begin.time_since_epoch()).count()) {}

  std::int64_t Milliseconds() const { return ms_; }
  checkback::Instant Now() const {
    return checkback::Instant(std::chrono::seconds(Milliseconds() / 1000));
  }
  // Never back.
  void AdvanceTo(std::int64_t ms) {
    if (ms > ms_) ms_ = ms;
  }

 private:
  std::atomic<std::int64_t> ms_;
};

}  // namespace testweb
