// The versions of a page, for a terminal.
//
//   The versions of https://kestrel-news.example/dam        2 visits more without a change
//
//   1  Wed 14 May 2025, 09:12 UTC  k5wqd2ma
//      Dam above Verrin shows cracks
//      seen unchanged 3 times until 11:40
//   2  Wed 14 May 2025, 12:03 UTC  7h2mxv4a
//      Dam above Verrin shows cracks, 40 families leave
//      headline, 2 numbers, 1 text
//   3  Wed 14 May 2025, 14:30 UTC  ab3kq77x
//      as version 1 again
//
// Pure.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "answer/versions_json.h"
#include "article/version/diff.h"
#include "cli/terminal.h"

namespace checkback {

std::string VersionsViewOf(std::string_view url, const std::vector<ShownVersion>& versions,
                           const Terminal& terminal);

// "headline, 2 x number, text"; "" where only the order of sentences is another.
std::string KindsOf(const Diff& diff);

}  // namespace checkback
