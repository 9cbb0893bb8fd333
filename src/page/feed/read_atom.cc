#include <utility>

#include "page/feed/feed_fields.h"
#include "page/feed/feed_formats.h"
#include "page/feed/plain_html.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// A base is repeated in every link of the feed, so long ones are passed over.
constexpr std::size_t kMaxBaseBytes = 300;

}  // namespace

std::string XmlBase(const XmlTree& xml, XmlId id, const std::string& base) {
  const std::string_view own = xml.Attribute(id, "xml:base");
  if (own.empty() || own.size() > kMaxBaseBytes) return base;
  std::string resolved = FeedLink(base, own);
  return resolved.empty() || resolved.size() > kMaxBaseBytes ? base : resolved;
}

std::string AtomLink::Url() const {
  return FeedLink(base, href);
}

AtomLink ReadAtomLink(const XmlTree& xml, XmlId id, const std::string& base) {
  AtomLink link;
  link.rel = AsciiLower(Trim(xml.Attribute(id, "rel")));
  constexpr std::string_view kRegistry = "http://www.iana.org/assignments/relation/";
  if (link.rel.starts_with(kRegistry)) link.rel.erase(0, kRegistry.size());
  if (link.rel.empty()) link.rel = "alternate";
  link.base = XmlBase(xml, id, base);
  link.href = xml.Attribute(id, "href");
  link.media_type = AsciiLower(FeedField(xml.Attribute(id, "type")));
  link.length = xml.Attribute(id, "length");
  return link;
}

void TakeFeedLink(const AtomLink& link, Feed& feed) {
  if (link.rel == "hub") {
    AddOnce(link.Url(), feed.hubs);
  } else if (link.rel == "self") {
    if (feed.self_url.empty()) feed.self_url = link.Url();
  } else if (link.rel == "next" || link.rel == "prev-archive") {
    if (feed.next_url.empty()) feed.next_url = link.Url();
  } else if (link.rel == "alternate") {
    if (feed.site_url.empty()) feed.site_url = link.Url();
  }
}

std::string AtomHtml(const XmlTree& xml, XmlId id) {
  if (id == kNoXml || !xml.Attribute(id, "src").empty()) return "";
  const std::string type = AsciiLower(Trim(xml.Attribute(id, "type")));
  if (AsciiLower(xml.Attribute(id, "mode")) == "base64") return "";
  if (type == "xhtml") {
    const XmlId div = xml.Child(id, XmlSpace::kXhtml, "div");
    return xml.InnerHtml(div == kNoXml ? id : div);
  }
  std::string html = xml.InnerHtml(id);
  const bool is_text = type.empty() || type == "text" || type == "text/plain";
  if (is_text) {
    // Much HTML is labelled as text, above all in Atom 0.3.
    const bool plain = xml.Attribute(id, "mode").empty() && html.find("</") == std::string::npos;
    return plain ? ParagraphsOf(html) : html;
  }
  return type.find("html") != std::string::npos ? html : "";
}

namespace {

class Atom {
 public:
  Atom(const XmlTree& xml, const FeedSource& source) : xml_(xml), source_(source) {}

  Feed Read() {
    const XmlId root = xml_.root();
    feed_.kind = FeedKind::kAtom;
    feed_.url = source_.url;
    feed_.language = FeedLanguage(xml_.Attribute(root, "xml:lang"));
    const std::string base = XmlBase(xml_, root, source_.url);
    std::vector<std::string> authors;
    for (XmlId id = xml_[root].first_child; id != kNoXml; id = xml_[id].next) {
      if (Is(id, "title")) {
        if (feed_.title.empty()) feed_.title = FeedField(AtomHtml(xml_, id));
      } else if (Is(id, "link")) {
        TakeFeedLink(ReadAtomLink(xml_, id, base), feed_);
      } else if (Is(id, "author")) {
        TakePerson(id, authors);
      } else if (Is(id, "entry")) {
        TakeEntry(id, base);
      }
    }
    InheritAuthors(std::move(authors), feed_);
    return std::move(feed_);
  }

