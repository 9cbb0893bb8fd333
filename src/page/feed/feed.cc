#include "page/feed/feed.h"

#include <fmt/format.h>

#include "page/charset.h"
#include "page/feed/feed_fields.h"
#include "page/feed/feed_formats.h"
#include "page/feed/xml_tree.h"
#include "page/format.h"
#include "text/utf8.h"

namespace checkback {
namespace {

Result<Feed> ReadXmlFeed(std::string_view text, const FeedSource& source) {
  const Result<XmlTree> xml = XmlTree::Parse(text);
  if (!xml) return Fail(xml.error());
  const XmlNode& root = (*xml)[xml->root()];
  const auto read = [&]() -> Result<Feed> {
    if (root.name == "rss" || root.Is(XmlSpace::kRdf, "rdf")) return ReadRss(*xml, source);
    if (root.name == "feed") return ReadAtom(*xml, source);
    if (root.name == "urlset" || root.name == "sitemapindex") return ReadSitemap(*xml, source);
    if (root.name == "html") return Fail(Errc::kBadInput, "this is an HTML page, not a feed");
    if (root.name == "opml")
      return Fail(Errc::kBadInput, "this is an OPML file, a list of feeds, not a feed");
    return Fail(Errc::kBadInput, fmt::format("this is XML, but no feed: it begins with <{}>",
                                             Cut(std::string(root.name), 60)));
  };
  Result<Feed> feed = read();
  if (feed) feed->damage = xml->damage();
  return feed;
}

bool BeginsHtml(std::string_view text) {
  const std::string begin = AsciiLower(text.substr(0, 14));
  return begin.starts_with("<!doctype html") || begin.starts_with("<html");
}

}  // namespace

std::string_view NameOf(FeedKind kind) {
  switch (kind) {
    case FeedKind::kRss:
      return "RSS";
    case FeedKind::kRdf:
      return "RSS 1.0 (RDF)";
    case FeedKind::kAtom:
      return "Atom";
    case FeedKind::kJsonFeed:
      return "JSON Feed";
    case FeedKind::kSitemap:
      return "sitemap";
    case FeedKind::kSitemapIndex:
      return "sitemap index";
  }
  return "feed";
}

Result<Feed> ReadFeed(std::string_view bytes, const FeedSource& source) {
  if (bytes.size() > kMaxFeedBytes) {
    return Fail(Errc::kTooLarge, fmt::format("the feed has {} MB; the most that is read is {} MB",
                                             bytes.size() >> 20, kMaxFeedBytes >> 20));
  }
  const std::string_view binary = BinaryKind(bytes);
  if (!binary.empty()) return Fail(Errc::kBadInput, fmt::format("this is {}, not a feed", binary));
  const std::string decoded = DecodeBytes(std::string(bytes), source.transport_charset).text;
  const std::string_view text = Trim(decoded);
  if (text.empty()) return Fail(Errc::kBadInput, "the feed is empty");
  if (text.front() == '{') return ReadJsonFeed(text, source);
  if (BeginsHtml(text)) return Fail(Errc::kBadInput, "this is an HTML page, not a feed");
  if (text.find('<') == std::string_view::npos)
    return Fail(Errc::kBadInput, "this is neither XML nor JSON, so it is no feed");
  return ReadXmlFeed(text, source);
}

}  // namespace checkback
