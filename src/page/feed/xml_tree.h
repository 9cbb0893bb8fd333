// An XML document as one flat tree. For the folder.
//
// Names are without prefix and in lower case; what the prefix means stands beside them. Feeds
// forget to declare prefixes, so the usual ones are known without. Plain RSS, RSS 0.90 and 1.0
// and sitemaps are all "no namespace": they never meet in one document.

#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "text/result.h"

namespace checkback {

enum class XmlSpace : std::uint8_t {
  kNone,
  kAtom,
  kContent,
  kDublinCore,
  kMedia,
  kNews,
  kRdf,
  kSyndication,
  kXhtml,
  kOther,
};

using XmlId = std::uint32_t;
inline constexpr XmlId kNoXml = std::numeric_limits<XmlId>::max();

struct XmlNode {
  std::string_view name;  // "" for text
  std::string_view text;  // of text
  XmlId parent = kNoXml;
  XmlId first_child = kNoXml;
  XmlId next = kNoXml;  // sibling
  std::uint32_t attributes = 0;
  std::uint32_t attribute_count = 0;
  XmlSpace space = XmlSpace::kNone;

  bool Is(XmlSpace in, std::string_view called) const { return space == in && name == called; }
};

// As written, prefix and all: "href", "xml:base"; in lower case.
struct XmlAttribute {
  std::string_view name, value;
};

// Elements and attributes together, about 130 bytes each while parsing. A news sitemap of the
// largest size has a quarter of it. Over it: kTooLarge.
inline constexpr std::size_t kMaxXmlParts = 2'000'000;

// Views are valid as long as the tree.
class XmlTree {
 public:
  // `text` is UTF-8. What is not well-formed is mended and read again (`damage`); what is still
  // not is kBadInput with its byte. A DOCTYPE is passed over.
  static Result<XmlTree> Parse(std::string_view text);

  XmlTree(XmlTree&&) = default;
  XmlTree& operator=(XmlTree&&) = default;
  XmlTree(const XmlTree&) = delete;
  XmlTree& operator=(const XmlTree&) = delete;
  ~XmlTree() = default;

  const XmlNode& operator[](XmlId id) const { return nodes_[id]; }
  XmlId root() const { return root_; }
  const std::string& damage() const { return damage_; }

  // The first child of that name, or kNoXml; of kNoXml too.
  XmlId Child(XmlId id, XmlSpace space, std::string_view name) const;
  // "" without it.
  std::string_view Attribute(XmlId id, std::string_view name) const;

  // What stands in the element as HTML: its text as it is, where there are no elements in it
  // (feeds escape HTML there), else its elements written out again and its text escaped.
  std::string InnerHtml(XmlId id) const;
  // The text right inside, of this element alone.
  std::string Text(XmlId id) const;

 private:
  XmlTree() = default;
  friend class XmlFlattener;

  std::vector<char> buffer_;  // the names and values
  std::vector<XmlNode> nodes_;
  std::vector<XmlAttribute> attributes_;
  XmlId root_ = kNoXml;
  std::string damage_;
};

}  // namespace checkback
