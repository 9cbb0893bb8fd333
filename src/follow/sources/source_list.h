// Lists of sources as people have them in files: OPML, and lines of text as newsboat's urls file.
//
//   https://news.example/rss europe "the coast" "~News Example"
//   # a comment; the name after ~, tags without
//
// What cannot be followed is refused with its line and the reason; the others are taken. Linear in
// the bytes.
//
// Pure and safe to call from many threads.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "follow/fetch/reachable.h"
#include "follow/sources/source_book.h"
#include "text/result.h"

namespace checkback {

struct ListedSource {
  NewSource source;
  std::size_t line = 0;  // of the file, from 1; 0: not known
};

struct RefusedSource {
  std::string what;      // as it was given, safe to show after Harmless
  std::string why;       // "a private network", "not http or https", "on line 3 already"
  std::size_t line = 0;  // of the file, from 1; 0: not known
};

struct SourceList {
  std::vector<ListedSource> sources;
  std::vector<RefusedSource> refused;  // at most kMostRefusedNamed
  std::size_t refused_count = 0;       // all of them
};
inline constexpr std::size_t kMostRefusedNamed = 100;

// kBadInput for what is neither; kTooLarge over kMaxOpmlFeeds lines or kMaxOpmlBytes.
Result<SourceList> ReadSourceList(std::string_view bytes, const std::vector<NetBlock>& allowed);

// Why `url` cannot be followed, whatever answers there: no http or https, a name or password in it,
// an address of a private network, or a name that only this machine knows; "" where it can.
std::string WhyNotFollowed(std::string_view url, const std::vector<NetBlock>& allowed);

// What the book holds, as OPML 2.0: a folder for each first tag.
std::string SourcesAsOpml(const std::vector<FollowedSource>& sources);

}  // namespace checkback
