// Tables whose keys are hashes already, all over the 64 bits: flat, so that a look is one place of
// memory and not three (tsl::robin_map, https://github.com/Tessil/robin-map).
//
// As std::unordered_map and std::unordered_set, but: what is entered or taken out moves the others,
// so no reference lives longer than the next of these; and what an iterator points at is changed by
// it.value(). The order of a walk says nothing.

#pragma once

#include <tsl/robin_map.h>
#include <tsl/robin_set.h>

#include <cstddef>
#include <cstdint>

namespace checkback {

// The low bits choose the place.
struct ItselfAsHash {
  std::size_t operator()(std::uint64_t hash) const { return hash; }
};

template <typename Value>
using HashTable = tsl::robin_map<std::uint64_t, Value, ItselfAsHash>;
using HashSet = tsl::robin_set<std::uint64_t, ItselfAsHash>;

}  // namespace checkback
