// What a search found, as JSON.
//
// Pure.

#pragma once

#include <string>

#include "store/search/search.h"

namespace checkback {

// As docs/formats.md describes it, without a line break.
std::string SearchAsJson(const SearchPage& page);

}  // namespace checkback
