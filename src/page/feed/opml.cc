#include "page/feed/opml.h"

#include <fmt/format.h>

#include <algorithm>

#include "page/charset.h"
#include "page/feed/feed_fields.h"
#include "page/feed/plain_html.h"
#include "page/feed/xml_tree.h"
#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kMostRefused = 100;

std::string FirstOf(const XmlTree& xml, XmlId id, std::string_view one, std::string_view other) {
  std::string first = FeedName(xml.Attribute(id, one));
  return first.empty() ? FeedName(xml.Attribute(id, other)) : first;
}

// "/politics/europe,coast"
std::vector<std::string> TagsOf(std::string_view list) {
  std::vector<std::string> tags;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(','), list.size());
    std::string_view tag = Trim(list.substr(0, end));
    while (tag.starts_with('/')) tag.remove_prefix(1);
    AddOnce(FeedField(tag), tags);
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return tags;
}

// Walks the outlines, depth first.
class Reader {
 public:
  explicit Reader(const XmlTree& xml) : xml_(xml) {}

  Result<Opml> Read(XmlId body) {
    XmlId at = xml_[body].first_child;
    while (at != kNoXml && at != body) {
      const bool is_outline = xml_[at].Is(XmlSpace::kNone, "outline");
      if (is_outline) Take(at);
      if (opml_.feeds.size() > kMaxOpmlFeeds)
        return Fail(Errc::kTooLarge, fmt::format("the OPML has over {} feeds", kMaxOpmlFeeds));
      if (is_outline && xml_[at].first_child != kNoXml) {
        Enter(at);
        at = xml_[at].first_child;
        continue;
      }
      while (at != body && xml_[at].next == kNoXml) {
        at = xml_[at].parent;
        if (at != body) Leave();
      }
      if (at != body) at = xml_[at].next;
    }
    return std::move(opml_);
  }

 private:
  void Enter(XmlId at) {
    if (++depth_ <= kMaxOpmlFolders) folders_.push_back(FirstOf(xml_, at, "text", "title"));
  }
  void Leave() {
    if (depth_-- <= kMaxOpmlFolders) folders_.pop_back();
  }

  void Take(XmlId at) {
    const std::string_view address = xml_.Attribute(at, "xmlurl");
    if (Trim(address).empty()) return;  // a folder
    OpmlFeed feed;
    feed.title = FirstOf(xml_, at, "title", "text");
    feed.url = FeedLink("", address);
    if (feed.url.empty()) return Refuse(feed.title, address);
    feed.site_url = FeedLink("", xml_.Attribute(at, "htmlurl"));
    feed.language = FeedLanguage(xml_.Attribute(at, "language"));
    feed.tags = TagsOf(xml_.Attribute(at, "category"));
    for (const std::string& folder : folders_) {
      if (!folder.empty()) feed.folders.push_back(folder);
    }
    opml_.feeds.push_back(std::move(feed));
  }

  void Refuse(const std::string& title, std::string_view address) {
    if (++opml_.refused_count > kMostRefused) return;
    opml_.refused.push_back(fmt::format("{}: '{}' is no address of the web", Cut(title, 100),
                                        Cut(FeedField(address), 200)));
  }

  const XmlTree& xml_;
  Opml opml_;
  std::size_t depth_ = 0;
  std::vector<std::string> folders_;
};

void Attribute(std::string_view name, std::string_view value, std::string& out) {
  if (value.empty()) return;
  out.append(" ").append(name).append("=\"");
  AppendEscaped(value, out);
  out += '"';
}

void Indent(std::size_t depth, std::string& out) {
  out.append(4 + 2 * depth, ' ');
}

void Write(const OpmlFeed& feed, std::string& out) {
  Indent(feed.folders.size(), out);
  out += "<outline type=\"rss\"";
  Attribute("text", feed.title.empty() ? feed.url : feed.title, out);
  Attribute("title", feed.title, out);
  Attribute("xmlUrl", feed.url, out);
  Attribute("htmlUrl", feed.site_url, out);
  Attribute("language", feed.language, out);
  std::string tags;
  for (const std::string& tag : feed.tags) tags += (tags.empty() ? "" : ",") + tag;
  Attribute("category", tags, out);
  out += "/>\n";
}

}  // namespace

Result<Opml> ReadOpml(std::string_view bytes) {
  if (bytes.size() > kMaxOpmlBytes) {
    return Fail(Errc::kTooLarge, fmt::format("the OPML has {} MB; the most that is read is {} MB",
                                             bytes.size() >> 20, kMaxOpmlBytes >> 20));
  }
  const std::string text = DecodeBytes(std::string(bytes), "").text;
  const Result<XmlTree> xml = XmlTree::Parse(Trim(text));
  if (!xml) return Fail(xml.error());
  const XmlId root = xml->root();
  const XmlId body = xml->Child(root, XmlSpace::kNone, "body");
  if ((*xml)[root].name != "opml" || body == kNoXml) {
    return Fail(Errc::kBadInput, fmt::format("this is no OPML: it begins with <{}>{}",
                                             Cut(std::string((*xml)[root].name), 60),
                                             body == kNoXml ? " and has no <body>" : ""));
  }
  Result<Opml> opml = Reader(*xml).Read(body);
  if (!opml) return opml;
  const XmlId head = xml->Child(root, XmlSpace::kNone, "head");
  opml->title = FeedField(xml->Text(xml->Child(head, XmlSpace::kNone, "title")));
  return opml;
}

std::string WriteOpml(const Opml& opml) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    <title>";
  AppendEscaped(opml.title, out);
  out += "</title>\n  </head>\n  <body>\n";
  std::vector<std::string> open;
  const auto close_down_to = [&](std::size_t depth) {
    while (open.size() > depth) {
      open.pop_back();
      Indent(open.size(), out);
      out += "</outline>\n";
    }
  };
  for (const OpmlFeed& feed : opml.feeds) {
    const auto shared =
        std::mismatch(open.begin(), open.end(), feed.folders.begin(), feed.folders.end());
    close_down_to(static_cast<std::size_t>(shared.first - open.begin()));
    while (open.size() < feed.folders.size()) {
      const std::string& folder = feed.folders[open.size()];
      Indent(open.size(), out);
      out += "<outline";
      Attribute("text", folder, out);
      out += ">\n";
      open.push_back(folder);
    }
    Write(feed, out);
  }
  close_down_to(0);
  out += "  </body>\n</opml>\n";
  return out;
}

}  // namespace checkback
