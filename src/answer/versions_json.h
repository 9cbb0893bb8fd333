// The versions of a page with what changed between them, as JSON.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "article/version/diff.h"
#include "store/store.h"

namespace checkback {

// A version with what changed since the one before it (nothing for the first).
struct ShownVersion {
  PageVersion version;
  Article article;
  std::optional<Diff> since;
};

// `versions` with their articles, by time. Errors are those of the store.
Result<std::vector<ShownVersion>> WithChanges(const Store& store,
                                              std::vector<PageVersion> versions);

// { "url", "versions": [{ "n", "id", "seen_at", "last_seen", "visits", "headline", ... }] }
std::string VersionsAsJson(std::string_view url, const std::vector<ShownVersion>& versions);

}  // namespace checkback
