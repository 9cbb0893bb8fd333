#include "article/body/text_blocks.h"

#include <algorithm>

#include "text/utf8.h"

namespace checkback {
namespace {

bool HoldsNoText(Tag tag) {
  switch (tag) {
    case Tag::kScript:
    case Tag::kStyle:
    case Tag::kTemplate:
    case Tag::kSvg:
    case Tag::kSelect:
    case Tag::kOption:
    case Tag::kTextarea:
    case Tag::kIframe:
    case Tag::kCanvas:
    case Tag::kObject:
    case Tag::kEmbed:
    case Tag::kAudio:
    case Tag::kVideo:
    case Tag::kHead:
      return true;
    default:
      return false;
  }
}

// The element kinds whose share of a block is counted.
enum Style { kLink = 0, kBold = 1, kItalic = 2, kStyles = 3 };

int StyleOf(Tag tag) {
  switch (tag) {
    case Tag::kA:
    case Tag::kButton:
      return kLink;
    case Tag::kB:
    case Tag::kStrong:
      return kBold;
    case Tag::kI:
    case Tag::kEm:
    case Tag::kCite:
      return kItalic;
    default:
      return -1;
  }
}

class Splitter {
 public:
  explicit Splitter(const Tree& tree) : tree_(tree) {}

  TextBlocks Split() {
    for (NodeIndex i = 0; i < tree_.size(); ++i) {
      Leave(i);
      const Tree::Node& node = tree_[i];
      if (node.tag == Tag::kText) {
        AddText(i);
        continue;
      }
      if (HoldsNoText(node.tag)) {
        if (IsBlockTag(node.tag)) EndBlock();
        i = node.end - 1;
        continue;
      }
      Enter(i);
    }
    EndBlock();
    return std::move(out_);
  }

 private:
  struct Open {
    NodeIndex end;
    NodeIndex element;  // of a block element; kNoNode for a style
    int style;
  };

  void Enter(NodeIndex i) {
    const Tree::Node& node = tree_[i];
    if (node.tag == Tag::kBr) {
      // A break alone is white space; two in a row end a paragraph.
      if (breaks_ > 0) EndBlock();
      ++breaks_;
      blank_ = true;
      return;
    }
    const int style = StyleOf(node.tag);
    const bool block = IsBlockTag(node.tag) || node.tag == Tag::kButton;
    if (block) EndBlock();
    if (block || style >= 0) open_.push_back({node.end, block ? i : kNoNode, style});
    if (style >= 0 && node.end > i + 1)
      ++within_[style];
    else if (style >= 0)
      open_.back().style = -1;
    if (node.tag == Tag::kA) ++new_links_;
  }

  void Leave(NodeIndex i) {
    while (!open_.empty() && open_.back().end <= i) {
      if (open_.back().element != kNoNode) EndBlock();
      if (open_.back().style >= 0) --within_[open_.back().style];
      open_.pop_back();
    }
  }

  NodeIndex BlockElement() const {
    for (auto open = open_.rbegin(); open != open_.rend(); ++open) {
      if (open->element != kNoNode) return open->element;
    }
    return 0;
  }

  void AddText(NodeIndex i) {
    const std::string_view raw = tree_.Text(i);
    const std::size_t before = out_.buffer.size();
    AppendWords(raw);
    const auto added = static_cast<std::uint32_t>(out_.buffer.size() - before);
    if (added == 0) return;
    if (!started_) {
      started_ = true;
      block_ = TextBlock{};
      block_.element = BlockElement();
      block_.first = i;
      block_.start = static_cast<std::uint32_t>(before);
    }
    block_.last = i;
    block_.links = static_cast<std::uint16_t>(std::min(65535, block_.links + new_links_));
    new_links_ = 0;
    breaks_ = 0;
    if (within_[kLink] > 0) block_.link_bytes += added;
    if (within_[kBold] > 0) block_.bold_bytes += added;
    if (within_[kItalic] > 0) block_.italic_bytes += added;
  }

  // Appends `raw` with its white space collapsed, joined to what the block holds.
  void AppendWords(std::string_view raw) {
    for (std::size_t at = 0; at < raw.size();) {
      std::size_t step = 1;
      bool space;
      const auto byte = static_cast<unsigned char>(raw[at]);
      if (byte < 0x80) {
        space = byte <= ' ';
      } else {
        const CodePoint point = CodePointAt(raw, at);
        step = point.bytes;
        space = IsSpace(point.value);
      }
      if (space) {
        blank_ = true;
      } else {
        if (blank_ && started_or_written()) out_.buffer += ' ';
        blank_ = false;
        // A run of bytes that are no white space for sure goes in at once.
        std::size_t end = at + step;
        while (end < raw.size() && static_cast<unsigned char>(raw[end]) > ' ' &&
               static_cast<unsigned char>(raw[end]) < 0x80) {
          ++end;
        }
        out_.buffer.append(raw, at, end - at);
        at = end;
        continue;
      }
      at += step;
    }
  }

  bool started_or_written() const { return out_.buffer.size() > end_of_last_; }

  void EndBlock() {
    breaks_ = 0;
    blank_ = false;
    if (!started_) return;
    started_ = false;
    new_links_ = 0;
    block_.size = static_cast<std::uint32_t>(out_.buffer.size() - block_.start);
    out_.blocks.push_back(block_);
    end_of_last_ = out_.buffer.size();
  }

  const Tree& tree_;
  TextBlocks out_;
  TextBlock block_;
  bool started_ = false;
  bool blank_ = false;
  int breaks_ = 0;
  int new_links_ = 0;
  int within_[kStyles] = {};
  std::size_t end_of_last_ = 0;
  std::vector<Open> open_;
};

}  // namespace

TextBlocks SplitIntoBlocks(const Tree& tree) {
  return Splitter(tree).Split();
}

}  // namespace checkback
