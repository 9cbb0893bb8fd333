// Feeds: what an outlet says is new.
//
//   bytes  --ReadFeed-->  Feed  { items }
//                                   |  carries its text:  PageOfItem --> Page
//                                   |  else:              `url` is a link to fetch
//
// RSS 0.9x, 1.0 (RDF) and 2.0, Atom 0.3 and 1.0, JSON Feed 1.x, sitemaps with or without
// news:news, and indexes of sitemaps. What a feed says is foreign: links that are not http or
// https are left out, titles are plain text, times that cannot be are absent. Entities of a DTD
// are never expanded and nothing outside the bytes is opened.
//
// All functions are pure and safe to call from many threads. OPML: page/feed/opml.h.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "page/page.h"
#include "text/instant.h"
#include "text/result.h"

namespace checkback {

enum class FeedKind { kRss, kRdf, kAtom, kJsonFeed, kSitemap, kSitemapIndex };

// "RSS", "RSS 1.0 (RDF)", "Atom", "JSON Feed", "sitemap", "sitemap index".
std::string_view NameOf(FeedKind kind);

// A file beside an item: a picture, a recording.
struct Enclosure {
  std::string url;
  std::string media_type;              // "image/jpeg"; "" where the feed does not say
  std::optional<std::uint64_t> bytes;  // as the feed says

  friend bool operator==(const Enclosure&, const Enclosure&) = default;
};

struct FeedItem {
  std::string id;            // guid, atom:id, rdf:about; else the URL; else a hash of the item
  std::string url;           // absolute http or https; "" without one
  std::string title;         // plain text, one line
  std::string summary;       // plain text, one line
  std::string content_html;  // the full text where the feed carries it, not sanitised
  std::vector<std::string> authors;
  std::optional<PageTime> published_at;
  std::optional<PageTime> updated_at;
  std::string language;  // BCP 47; "": as the feed
  std::string outlet;    // where the item says that it comes from another one
  std::vector<std::string> categories;
  std::vector<Enclosure> enclosures;
};

struct Feed {
  FeedKind kind = FeedKind::kRss;
  std::string url;       // where it was fetched
  std::string self_url;  // where it says that it lives
  std::string title;
  std::string site_url;
  std::string language;

  // When to ask again, as far as the feed says.
  std::optional<int> ttl_minutes;  // RSS ttl, or the period of RSS 1.0's syndication module
  std::vector<int> skip_hours;     // 0 to 23, in UTC
  std::vector<int> skip_days;      // 0 is Sunday
  std::vector<std::string> hubs;   // WebSub
  std::string next_url;            // the page with older items (JSON Feed, RFC 5005)

  // In the order of the feed; ids that stand twice are kept.
  std::vector<FeedItem> items;
  std::size_t skipped = 0;  // items over kMaxFeedItems, or without link, title and text

  // Why the XML was read leniently: "at byte 812 (line 14): ..."; "" for well-formed feeds.
  std::string damage;
};

// The protocol of sitemaps sets both. Over the first: kTooLarge. Over the second: the first so
// many.
inline constexpr std::size_t kMaxFeedBytes = 50u << 20;
inline constexpr std::size_t kMaxFeedItems = 50'000;
// Titles, names, ids, categories; longer ones are cut (an id is hashed).
inline constexpr std::size_t kMaxFeedFieldBytes = 8u << 10;
inline constexpr std::size_t kMaxFeedSummaryBytes = 64u << 10;
// Authors, categories, hubs: of one item or feed.
inline constexpr std::size_t kMaxFeedListed = 100;
inline constexpr std::size_t kMaxEnclosures = 10;  // of one item

struct FeedSource {
  std::string url = {};                // base of relative links; "" leaves them out
  std::string transport_charset = {};  // from a Content-Type header; "" without one
  // Our clock. Times that an item has over two days after it are taken as absent.
  std::optional<Instant> seen_at = {};
};

// The feed in `bytes`. Broken XML is read a second time, mended; what helps neither is
// kBadInput with the byte, and so is what is no feed ("this is an HTML page, not a feed").
Result<Feed> ReadFeed(std::string_view bytes, const FeedSource& source);

// The item as a page, where it carries its text: at least 60 words, or clearly more than its
// summary, and not broken off with an ellipsis. Nothing: the page is to be fetched.
std::optional<Page> PageOfItem(const Feed& feed, const FeedItem& item, Instant seen_at);

}  // namespace checkback
