// Who else carries a text, for a terminal and as JSON.
//
//   Dam above Verrin shows cracks
//   Kestrel News, seen Wed 14 May 2025, 09:12 UTC
//
//   2 origins behind 5 articles of 5 outlets
//
//   NWA (credited), 4 articles, first in Kestrel News
//      exact      100 % of this  Linde Times   09:30  https://...
//      contained   62 % of this  Verrin Echo   10:02  https://...
//   ...
//
// Pure.

#pragma once

#include <string>

#include "cli/terminal.h"
#include "store/store.h"

namespace checkback {

struct ShownCopies {
  Capture capture;
  Article article;
  CopiesFound found;
};

std::string CopiesViewOf(const ShownCopies& shown, const Terminal& terminal);
// { "id", "url", "headline", "outlets", "origins": [..], "copies": [..] }
std::string CopiesAsJson(const ShownCopies& shown);

}  // namespace checkback
