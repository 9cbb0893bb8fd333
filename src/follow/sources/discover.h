// What is there to follow at an address that somebody typed? Of the bytes that were fetched from
// it.
//
//   https://news.example/          a site: its feed is /rss.xml ("<link rel=alternate>")
//   https://news.example/rss.xml   a feed, "News Example"
//   https://news.example/2025/dam  a page
//
// A site that names no feed may have one at a usual place, or a sitemap of news, which robots.txt
// names; these are addresses to try, nothing is fetched here. Feeds of comments come last.
//
// Pure and safe to call from many threads. Linear in the bytes.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "follow/sources/followed_source.h"

namespace checkback {

struct OfferedFeed {
  std::string url;    // absolute
  std::string title;  // "" where it has none

  friend bool operator==(const OfferedFeed&, const OfferedFeed&) = default;
};

enum class Discovery : std::uint8_t {
  kFeed,
  kSitemap,
  kSitemapIndex,
  kOpml,
  kSite,
  kPage,
  kNothing
};

struct Discovered {
  Discovery what = Discovery::kNothing;
  std::string title;               // of the feed, site or page
  std::vector<OfferedFeed> feeds;  // that the page names, best first
  bool lists = false;              // of kSitemapIndex: it names sitemaps
  std::string why;                 // of kNothing: "this is a PNG image"
};

struct DiscoverPlace {
  std::string url;                // of the answer
  std::string content_type = {};  // as the header has it
};

Discovered Discover(std::string_view bytes, const DiscoverPlace& place);

// Whether the path of `url` speaks of news, as those of news sitemaps do. Not the name of the site:
// "news.example" says it of everything.
bool NamesNews(std::string_view url);
// Whether `url` is a host alone: most likely a site.
bool IsFrontPage(std::string_view url);

// The Sitemap lines of a robots.txt, those of news first; at most kMostOffered.
std::vector<std::string> SitemapsOfRobots(std::string_view robots, std::string_view url);

// Where a site that names no feed may have one: /feed, /rss.xml ...; and where its news sitemap.
std::vector<std::string> UsualFeeds(std::string_view url);
std::vector<std::string> UsualSitemaps(std::string_view url);
// /robots.txt of that host; "" where `url` is none.
std::string RobotsOf(std::string_view url);

// Links of a front page that may be articles: on the same outlet's domain, with words of a headline
// (four or more) inside, in the order of the page; at most `most`. For sites without a feed.
std::vector<OfferedFeed> ArticleLinks(std::string_view bytes, const DiscoverPlace& place,
                                      std::size_t most);

inline constexpr std::size_t kMostOffered = 20;

}  // namespace checkback