 private:
  // Some feeds declare no namespace at all.
  bool Is(XmlId id, std::string_view name) const {
    return xml_[id].Is(XmlSpace::kAtom, name) || xml_[id].Is(XmlSpace::kNone, name);
  }
  XmlId Child(XmlId id, std::string_view name) const {
    const XmlId child = xml_.Child(id, XmlSpace::kAtom, name);
    return child != kNoXml ? child : xml_.Child(id, XmlSpace::kNone, name);
  }

  void TakePerson(XmlId id, std::vector<std::string>& to) const {
    AddOnce(FeedName(xml_.Text(Child(id, "name"))), to);
  }

  void TakeEntry(XmlId entry, const std::string& feed_base) {
    if (feed_.items.size() >= kMaxFeedItems) {
      ++feed_.skipped;
      return;
    }
    const std::string base = XmlBase(xml_, entry, feed_base);
    FeedItem item;
    item.language = FeedLanguage(xml_.Attribute(entry, "xml:lang"));
    for (XmlId id = xml_[entry].first_child; id != kNoXml; id = xml_[id].next) {
      TakeText(id, item);
      TakeFact(id, base, item);
    }
    if (item.summary.empty()) item.summary = std::move(media_summary_);
    media_summary_.clear();
    AddItem(std::move(item), feed_);
  }

  void TakeText(XmlId id, FeedItem& item) {
    if (Is(id, "title")) {
      if (item.title.empty()) item.title = FeedField(AtomHtml(xml_, id));
    } else if (Is(id, "summary")) {
      if (item.summary.empty()) item.summary = FeedSummary(AtomHtml(xml_, id));
    } else if (Is(id, "content")) {
      if (item.content_html.empty()) item.content_html = AtomHtml(xml_, id);
    } else if (xml_[id].Is(XmlSpace::kMedia, "group")) {
      media_summary_ = FeedSummary(xml_.InnerHtml(xml_.Child(id, XmlSpace::kMedia, "description")));
    }
  }

  void TakeFact(XmlId id, const std::string& base, FeedItem& item) {
    if (Is(id, "id")) {
      item.id = Trim(xml_.Text(id));
    } else if (Is(id, "link")) {
      TakeLink(ReadAtomLink(xml_, id, base), item);
    } else if (Is(id, "published") || Is(id, "issued")) {
      item.published_at = FeedTime(xml_.Text(id), source_);
    } else if (Is(id, "created") || xml_[id].Is(XmlSpace::kDublinCore, "date")) {
      if (!item.published_at) item.published_at = FeedTime(xml_.Text(id), source_);
    } else if (Is(id, "updated") || Is(id, "modified")) {
      item.updated_at = FeedTime(xml_.Text(id), source_);
    } else if (Is(id, "author") || Is(id, "contributor")) {
      TakePerson(id, item.authors);
    } else if (xml_[id].Is(XmlSpace::kDublinCore, "creator")) {
      AddOnce(FeedPerson(xml_.Text(id)), item.authors);
    } else if (Is(id, "category")) {
      const std::string_view label = xml_.Attribute(id, "label");
      AddOnce(FeedField(label.empty() ? xml_.Attribute(id, "term") : label), item.categories);
    } else if (Is(id, "source")) {
      item.outlet = FeedField(AtomHtml(xml_, Child(id, "title")));
    } else if (xml_[id].Is(XmlSpace::kMedia, "thumbnail") ||
               xml_[id].Is(XmlSpace::kMedia, "content")) {
      AddEnclosure(base, xml_.Attribute(id, "url"), {"", FeedField(xml_.Attribute(id, "type")), {}},
                   item);
    }
  }

  // The page is the first alternate, but HTML goes before other forms.
  static void TakeLink(const AtomLink& link, FeedItem& item) {
    if (link.rel == "enclosure") {
      AddEnclosure(link.base, link.href, {"", link.media_type, FeedNumber(link.length, UINT64_MAX)},
                   item);
    } else if (link.rel == "alternate" && item.url.empty()) {
      const bool is_page =
          link.media_type.empty() || link.media_type.find("html") != std::string::npos;
      if (is_page) item.url = link.Url();
    }
  }

  const XmlTree& xml_;
  const FeedSource& source_;
  Feed feed_;
  std::string media_summary_;
};

}  // namespace

Feed ReadAtom(const XmlTree& xml, const FeedSource& source) {
  return Atom(xml, source).Read();
}

}  // namespace checkback
