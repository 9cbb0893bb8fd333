// The versions of a page, for a terminal and as JSON.
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

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "article/version/diff.h"
#include "cli/terminal.h"
#include "store/store.h"

namespace checkback {

// A version with what changed since the one before it (nothing for the first).
struct ShownVersion {
  PageVersion version;
  Article article;
  std::optional<Diff> since;
};

std::string VersionsViewOf(std::string_view url, const std::vector<ShownVersion>& versions,
                           const Terminal& terminal);
// { "url", "versions": [{ "n", "id", "seen_at", "last_seen", "visits", "headline", ... }] }
std::string VersionsAsJson(std::string_view url, const std::vector<ShownVersion>& versions);

// "headline, 2 x number, text"; "" where only the order of sentences is another.
std::string KindsOf(const Diff& diff);

}  // namespace checkback
