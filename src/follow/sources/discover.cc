#include "follow/sources/discover.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "article/article.h"
#include "article/tree/links.h"
#include "article/tree/tree.h"
#include "page/charset.h"
#include "page/feed/feed.h"
#include "page/feed/opml.h"
#include "page/page.h"
#include "page/url.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// What feeds say of themselves in a link; generators write all of these.
constexpr std::array<std::string_view, 6> kFeedTypes = {
    "application/rss+xml",   "application/atom+xml", "application/rdf+xml",
    "application/feed+json", "application/json",     "text/xml"};
// Where generators of sites put feeds: WordPress, Hugo, Ghost, Jekyll, Drupal, Blogger, Arc.
constexpr std::array<std::string_view, 10> kUsualFeeds = {"/feed",
                                                          "/rss.xml",
                                                          "/rss",
                                                          "/feed.xml",
                                                          "/atom.xml",
                                                          "/index.xml",
                                                          "/feeds/posts/default",
                                                          "/rss/index.xml",
                                                          "/arc/outboundfeeds/rss/",
                                                          "/feed.json"};
constexpr std::array<std::string_view, 5> kUsualSitemaps = {
    "/news-sitemap.xml", "/sitemap-news.xml", "/sitemap_news.xml", "/googlenews.xml",
    "/sitemap.xml"};
// RFC 9309 asks for 500 KiB of a robots.txt at least.
constexpr std::size_t kMostRobotsBytes = 512u << 10;
constexpr std::size_t kMostRobotsLines = 20'000;

// Not the name of the site: "news.example" says it of everything.
bool NamesNews(std::string_view url) {
  const auto parts = SplitUrl(url);
  return parts && AsciiLower(parts->path + parts->query).find("news") != std::string::npos;
}

// By what generators write into addresses, in whatever language the site is.
bool IsOfComments(std::string_view url) {
  return AsciiLower(url).find("comments") != std::string::npos;
}

std::string DecodedHtml(std::string_view bytes, const DiscoverPlace& place) {
  const std::size_t charset = AsciiLower(place.content_type).find("charset=");
  const std::string_view label =
      charset == std::string::npos ? std::string_view()
                                   : Trim(std::string_view(place.content_type).substr(charset + 8));
  return DecodeBytes(std::string(bytes), label).text;
}

std::vector<OfferedFeed> FeedsNamedIn(const Tree& tree, const std::string& base) {
  std::vector<OfferedFeed> feeds;
  for (NodeIndex i = 0; i < tree.size() && feeds.size() < kMostOffered; ++i) {
    if (tree[i].tag != Tag::kLink || !HasRel(tree, i, "alternate")) continue;
    const std::string type = AsciiLower(Trim(tree.Get(i, Attr::kType)));
    if (std::find(kFeedTypes.begin(), kFeedTypes.end(), type.substr(0, type.find(';'))) ==
        kFeedTypes.end())
      continue;
    // WordPress names its API as application/json.
    const std::string_view href = tree.Get(i, Attr::kHref);
    if (type == "application/json" && href.find("wp-json") != std::string_view::npos) continue;
    OfferedFeed feed{ResolveUrl(base, href), Collapse(tree.Get(i, Attr::kTitle))};
    const auto same = [&](const OfferedFeed& other) { return other.url == feed.url; };
    if (!feed.url.empty() && std::none_of(feeds.begin(), feeds.end(), same))
      feeds.push_back(std::move(feed));
  }
  std::stable_partition(feeds.begin(), feeds.end(),
                        [](const OfferedFeed& feed) { return !IsOfComments(feed.url); });
  return feeds;
}

// An article, or a page of links to others?
Discovery SiteOrPage(std::string_view bytes, const DiscoverPlace& place) {
  if (IsFrontPage(place.url)) return Discovery::kSite;
  const Result<Page> page = ReadPage(std::string(bytes), {.url = place.url, .hash = false});
  const Result<Article> article = page ? ExtractArticle(*page) : Fail(page.error());
  if (!article) return Discovery::kPage;
  return article->kind == ArticleKind::kIndex ? Discovery::kSite : Discovery::kPage;
}

Discovered OfFeed(const Feed& feed) {
  Discovered found;
  found.title = feed.title;
  found.what = feed.kind == FeedKind::kSitemap        ? Discovery::kSitemap
               : feed.kind == FeedKind::kSitemapIndex ? Discovery::kSitemapIndex
                                                      : Discovery::kFeed;
  if (found.what != Discovery::kSitemapIndex) return found;
  std::vector<const FeedItem*> maps;
  maps.reserve(feed.items.size());
  for (const FeedItem& item : feed.items) maps.push_back(&item);
  std::stable_sort(maps.begin(), maps.end(), [](const FeedItem* a, const FeedItem* b) {
    const bool a_news = NamesNews(a->url), b_news = NamesNews(b->url);
    if (a_news != b_news) return a_news;
    const Instant a_time = a->updated_at ? a->updated_at->utc : Instant{};
    const Instant b_time = b->updated_at ? b->updated_at->utc : Instant{};
    return a_time > b_time;
  });
  for (std::size_t i = 0; i < std::min(maps.size(), kMostOffered); ++i)
    found.sitemaps.push_back(maps[i]->url);
  return found;
}

