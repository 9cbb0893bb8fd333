// The outlets of a story in a few words: "Averley Herald, The Meridian and 5 others".
//
// Pure.

#pragma once

#include <string>

#include "store/store.h"

namespace checkback {

// By when they came; the first three by name.
std::string OutletsOf(const StoredStory& story);

}  // namespace checkback
