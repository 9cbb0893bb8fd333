// Feeds for readers of feeds: what is new in a story, or what a query finds, newest first.
//
//   /stories/k5wq/feed.atom    an entry for each capture that told something new: its headline, the
//   /stories/k5wq/feed.json    new sentences word for word, its outlet, its address
//   /search/feed.atom?q=...    an entry for each article that is found, with the passages
//
// Atom 1.0 (RFC 4287) and JSON Feed 1.1. The ids are those of the captures, so they are the same in
// every store that holds them, and stay so. Times are those of captures. All are as ApiFunction has
// it.

#pragma once

#include <string>
#include <vector>

#include "serve/api/routes.h"

namespace checkback {

Result<ApiAnswer> AtomOfStory(const Asked& asked, const std::vector<std::string>& ids);
Result<ApiAnswer> JsonFeedOfStory(const Asked& asked, const std::vector<std::string>& ids);
Result<ApiAnswer> AtomOfSearch(const Asked& asked, const std::vector<std::string>& ids);
Result<ApiAnswer> JsonFeedOfSearch(const Asked& asked, const std::vector<std::string>& ids);

}  // namespace checkback
