// What a story told as the store keeps it, and by what is known whether it still holds.
//
//   ToldStory, how its pages were changed  <-->  zstd frames of text/packed.h
//
// A story of 200 captures is 500 kB of JSON to read, but a fifth of it packed.
//
// Pure but for `known`, safe to call from many threads.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "follow/version_changes.h"
#include "store/store.h"
#include "story/told/told.h"
#include "text/result.h"

namespace checkback {

struct KeptTold {
  ToldStory told;
  std::vector<VersionChange> changes;
};

// The bytes are cut into pieces, a frame each, at every so many of a long list: most of what a
// story tells is what it told before. `PackedPieces` are the pieces of the last time and their
// frames.
using PackedPieces = std::unordered_map<std::string, std::string>;
// What is in `known` is not packed again; afterwards it holds the pieces of these. The same bytes
// with it and without.
std::string ToldFrameOf(const ToldStory& told, const std::vector<VersionChange>& changes,
                        PackedPieces& known);
std::string ToldFrameOf(const ToldStory& told, const std::vector<VersionChange>& changes);
// kBadInput where it is no such frame, or speaks of a capture beyond `captures`.
Result<KeptTold> ToldOfFrame(std::string_view frame, std::size_t captures);

// A digest of all that `tellings`, those of `story`, are told from, and of the rules and the
// version of the telling: the same digest, the same ToldStory. The numbers of pages, which are of
// one store, do not count.
std::string ToldFrom(const StoredStory& story, std::span<const Telling> tellings);

}  // namespace checkback
