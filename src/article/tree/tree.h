// The parsed page as one flat array: nodes in document order, each with the end of
// its subtree, text and attributes in one buffer.
//
//   0 html [0,9)
//   1   body [1,9)
//   2     p [2,5)
//   3       "The talks "            children of p: 3, then nodes[3].end = 4
//   4       a [4,6) ...
//
// Document order makes "all text below this node" a scan from i+1 to nodes[i].end
// without recursion, however deep the page is nested. Both parsers (lexbor; gumbo
// where lexbor cannot be had) fill the same tree, so nothing else names a parser.
// Comments, styles and the content of <template> are left out; scripts are kept only
// where they may be data (JSON). A tree is scratch of one page: it is not shared
// between threads while it is built, and const afterwards.

#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/result.h"

namespace checkback {

enum class Tag : std::uint8_t {
  kText,
  kOther,
  kA,
  kAbbr,
  kAddress,
  kArticle,
  kAside,
  kAudio,
  kB,
  kBlockquote,
  kBody,
  kBr,
  kButton,
  kCanvas,
  kCaption,
  kCenter,
  kCite,
  kCode,
  kDd,
  kDel,
  kDetails,
  kDialog,
  kDiv,
  kDl,
  kDt,
  kEm,
  kEmbed,
  kFieldset,
  kFigcaption,
  kFigure,
  kFont,
  kFooter,
  kForm,
  kH1,
  kH2,
  kH3,
  kH4,
  kH5,
  kH6,
  kHead,
  kHeader,
  kHgroup,
  kHr,
  kHtml,
  kI,
  kIframe,
  kImg,
  kInput,
  kIns,
  kLabel,
  kLi,
  kLink,
  kMain,
  kMark,
  kMenu,
  kMeta,
  kNav,
  kNoscript,
  kObject,
  kOl,
  kOption,
  kP,
  kPicture,
  kPre,
  kQ,
  kS,
  kScript,
  kSection,
  kSelect,
  kSmall,
  kSource,
  kSpan,
  kStrong,
  kStyle,
  kSub,
  kSummary,
  kSup,
  kSvg,
  kTable,
  kTbody,
  kTd,
  kTemplate,
  kTextarea,
  kTfoot,
  kTh,
  kThead,
  kTime,
  kTitle,
  kTr,
  kU,
  kUl,
  kVideo,
  kWbr,
  kBase,
  kAmp,  // kAmp: any amp-* element
  kCount,
};

// Attributes that somebody asks for; others are not kept.
enum class Attr : std::uint8_t {
  kClass,
  kId,
  kItemprop,
  kItemtype,
  kItemscope,
  kRole,
  kHref,
  kSrc,
  kAlt,
  kTitle,
  kContent,
  kName,
  kProperty,
  kDatetime,
  kRel,
  kType,
  kLang,
  kDir,
  kStyle,
  kHidden,
  kAriaHidden,
  kAriaLabel,
  kCharset,
  kHttpEquiv,
  kDataTestid,
  kDataComponent,
  kDataTime,
  kPubdate,
  kAction,
  kCount,
};

using NodeIndex = std::uint32_t;
inline constexpr NodeIndex kNoNode = std::numeric_limits<NodeIndex>::max();

class Tree {
 public:
  struct Node {
    Tag tag = Tag::kOther;
    std::uint16_t depth = 0;
    NodeIndex parent = kNoNode;
    NodeIndex end = 0;       // one past the last node of the subtree
    std::uint32_t text = 0;  // kText: bytes in the buffer; else: first attribute
    std::uint32_t size = 0;  // kText: how many bytes; else: how many attributes
  };

  const std::vector<Node>& nodes() const { return nodes_; }
  std::size_t size() const { return nodes_.size(); }
  const Node& operator[](NodeIndex i) const { return nodes_[i]; }

  // The words of a text node, entities decoded, white space as it stood. Valid as long
  // as the tree, like every view below.
  std::string_view Text(NodeIndex i) const;
  // The value of an attribute; "" when it is absent or empty. Case as it stood.
  std::string_view Get(NodeIndex i, Attr attribute) const;
  bool Has(NodeIndex i, Attr attribute) const;

  // All text below `i`, white space collapsed, with a blank where a block element or
  // <br> parts it. Scripts and styles are left out.
  std::string TextBelow(NodeIndex i) const;
  // The first node of that tag at or after `from`; kNoNode without one.
  NodeIndex Find(Tag tag, NodeIndex from = 0) const;
  // True where `i` lies below (or is) `ancestor`.
  bool Below(NodeIndex i, NodeIndex ancestor) const {
    return i >= ancestor && i < nodes_[ancestor].end;
  }

 private:
  friend class TreeBuilder;
  struct Attribute {
    Attr name;
    std::uint32_t start, size;
  };
  std::vector<Node> nodes_;
  std::vector<Attribute> attributes_;
  std::string buffer_;
};

// Fills a Tree in document order: what a parser calls.
class TreeBuilder {
 public:
  explicit TreeBuilder(std::size_t bytes_hint);
  void Open(Tag tag);
  void Attribute(Attr name, std::string_view value);  // of the element just opened
  void Text(std::string_view text);
  void Close();
  bool full() const;  // no more nodes are taken: kMaxNodes
  Tree Take();

 private:
  Tree tree_;
  std::vector<NodeIndex> open_;
};

// A page of 100 MB of bare tags has more; the largest page of the extraction sets has
// under 30,000.
inline constexpr std::size_t kMaxNodes = 4'000'000;

// The tree of an HTML page in UTF-8. Any bytes give a tree (HTML5 has no errors);
// kTooLarge where it has more than kMaxNodes.
Result<Tree> ParseHtml(std::string_view html);

// The tag of an element name in lower case; the attribute of a name, kCount without one.
Tag TagOf(std::string_view name);
Attr AttrOf(std::string_view name);

// A script that may hold data about the page, by its type or by how it opens: JSON, or a
// state that a script is handed ("window.__STATE__ = …", "self.__next_f.push(…").
bool MayBeData(std::string_view type, std::string_view script);

bool IsBlockTag(Tag tag);  // starts a line of its own: p, div, li, h1, table …

}  // namespace checkback
