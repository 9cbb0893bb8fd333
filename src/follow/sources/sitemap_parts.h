// An index of sitemaps: which of them are to be read now.
//
//   sitemap-news.xml     2026-11-26T14:00Z    read at 13:55, changed since     1
//   sitemap-2026-11.xml  2026-11-26T09:00Z    read at 13:55, as it was         -
//   sitemap-2026-10.xml                       does not say                     2
//
// Those of news first, then by the time of their last change, the newest first; of those that say
// nothing the first and the last of the list in turns, since either end may be the newest.
//
// Pure and safe to call from many threads.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "follow/sources/followed_source.h"
#include "page/feed/feed.h"
#include "text/instant.h"

namespace checkback {

// A sitemap that an index names; of those that were read, what the book keeps.
struct SitemapPart {
  std::string url;
  std::optional<Instant> lastmod;  // as the index has it
  std::optional<Instant> read_at = {};
  Validators validators = {};
};

// The best of `index`, best first, each once; at most kMostPartsLooked.
std::vector<SitemapPart> PartsOf(const Feed& index);

// Of `listed`, those that are to be asked for: not what says that it is as it was when it was read.
// With what `known` has of them.
std::vector<SitemapPart> PartsToRead(std::vector<SitemapPart> listed,
                                     const std::vector<SitemapPart>& known);

// What is older than this was no news when it was listed.
inline constexpr std::chrono::hours kOldestOfSitemap{48};
// Takes out of `feed` what says that it is older than `oldest`: archives have 50,000 addresses.
void DropOlder(Instant oldest, Feed& feed);

inline constexpr std::size_t kMostPartsLooked = 20;  // of one index
inline constexpr std::size_t kMostPartsRead = 8;     // at one poll, with those of indexes inside
inline constexpr int kDeepestIndex = 2;              // the standard allows no index in an index
inline constexpr std::size_t kMostPartsKept = 60;    // in the book, of one source

}  // namespace checkback
