#include <algorithm>

#include "page/feed/feed_fields.h"
#include "page/feed/feed_formats.h"

namespace checkback {
namespace {

// "storms, Aldmere , coast"
void AddKeywords(std::string_view list, FeedItem& item) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(','), list.size());
    AddOnce(FeedField(list.substr(0, end)), item.categories);
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

void TakeNews(const XmlTree& xml, XmlId news, const FeedSource& source, FeedItem& item) {
  for (XmlId id = xml[news].first_child; id != kNoXml; id = xml[id].next) {
    const XmlNode& node = xml[id];
    if (node.Is(XmlSpace::kNews, "publication")) {
      item.outlet = FeedField(xml.Text(xml.Child(id, XmlSpace::kNews, "name")));
      item.language = FeedLanguage(xml.Text(xml.Child(id, XmlSpace::kNews, "language")));
    } else if (node.Is(XmlSpace::kNews, "publication_date")) {
      item.published_at = FeedTime(xml.Text(id), source);
    } else if (node.Is(XmlSpace::kNews, "title")) {
      item.title = FeedField(xml.InnerHtml(id));
    } else if (node.Is(XmlSpace::kNews, "keywords")) {
      AddKeywords(xml.Text(id), item);
    }
  }
}

FeedItem ReadEntry(const XmlTree& xml, XmlId entry, const FeedSource& source) {
  FeedItem item;
  for (XmlId id = xml[entry].first_child; id != kNoXml; id = xml[id].next) {
    const XmlNode& node = xml[id];
    if (node.Is(XmlSpace::kNone, "loc")) {
      item.url = FeedLink(source.url, xml.Text(id));
    } else if (node.Is(XmlSpace::kNone, "lastmod")) {
      item.updated_at = FeedTime(xml.Text(id), source);
    } else if (node.Is(XmlSpace::kNews, "news")) {
      TakeNews(xml, id, source, item);
    } else if (node.name == "image") {  // image:image/image:loc
      const XmlId place = xml.Child(id, node.space, "loc");
      AddEnclosure(source.url, xml.Text(place), {}, item);
    }
  }
  return item;
}

}  // namespace

Feed ReadSitemap(const XmlTree& xml, const FeedSource& source) {
  Feed feed;
  const bool is_index = xml[xml.root()].name == "sitemapindex";
  feed.kind = is_index ? FeedKind::kSitemapIndex : FeedKind::kSitemap;
  feed.url = source.url;
  const std::string_view entry = is_index ? "sitemap" : "url";
  for (XmlId id = xml[xml.root()].first_child; id != kNoXml; id = xml[id].next) {
    if (!xml[id].Is(XmlSpace::kNone, entry)) continue;
    FeedItem item = ReadEntry(xml, id, source);
    // Of a sitemap the address is all that counts.
    if (item.url.empty()) {
      ++feed.skipped;
    } else {
      AddItem(std::move(item), feed);
    }
  }
  return feed;
}

}  // namespace checkback