// Whether the bytes begin as XML or JSON of a feed would; HTML does not.
bool MayBeFeed(std::string_view bytes) {
  constexpr std::size_t kHead = 4096;
  const std::string head = AsciiLower(bytes.substr(0, kHead));
  for (const std::string_view sign : {"<rss", "<feed", "<rdf:rdf", "<urlset", "<sitemapindex",
                                      "<opml", "jsonfeed.org", "<?xml"}) {
    if (head.find(sign) != std::string::npos) return true;
  }
  return false;
}

// The origin of `url` with another path.
std::string AtHost(std::string_view url, std::string_view path) {
  return ResolveUrl(url, path);
}

template <std::size_t N>
std::vector<std::string> Places(std::string_view url,
                                const std::array<std::string_view, N>& paths) {
  std::vector<std::string> places;
  for (const std::string_view path : paths) {
    std::string place = AtHost(url, path);
    if (!place.empty()) places.push_back(std::move(place));
  }
  return places;
}

}  // namespace

bool IsFrontPage(std::string_view url) {
  const auto parts = SplitUrl(url);
  return parts && (parts->path.empty() || parts->path == "/") && parts->query.empty();
}

Discovered Discover(std::string_view bytes, const DiscoverPlace& place) {
  Discovered found;
  if (MayBeFeed(bytes)) {
    if (const Result<Feed> feed = ReadFeed(bytes, {.url = place.url})) return OfFeed(*feed);
    if (const Result<Opml> opml = ReadOpml(bytes)) {
      found.what = Discovery::kOpml;
      found.title = opml->title;
      return found;
    }
  }
  const std::string html = DecodedHtml(bytes, place);
  if (Trim(html).empty()) {
    found.why = "the answer is empty";
    return found;
  }
  const Result<Page> page = ReadPage(std::string(bytes), {.url = place.url, .hash = false});
  if (!page) {
    found.why = page.error().what;
    return found;
  }
  const Result<Tree> tree = ParseHtml(html);
  if (!tree) {
    found.why = tree.error().what;
    return found;
  }
  found.feeds = FeedsNamedIn(*tree, LinkBaseOf(*tree, place.url));
  const NodeIndex title = tree->Find(Tag::kTitle);
  if (title != kNoNode) found.title = tree->TextBelow(title);
  found.what = SiteOrPage(bytes, place);
  return found;
}

std::vector<std::string> SitemapsOfRobots(std::string_view robots, std::string_view url) {
  std::vector<std::string> sitemaps;
  robots = robots.substr(0, kMostRobotsBytes);
  for (std::size_t line = 0; line < kMostRobotsLines && !robots.empty(); ++line) {
    const std::size_t end = std::min(robots.find_first_of("\r\n"), robots.size());
    const std::string_view text = Trim(robots.substr(0, end));
    robots.remove_prefix(std::min(end + 1, robots.size()));
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || AsciiLower(Trim(text.substr(0, colon))) != "sitemap")
      continue;
    std::string sitemap = ResolveUrl(url, Trim(text.substr(colon + 1)));
    if (sitemap.empty() || std::find(sitemaps.begin(), sitemaps.end(), sitemap) != sitemaps.end())
      continue;
    sitemaps.push_back(std::move(sitemap));
    if (sitemaps.size() >= kMostOffered) break;
  }
  std::stable_partition(sitemaps.begin(), sitemaps.end(),
                        [](const std::string& sitemap) { return NamesNews(sitemap); });
  return sitemaps;
}

std::vector<std::string> UsualFeeds(std::string_view url) {
  return Places(url, kUsualFeeds);
}
std::vector<std::string> UsualSitemaps(std::string_view url) {
  return Places(url, kUsualSitemaps);
}
std::string RobotsOf(std::string_view url) {
  return AtHost(url, "/robots.txt");
}

std::vector<OfferedFeed> ArticleLinks(std::string_view bytes, const DiscoverPlace& place,
                                      std::size_t most) {
  constexpr std::size_t kLeastWords = 4;
  std::vector<OfferedFeed> links;
  const Result<Tree> tree = ParseHtml(DecodedHtml(bytes, place));
  if (!tree) return links;
  const std::string base = LinkBaseOf(*tree, place.url), domain = OutletDomain(place.url);
  std::unordered_set<std::string> met = {CanonicalUrl(place.url)};
  for (NodeIndex i = 0; i < tree->size() && links.size() < most; ++i) {
    if ((*tree)[i].tag != Tag::kA) continue;
    std::string url = ResolveUrl(base, tree->Get(i, Attr::kHref));
    if (url.empty() || OutletDomain(url) != domain || IsFrontPage(url)) continue;
    std::string words = tree->TextBelow(i);
    if (CountWords(words) < kLeastWords || !met.insert(CanonicalUrl(url)).second) continue;
    links.push_back({std::move(url), std::move(words)});
  }
  return links;
}

}  // namespace checkback
