// OPML: lists of feeds, as feed readers exchange them. Versions 1.0 and 2.0.
//
//   Europe            folder
//     Politics        folder
//       Aldmere Post  feed, tags "politics" and "coast"
//
// All functions are pure and safe to call from many threads.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "text/result.h"

namespace checkback {

struct OpmlFeed {
  std::string title;
  std::string url;  // absolute http or https
  std::string site_url;
  std::string language;
  std::vector<std::string> folders;  // from the outside in; at most kMaxOpmlFolders
  std::vector<std::string> tags;     // OPML 2.0's category

  friend bool operator==(const OpmlFeed&, const OpmlFeed&) = default;
};

struct Opml {
  std::string title;
  std::vector<OpmlFeed> feeds;  // in the order of the file
  // Feeds that were left out, and why: "Aldmere Post: 'file:///etc/passwd' is no address of the
  // web"; at most 100, `refused_count` has them all.
  std::vector<std::string> refused;
  std::size_t refused_count = 0;
};

inline constexpr std::size_t kMaxOpmlBytes = 50u << 20;
inline constexpr std::size_t kMaxOpmlFeeds = 100'000;  // over it: kTooLarge
inline constexpr std::size_t kMaxOpmlFolders = 16;     // deeper ones are not named

// The feeds in `bytes`, in whatever charset; broken XML is mended. kBadInput where it is no OPML.
Result<Opml> ReadOpml(std::string_view bytes);

// OPML 2.0. Folders are opened in the order of the feeds, so that reading it gives the same
// feeds again.
std::string WriteOpml(const Opml& opml);

}  // namespace checkback
