#include "page/feed/xml_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <pugixml.hpp>

#include "page/feed/plain_html.h"
#include "page/feed/xml_repair.h"
#include "text/utf8.h"

namespace checkback {
namespace {

struct Space {
  std::string_view uri;     // without scheme, lower case
  std::string_view prefix;  // the usual one
  XmlSpace space;
};
constexpr Space kSpaces[] = {
    {"www.w3.org/2005/atom", "atom", XmlSpace::kAtom},
    {"purl.org/atom/ns#", "atom10", XmlSpace::kAtom},
    {"purl.org/rss/1.0/modules/content/", "content", XmlSpace::kContent},
    {"purl.org/dc/elements/1.1/", "dc", XmlSpace::kDublinCore},
    {"purl.org/dc/terms/", "dcterms", XmlSpace::kDublinCore},
    {"search.yahoo.com/mrss/", "media", XmlSpace::kMedia},
    {"search.yahoo.com/mrss", "", XmlSpace::kMedia},
    {"www.google.com/schemas/sitemap-news/0.9", "news", XmlSpace::kNews},
    {"www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf", XmlSpace::kRdf},
    {"purl.org/rss/1.0/modules/syndication/", "sy", XmlSpace::kSyndication},
    {"www.w3.org/1999/xhtml", "xhtml", XmlSpace::kXhtml},
    {"purl.org/rss/1.0/", "rss", XmlSpace::kNone},
    {"my.netscape.com/rdf/simple/0.9/", "", XmlSpace::kNone},
    {"www.sitemaps.org/schemas/sitemap/0.9", "", XmlSpace::kNone},
};

XmlSpace SpaceOfUri(std::string_view uri, bool is_default) {
  std::string lower = AsciiLower(Trim(uri));
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (lower.starts_with(scheme)) lower.erase(0, scheme.size());
  }
  for (const Space& space : kSpaces) {
    if (space.uri == lower) return space.space;
  }
  return is_default ? XmlSpace::kNone : XmlSpace::kOther;
}

XmlSpace SpaceOfUsualPrefix(std::string_view prefix) {
  if (prefix.empty()) return XmlSpace::kNone;
  for (const Space& space : kSpaces) {
    if (space.prefix == prefix) return space.space;
  }
  return XmlSpace::kOther;
}

// Comments and CDATA hold no parts.
std::size_t PassedOver(std::string_view text, std::size_t at) {
  const std::string_view here = text.substr(at, 9);
  const std::string_view end = here.starts_with("<!--")        ? "-->"
                               : here.starts_with("<![CDATA[") ? "]]>"
                                                               : "";
  if (end.empty()) return at + 1;
  const std::size_t found = text.find(end, at);
  return found == std::string_view::npos ? text.size() : found + end.size();
}

// Every element has its '<', every attribute its '='.
bool HasTooManyParts(std::string_view text) {
  std::size_t parts = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    const bool end_tag = c == '<' && at + 1 < text.size() && text[at + 1] == '/';
    parts += (c == '<' && !end_tag) || c == '=';
    at = c == '<' ? PassedOver(text, at) : at + 1;
  }
  return parts > kMaxXmlParts;
}

std::string Place(std::string_view text, std::ptrdiff_t offset) {
  const auto byte =
      std::min(static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0)), text.size());
  const auto lines =
      std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(byte), '\n');
  return fmt::format("at byte {} (line {})", byte, lines + 1);
}

// White space is kept, it parts words; the rest as XML says.
constexpr unsigned kParsed = pugi::parse_default | pugi::parse_ws_pcdata;

pugi::xml_parse_result ParseInPlace(std::vector<char>& buffer, pugi::xml_document& document) {
  return document.load_buffer_inplace(buffer.data(), buffer.size(), kParsed, pugi::encoding_utf8);
}

}  // namespace

