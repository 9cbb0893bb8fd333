// From hashes to places: a flat table, as a node of std::unordered_map costs a cache miss and 40
// bytes. Nothing can be taken out; Clear and enter again.

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace checkback {

class HashPlaces {
 public:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  void Clear(std::size_t expected = 0) {
    std::size_t size = 16;
    while (size < 2 * expected) size *= 2;
    slots_.assign(size, {});
    used_ = 0;
  }

  // The place of `hash`, or kNone.
  std::uint32_t Find(std::uint64_t hash) const {
    if (slots_.empty()) return kNone;
    for (std::size_t at = hash & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].place == kNone || slots_[at].hash == hash) return slots_[at].place;
    }
  }

  // Brings the place of `hash` into the cache, ahead of Find.
  void Prefetch(std::uint64_t hash) const {
    if (!slots_.empty()) __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]);
  }

  // Enters `hash`, which must not be there.
  void Enter(std::uint64_t hash, std::uint32_t place) {
    if (2 * (used_ + 1) > slots_.size()) Grow();
    std::size_t at = hash & (slots_.size() - 1);
    while (slots_[at].place != kNone) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = {hash, place};
    ++used_;
  }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t place = kNone;
  };

  void Grow() {
    std::vector<Slot> old(slots_.empty() ? 16 : 2 * slots_.size());
    old.swap(slots_);
    used_ = 0;
    for (const Slot& slot : old) {
      if (slot.place != kNone) Enter(slot.hash, slot.place);
    }
  }

  std::vector<Slot> slots_;  // a power of two
  std::size_t used_ = 0;
};

}  // namespace checkback
