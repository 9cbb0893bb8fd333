#include "article/tree/tree.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "text/utf8.h"

namespace checkback {
namespace {

struct TagName {
  std::string_view name;
  Tag tag;
};

constexpr TagName kTags[] = {
    {"a", Tag::kA},
    {"abbr", Tag::kAbbr},
    {"address", Tag::kAddress},
    {"article", Tag::kArticle},
    {"aside", Tag::kAside},
    {"audio", Tag::kAudio},
    {"b", Tag::kB},
    {"base", Tag::kBase},
    {"blockquote", Tag::kBlockquote},
    {"body", Tag::kBody},
    {"br", Tag::kBr},
    {"button", Tag::kButton},
    {"canvas", Tag::kCanvas},
    {"caption", Tag::kCaption},
    {"center", Tag::kCenter},
    {"cite", Tag::kCite},
    {"code", Tag::kCode},
    {"dd", Tag::kDd},
    {"del", Tag::kDel},
    {"details", Tag::kDetails},
    {"dialog", Tag::kDialog},
    {"div", Tag::kDiv},
    {"dl", Tag::kDl},
    {"dt", Tag::kDt},
    {"em", Tag::kEm},
    {"embed", Tag::kEmbed},
    {"fieldset", Tag::kFieldset},
    {"figcaption", Tag::kFigcaption},
    {"figure", Tag::kFigure},
    {"font", Tag::kFont},
    {"footer", Tag::kFooter},
    {"form", Tag::kForm},
    {"h1", Tag::kH1},
    {"h2", Tag::kH2},
    {"h3", Tag::kH3},
    {"h4", Tag::kH4},
    {"h5", Tag::kH5},
    {"h6", Tag::kH6},
    {"head", Tag::kHead},
    {"header", Tag::kHeader},
    {"hgroup", Tag::kHgroup},
    {"hr", Tag::kHr},
    {"html", Tag::kHtml},
    {"i", Tag::kI},
    {"iframe", Tag::kIframe},
    {"img", Tag::kImg},
    {"input", Tag::kInput},
    {"ins", Tag::kIns},
    {"label", Tag::kLabel},
    {"li", Tag::kLi},
    {"link", Tag::kLink},
    {"main", Tag::kMain},
    {"mark", Tag::kMark},
    {"menu", Tag::kMenu},
    {"meta", Tag::kMeta},
    {"nav", Tag::kNav},
    {"noscript", Tag::kNoscript},
    {"object", Tag::kObject},
    {"ol", Tag::kOl},
    {"option", Tag::kOption},
    {"p", Tag::kP},
    {"picture", Tag::kPicture},
    {"pre", Tag::kPre},
    {"q", Tag::kQ},
    {"s", Tag::kS},
    {"script", Tag::kScript},
    {"section", Tag::kSection},
    {"select", Tag::kSelect},
    {"small", Tag::kSmall},
    {"source", Tag::kSource},
    {"span", Tag::kSpan},
    {"strong", Tag::kStrong},
    {"style", Tag::kStyle},
    {"sub", Tag::kSub},
    {"summary", Tag::kSummary},
    {"sup", Tag::kSup},
    {"svg", Tag::kSvg},
    {"table", Tag::kTable},
    {"tbody", Tag::kTbody},
    {"td", Tag::kTd},
    {"template", Tag::kTemplate},
    {"textarea", Tag::kTextarea},
    {"tfoot", Tag::kTfoot},
    {"th", Tag::kTh},
    {"thead", Tag::kThead},
    {"time", Tag::kTime},
    {"title", Tag::kTitle},
    {"tr", Tag::kTr},
    {"u", Tag::kU},
    {"ul", Tag::kUl},
    {"video", Tag::kVideo},
    {"wbr", Tag::kWbr},
};

constexpr std::pair<std::string_view, Attr> kAttributes[] = {
    {"class", Attr::kClass},
    {"id", Attr::kId},
    {"itemprop", Attr::kItemprop},
    {"itemtype", Attr::kItemtype},
    {"itemscope", Attr::kItemscope},
    {"role", Attr::kRole},
    {"href", Attr::kHref},
    {"src", Attr::kSrc},
    {"alt", Attr::kAlt},
    {"title", Attr::kTitle},
    {"content", Attr::kContent},
    {"name", Attr::kName},
    {"property", Attr::kProperty},
    {"datetime", Attr::kDatetime},
    {"rel", Attr::kRel},
    {"type", Attr::kType},
    {"lang", Attr::kLang},
    {"dir", Attr::kDir},
    {"style", Attr::kStyle},
    {"hidden", Attr::kHidden},
    {"aria-hidden", Attr::kAriaHidden},
    {"aria-label", Attr::kAriaLabel},
    {"charset", Attr::kCharset},
    {"http-equiv", Attr::kHttpEquiv},
    {"data-testid", Attr::kDataTestid},
    {"data-component", Attr::kDataComponent},
    {"data-time", Attr::kDataTime},
    {"pubdate", Attr::kPubdate},
    {"action", Attr::kAction},
};

}  // namespace

Tag TagOf(std::string_view name) {
  static const auto table = [] {
    std::unordered_map<std::string_view, Tag> tags;
    for (const TagName& row : kTags) tags.emplace(row.name, row.tag);
    return tags;
  }();
  if (name.starts_with("amp-")) return Tag::kAmp;
  const auto found = table.find(name);
  return found == table.end() ? Tag::kOther : found->second;
}

Attr AttrOf(std::string_view name) {
  for (const auto& [known, attribute] : kAttributes) {
    if (name == known) return attribute;
  }
  return Attr::kCount;
}

bool MayBeData(std::string_view type, std::string_view script) {
  if (type.find("json") != std::string_view::npos) return true;
  const std::string_view opening = script.substr(0, 200);
  for (const std::string_view sign : {"window.__", "window[\"__", "__next_f", "__NUXT__"}) {
    if (opening.find(sign) != std::string_view::npos) return true;
  }
  return script.find("\"articleBody\"") != std::string_view::npos;
}

bool IsBlockTag(Tag tag) {
  switch (tag) {
    case Tag::kAddress:
    case Tag::kArticle:
    case Tag::kAside:
    case Tag::kBlockquote:
    case Tag::kBody:
    case Tag::kCaption:
    case Tag::kCenter:
    case Tag::kDd:
    case Tag::kDetails:
    case Tag::kDialog:
    case Tag::kDiv:
    case Tag::kDl:
    case Tag::kDt:
    case Tag::kFieldset:
    case Tag::kFigcaption:
    case Tag::kFigure:
    case Tag::kFooter:
    case Tag::kForm:
    case Tag::kH1:
    case Tag::kH2:
    case Tag::kH3:
    case Tag::kH4:
    case Tag::kH5:
    case Tag::kH6:
    case Tag::kHead:
    case Tag::kHeader:
    case Tag::kHgroup:
    case Tag::kHr:
    case Tag::kHtml:
    case Tag::kLi:
    case Tag::kMain:
    case Tag::kMenu:
    case Tag::kNav:
    case Tag::kOl:
    case Tag::kOption:
    case Tag::kP:
    case Tag::kPre:
    case Tag::kSection:
    case Tag::kSelect:
    case Tag::kSummary:
    case Tag::kTable:
    case Tag::kTbody:
    case Tag::kTd:
    case Tag::kTfoot:
    case Tag::kTh:
    case Tag::kThead:
    case Tag::kTitle:
    case Tag::kTr:
    case Tag::kUl:
    case Tag::kVideo:
    case Tag::kIframe:
    case Tag::kAmp:
      return true;
    default:
      return false;
  }
}

std::string_view Tree::Text(NodeIndex i) const {
  const Node& node = nodes_[i];
  if (node.tag != Tag::kText) return {};
  return std::string_view(buffer_).substr(node.text, node.size);
}

std::string_view Tree::Get(NodeIndex i, Attr attribute) const {
  const Node& node = nodes_[i];
  if (node.tag == Tag::kText) return {};
  for (std::uint32_t a = node.text; a < node.text + node.size; ++a) {
    if (attributes_[a].name == attribute) {
      return std::string_view(buffer_).substr(attributes_[a].start, attributes_[a].size);
    }
  }
  return {};
}

bool Tree::Has(NodeIndex i, Attr attribute) const {
  const Node& node = nodes_[i];
  if (node.tag == Tag::kText) return false;
  for (std::uint32_t a = node.text; a < node.text + node.size; ++a) {
    if (attributes_[a].name == attribute) return true;
  }
  return false;
}

std::string Tree::TextBelow(NodeIndex i) const {
  std::string raw;
  for (NodeIndex n = i; n < nodes_[i].end; ++n) {
    const Node& node = nodes_[n];
    if (node.tag == Tag::kText) {
      raw += Text(n);
    } else if (node.tag == Tag::kScript || node.tag == Tag::kStyle) {
      n = node.end - 1;
    } else if (node.tag == Tag::kBr || IsBlockTag(node.tag)) {
      raw += ' ';
    }
  }
  return Collapse(raw);
}

NodeIndex Tree::Find(Tag tag, NodeIndex from) const {
  for (NodeIndex i = from; i < nodes_.size(); ++i) {
    if (nodes_[i].tag == tag) return i;
  }
  return kNoNode;
}

TreeBuilder::TreeBuilder(std::size_t bytes_hint) {
  tree_.buffer_.reserve(bytes_hint);
  tree_.nodes_.reserve(bytes_hint / 64 + 16);
  tree_.attributes_.reserve(bytes_hint / 64 + 16);
}

void TreeBuilder::Open(Tag tag) {
  Tree::Node node;
  node.tag = tag;
  node.depth = static_cast<std::uint16_t>(open_.size());
  node.parent = open_.empty() ? kNoNode : open_.back();
  node.text = static_cast<std::uint32_t>(tree_.attributes_.size());
  open_.push_back(static_cast<NodeIndex>(tree_.nodes_.size()));
  tree_.nodes_.push_back(node);
}

void TreeBuilder::Attribute(Attr name, std::string_view value) {
  tree_.attributes_.push_back({name, static_cast<std::uint32_t>(tree_.buffer_.size()),
                               static_cast<std::uint32_t>(value.size())});
  tree_.buffer_ += value;
  ++tree_.nodes_[open_.back()].size;
}

void TreeBuilder::Text(std::string_view text) {
  Tree::Node node;
  node.tag = Tag::kText;
  node.depth = static_cast<std::uint16_t>(open_.size());
  node.parent = open_.empty() ? kNoNode : open_.back();
  node.text = static_cast<std::uint32_t>(tree_.buffer_.size());
  node.size = static_cast<std::uint32_t>(text.size());
  node.end = static_cast<NodeIndex>(tree_.nodes_.size() + 1);
  tree_.buffer_ += text;
  tree_.nodes_.push_back(node);
}

void TreeBuilder::Close() {
  tree_.nodes_[open_.back()].end = static_cast<NodeIndex>(tree_.nodes_.size());
  open_.pop_back();
}

bool TreeBuilder::full() const {
  return tree_.nodes_.size() >= kMaxNodes;
}

Tree TreeBuilder::Take() {
  while (!open_.empty()) Close();
  return std::move(tree_);
}

}  // namespace checkback