// Fills a tree from a parsed document, depth first, without recursion.
class XmlFlattener {
 public:
  static Result<XmlTree> Parse(std::string_view text) {
    XmlTree tree;
    tree.buffer_.assign(text.begin(), text.end());
    pugi::xml_document document;
    const pugi::xml_parse_result strict = ParseInPlace(tree.buffer_, document);
    if (!strict) {
      if (strict.status == pugi::status_out_of_memory)
        return Fail(Errc::kTooLarge, "the XML needs more memory than there is");
      tree.damage_ = Place(text, strict.offset) + ": " + strict.description();
      const std::string mended = RepairXml(text);
      tree.buffer_.assign(mended.begin(), mended.end());
      document.reset();
      if (mended.empty() || !ParseInPlace(tree.buffer_, document))
        return Fail(Errc::kBadInput, "this is no XML " + tree.damage_);
    }
    XmlFlattener(tree).Fill(document);
    return tree;
  }

 private:
  explicit XmlFlattener(XmlTree& tree) : tree_(tree) {}

  struct Declared {
    std::string_view prefix;
    XmlSpace space;
    XmlId by;
  };
  // Declarations in force at one place; feeds have about ten. Those beyond are not looked at.
  static constexpr std::size_t kMostDeclared = 64;

  void Fill(const pugi::xml_document& document) {
    const pugi::xml_node top = document.document_element();
    pugi::xml_node at = top;
    XmlId parent = kNoXml;
    std::vector<XmlId> last_child;  // of the open elements
    while (at) {
      const XmlId id = Add(at, parent);
      if (parent == kNoXml) {
        tree_.root_ = id;
      } else {
        XmlId& last = last_child.back();
        (last == kNoXml ? tree_.nodes_[parent].first_child : tree_.nodes_[last].next) = id;
        last = id;
      }
      if (at.first_child()) {
        at = at.first_child();
        parent = id;
        last_child.push_back(kNoXml);
        continue;
      }
      Forget(id);
      while (at != top && !at.next_sibling()) {
        at = at.parent();
        Forget(parent);
        parent = tree_.nodes_[parent].parent;
        last_child.pop_back();
      }
      at = at == top ? pugi::xml_node() : at.next_sibling();
    }
  }

  void Forget(XmlId id) {
    while (!declared_.empty() && declared_.back().by == id) declared_.pop_back();
  }

  XmlId Add(const pugi::xml_node& from, XmlId parent) {
    const auto id = static_cast<XmlId>(tree_.nodes_.size());
    XmlNode node;
    node.parent = parent;
    if (from.type() == pugi::node_element) {
      AddAttributes(from, node, id);
      Name(Lower(from.name()), node);
    } else {
      node.text = Value(from.value());
    }
    tree_.nodes_.push_back(node);
    return id;
  }

  void AddAttributes(const pugi::xml_node& from, XmlNode& node, XmlId id) {
    node.attributes = static_cast<std::uint32_t>(tree_.attributes_.size());
    for (const pugi::xml_attribute& attribute : from.attributes()) {
      const std::string_view name = Lower(attribute.name());
      const std::string_view value = Value(attribute.value());
      if (name.starts_with("xmlns")) Declare(name.substr(5), value, id);
      tree_.attributes_.push_back({name, value});
    }
    node.attribute_count = static_cast<std::uint32_t>(tree_.attributes_.size()) - node.attributes;
  }

  void Declare(std::string_view prefix, std::string_view uri, XmlId by) {
    if (declared_.size() >= kMostDeclared || (!prefix.empty() && prefix[0] != ':')) return;
    if (!prefix.empty()) prefix.remove_prefix(1);
    declared_.push_back({prefix, SpaceOfUri(uri, prefix.empty()), by});
  }

  void Name(std::string_view name, XmlNode& node) const {
    const std::size_t colon = name.find(':');
    const std::string_view prefix = colon == std::string_view::npos ? "" : name.substr(0, colon);
    node.name = colon == std::string_view::npos ? name : name.substr(colon + 1);
    const auto declared = std::find_if(declared_.rbegin(), declared_.rend(),
                                       [&](const Declared& d) { return d.prefix == prefix; });
    node.space = declared == declared_.rend() ? SpaceOfUsualPrefix(prefix) : declared->space;
  }

