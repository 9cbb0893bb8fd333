// Who else carries a text, for a terminal.
//
//   Dam above Verrin shows cracks
//   Kestrel News, seen Wed 14 May 2025, 09:12 UTC  k5wqd2ma
//
//   5 articles, 5 outlets: 2 origins
//
//   NWA (credited)
//     this one          Kestrel News
//     contained   62 %  Verrin Echo                7h2mxv4a
//                       Wed 14 May 2025, 10:02 UTC
//                       Cracks in dam
//
// The share is of this article's text.
// Pure.

#pragma once

#include <string>

#include "answer/copies_json.h"
#include "cli/terminal.h"

namespace checkback {

std::string CopiesViewOf(const ShownCopies& shown, const Terminal& terminal);

}  // namespace checkback
