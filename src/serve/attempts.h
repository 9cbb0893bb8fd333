// How often somebody may guess a secret.
//
//   if (!attempts.MayTry(peer, now)) ...    // 429
//   if (wrong) attempts.Failed(peer, now);
//
// Ten wrong ones in ten minutes from one address, and a thousand from all of them, then nobody from
// there is heard until the ten minutes are over, right or wrong: else a guess that is right would
// still tell. Safe to call from many threads.

#pragma once

#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>

#include "text/instant.h"

namespace checkback {

class Attempts {
 public:
  static constexpr std::size_t kMostOfPeer = 10;
  static constexpr std::size_t kMostOfAll = 1000;
  static constexpr std::chrono::minutes kWindow{10};

  bool MayTry(const std::string& peer, Instant now);
  void Failed(const std::string& peer, Instant now);

 private:
  // Forgets all of them when their window is over.
  void Turn(Instant now);

  std::mutex mutex_;
  Instant begun_{};
  std::size_t all_ = 0;
  std::unordered_map<std::string, std::size_t> failed_;  // kMostOfAll at most
};

}  // namespace checkback
