// Text that stands only in a page's data: what a script would have put on the screen.
//
//   <script id="__NEXT_DATA__" type="application/json">{"props":{… "body":[{"type":"p","text":…

#pragma once

#include <string_view>
#include <vector>

#include "article/metadata/witnesses.h"

namespace checkback {

// Adds the longest text of articles that `scripts` hold to `said.bodies`, and who wrote it and
// when, as its object says beside it; last of all.
// Reading state costs more than all the rest of a page, so ask only where the page shows
// little text. Safe to call from many threads; bounded by the size of the scripts.
void ReadPageState(const std::vector<std::string_view>& scripts, Witnesses& said);

}  // namespace checkback
