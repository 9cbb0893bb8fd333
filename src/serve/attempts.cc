#include "serve/attempts.h"

namespace checkback {

void Attempts::Turn(Instant now) {
  if (now < begun_ + kWindow && now >= begun_) return;
  begun_ = now;
  all_ = 0;
  failed_.clear();
}

bool Attempts::MayTry(const std::string& peer, Instant now) {
  const std::lock_guard lock(mutex_);
  Turn(now);
  const auto of_peer = failed_.find(peer);
  return all_ < kMostOfAll && (of_peer == failed_.end() || of_peer->second < kMostOfPeer);
}

void Attempts::Failed(const std::string& peer, Instant now) {
  const std::lock_guard lock(mutex_);
  Turn(now);
  ++all_;
  ++failed_[peer];
}

}  // namespace checkback
