// One reader for each format. For page/feed/feed.cc.

#pragma once

#include <string>
#include <string_view>

#include "page/feed/feed.h"
#include "page/feed/xml_tree.h"

namespace checkback {

// RSS of every version; the root is <rss> or <rdf:RDF>.
Feed ReadRss(const XmlTree& xml, const FeedSource& source);
// Atom 0.3 and 1.0; the root is <feed>.
Feed ReadAtom(const XmlTree& xml, const FeedSource& source);
// The root is <urlset> or <sitemapindex>.
Feed ReadSitemap(const XmlTree& xml, const FeedSource& source);
// JSON Feed 1.0 and 1.1, as UTF-8.
Result<Feed> ReadJsonFeed(std::string_view json, const FeedSource& source);

// The base of relative links inside of `id`, which itself stands in `base`.
std::string XmlBase(const XmlTree& xml, XmlId id, const std::string& base);

// An atom:link, also as RSS feeds hold it.
struct AtomLink {
  std::string rel;  // "alternate" where none is given
  std::string base;
  std::string_view href;  // valid as long as the tree, as `length`
  std::string media_type;
  std::string_view length;

  std::string Url() const;  // resolved; "" where it leads nowhere
};
AtomLink ReadAtomLink(const XmlTree& xml, XmlId id, const std::string& base);
// Where it leads, for the links of a feed.
void TakeFeedLink(const AtomLink& link, Feed& feed);

// atom:title, atom:summary, atom:content as HTML, whatever their type; "" for content that is
// elsewhere or no text.
std::string AtomHtml(const XmlTree& xml, XmlId id);

}  // namespace checkback
