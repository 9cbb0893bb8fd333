// What a story told as the store keeps it: JSON in a zstd frame, and by what is known whether it
// still holds.
//
//   ToldStory  <-->  [[[0,[[0,120],[121,188]],[]], ...], ...]
//
// Arrays hold the members of a struct in their order; what is absent is null. A member that is
// added to a struct of story/told/told.h does not compile here until it is named.
//
// Pure, safe to call from many threads.

#pragma once

#include <span>
#include <string>
#include <string_view>

#include "store/store.h"
#include "story/told/told.h"
#include "text/result.h"

namespace checkback {

std::string ToldFrameOf(const ToldStory& told);
// kBadInput where it is no such frame, or speaks of a capture beyond `captures`.
Result<ToldStory> ToldOfFrame(std::string_view frame, std::size_t captures);

// A digest of all that `tellings`, those of `story`, are told from, and of the rules and the
// version of the telling: the same digest, the same ToldStory. The numbers of pages, which are of
// one store, do not count.
std::string ToldFrom(const StoredStory& story, std::span<const Telling> tellings);

}  // namespace checkback
