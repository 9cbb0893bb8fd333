// What a page wants beside its first answer (made.h). For the folder.
//
//   its canonical page      an AMP page, a print view, a link that was shared
//   rel=amphtml             it shows no text itself
//   page 2, page 3 ...      its article goes on there
//
// Never on another site (OutletDomain), never more than kMostPageParts in all, and each address
// once: so what links in circles or for ever ends.

#pragma once

#include <string>

#include "follow/following/made.h"

namespace checkback {

// Sets what `made`, whose own page is `html` (bytes as they came), wants first; nothing where it is
// whole.
void FindWanted(const std::string& html, MadePage& made);

}  // namespace checkback