  // The place in our own buffer of what the parser points at; nothing for its constants ("").
  char* Own(std::string_view text) {
    char* const begin = tree_.buffer_.data();
    const bool inside = !text.empty() && std::less_equal<>()(begin, text.data()) &&
                        std::less<>()(text.data(), begin + tree_.buffer_.size());
    return inside ? begin + (text.data() - begin) : nullptr;
  }

  std::string_view Lower(std::string_view name) {
    char* own = Own(name);
    for (std::size_t i = 0; own != nullptr && i < name.size(); ++i) {
      if (own[i] >= 'A' && own[i] <= 'Z') own[i] = static_cast<char>(own[i] | 0x20);
    }
    return name;
  }

  // References to characters that do not exist (&#xD800;) become question marks.
  std::string_view Value(std::string_view value) {
    char* own = Own(value);
    if (own == nullptr || IsValidUtf8(value)) return value;
    for (std::size_t i = 0; i < value.size();) {
      const CodePoint point = CodePointAt(value, i);
      if (point.bytes == 1 && static_cast<unsigned char>(own[i]) >= 0x80) own[i] = '?';
      i += point.bytes;
    }
    return value;
  }

  XmlTree& tree_;
  std::vector<Declared> declared_;
};

Result<XmlTree> XmlTree::Parse(std::string_view text) {
  if (HasTooManyParts(text)) {
    return Fail(Errc::kTooLarge,
                fmt::format("the XML has over {} elements and attributes", kMaxXmlParts));
  }
  return XmlFlattener::Parse(text);
}

XmlId XmlTree::Child(XmlId id, XmlSpace space, std::string_view name) const {
  XmlId at = id == kNoXml ? kNoXml : nodes_[id].first_child;
  while (at != kNoXml && !nodes_[at].Is(space, name)) at = nodes_[at].next;
  return at;
}

std::string_view XmlTree::Attribute(XmlId id, std::string_view name) const {
  if (id == kNoXml) return {};
  const XmlNode& node = nodes_[id];
  for (std::uint32_t i = 0; i < node.attribute_count; ++i) {
    const XmlAttribute& attribute = attributes_[node.attributes + i];
    if (attribute.name == name) return attribute.value;
  }
  return {};
}

std::string XmlTree::Text(XmlId id) const {
  std::string text;
  if (id == kNoXml) return text;
  for (XmlId at = nodes_[id].first_child; at != kNoXml; at = nodes_[at].next)
    text += nodes_[at].text;
  return text;
}

std::string XmlTree::InnerHtml(XmlId id) const {
  if (id == kNoXml) return "";
  XmlId at = nodes_[id].first_child;
  bool has_elements = false;
  for (XmlId child = at; child != kNoXml; child = nodes_[child].next)
    has_elements |= !nodes_[child].name.empty();
  if (!has_elements) return Text(id);

  std::string html;
  while (at != id) {
    const XmlNode& node = nodes_[at];
    if (node.name.empty()) {
      AppendEscaped(node.text, html);
    } else {
      html.append("<").append(node.name);
      for (std::uint32_t i = 0; i < node.attribute_count; ++i) {
        const XmlAttribute& attribute = attributes_[node.attributes + i];
        html.append(" ").append(attribute.name).append("=\"");
        AppendEscaped(attribute.value, html);
        html += '"';
      }
      html += '>';
    }
    if (node.first_child != kNoXml) {
      at = node.first_child;
      continue;
    }
    if (!node.name.empty() && !IsVoidElement(node.name))
      html.append("</").append(node.name).append(">");
    while (at != id && nodes_[at].next == kNoXml) {
      at = nodes_[at].parent;
      if (at != id) html.append("</").append(nodes_[at].name).append(">");
    }
    if (at != id) at = nodes_[at].next;
  }
  return html;
}

}  // namespace checkback
