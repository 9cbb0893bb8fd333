// From an address that somebody typed to a source that can be polled, asking as little as possible.
//
//   https://news.example        is a site --> names /rss.xml --> is a feed: followed
//   https://news.example/dam    is a page: followed as one
//   https://silent.example      names none --> tries usual places --> sitemap of robots.txt
//                               --> else the site itself, by the links of its front page
//
// `ask` fetches; so this needs no network in tests. At most kMostAsked addresses are asked.

#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "follow/fetch/fetch_answer.h"
#include "follow/fetch/reachable.h"
#include "follow/sources/discover.h"
#include "follow/sources/source_book.h"
#include "follow/sources/source_list.h"

namespace checkback {

struct FoundSource {
  std::optional<NewSource> source;  // nothing: `list`, or `why`
  std::optional<SourceList> list;   // the address has a list of sources: OPML
  std::string why;                  // why there is nothing: "answered 404"
  std::vector<OfferedFeed> others;  // further feeds that the site names
  std::string note;                 // "found on https://news.example/"; "" where there is no need
};

using AskAddress = std::function<FetchAnswer(const std::string& url)>;

FoundSource FindSource(const std::string& url, const std::vector<NetBlock>& allowed,
                       const AskAddress& ask);

inline constexpr std::size_t kMostAsked = 8;

}  // namespace checkback
