#include "article/body/body.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "article/body/block_features.h"
#include "article/body/class_words.h"
#include "article/body/said_text.h"
#include "article/head/names.h"
#include "article/head/printed_date.h"
#include "article/lines/lines.h"
#include "text/embedded.h"
#include "text/forest.h"
#include "text/hash.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// Tuned on the folds of quality/train_body.py: the mean of its sets is flat from 0.45 to 0.55.
constexpr float kCut = 0.5f;
// Where next to nothing is above the cut, the best of a page may still be its body.
constexpr float kLowCut = 0.2f;
constexpr std::size_t kNextToNothing = 200;  // bytes

// Boxes that are no part of an article, by what they or the elements around them are called;
// each only while it holds no more than its share of the text outside. A wall may be the class
// of the very article behind it; a dialogue is often longer than the article. On the shared
// sets no box moves the mean F1 by more than .0001 either way: they are for pages that the
// sets lack (tests/cases/cookie_wall, paywall_stub, newsletter_in_the_middle).
struct Box {
  const char* trade;
  double share;
};
constexpr std::array<Box, 6> kBoxes = {{{"consent", 4},
                                        {"dialog", 4},
                                        {"newsletter", 0.6},
                                        {"paywall", 1},
                                        {"talk", 0.6},
                                        {"poll", 0.3}}};
constexpr float kNearBox = 2;              // levels up
constexpr std::size_t kLeftOutside = 120;  // bytes that must remain
constexpr double kAllLink = 0.95;

// Notices and credits stand around the body: at most this many blocks before and behind it.
constexpr std::size_t kBefore = 12;
constexpr std::size_t kBehind = 15;
constexpr float kMayBelong = 0.02f;  // a score that speaks for a caption among the body
constexpr std::size_t kCaptionsBehind = 3;
constexpr std::size_t kShortestCaption = 12;  // bytes
// A paragraph of fewer words may stand twice for a reason ("Yes", "No").
constexpr std::size_t kRepeatWords = 6;
constexpr std::size_t kLongestHeadLine = 120;    // bytes, of a byline or a date
constexpr std::size_t kLongestSubheading = 120;  // bytes, of a paragraph that is all bold

const Forest& BodyForest() {
  static const Forest forest = [] {
    Result<Forest> read = Forest::Read(FindEmbedded("rules/body.model"));
    assert(read && read->columns() == BlockFeatureNames() && "train again: quality/train_body.py");
    return std::move(*read);
  }();
  return forest;
}

std::size_t ColumnOf(std::string_view name) {
  const auto& names = BlockFeatureNames();
  return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

// What a block is to the reader, whatever its score.
enum class Role { kBody, kOther, kCaption, kCredit, kNotice, kCorrection };

class Finder {
 public:
  Finder(const Tree& tree, const TextBlocks& text, const Witnesses& said, const BodyHints& hints)
      : tree_(tree),
        text_(text),
        headline_(hints.headline),
        why_(hints.why),
        first_post_(hints.first_post),
        table_(BlockFeatures(tree, text, said, hints.headline)) {}

  Body Find() {
    Score();
    Choose();
    DropApart({"hidden", 1}, [this](std::size_t b) { return IsHidden(b); });
    for (const Box& box : kBoxes) {
      const std::size_t column = ColumnOf(std::string("trade_") + box.trade);
      DropApart(box, [=, this](std::size_t b) { return Feature(b, column) <= kNearBox; });
    }
    DropStandfirst();
    DropLastLinks();
    FindRange();
    if (first_ == kNone) return std::move(body_);
    for (std::size_t b = 0; b < size(); ++b) Take(b);
    return std::move(body_);
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  std::size_t size() const { return text_.blocks.size(); }
  std::string_view TextOf(std::size_t b) const { return text_.Text(text_.blocks[b]); }
  float Feature(std::size_t b, std::size_t column) const { return table_.Row(b)[column]; }
  Tag TagOf(std::size_t b) const { return tree_[text_.blocks[b].element].tag; }

  void Score() {
    scores_.assign(size(), 0);
    std::vector<std::span<const float>> rows;
    std::vector<std::size_t> blocks;
    for (std::size_t b = 0; b < size(); ++b) {
      const std::span<const float> row = std::as_const(table_).Row(b);
      if (row[0] <= 0) continue;  // no features: no question
      rows.push_back(row);
      blocks.push_back(b);
    }
    const std::vector<float> judged = BodyForest().Judge(rows);
    for (std::size_t i = 0; i < blocks.size(); ++i) scores_[blocks[i]] = judged[i];
  }

  std::size_t BytesOver(float cut) const {
    std::size_t bytes = 0;
    for (std::size_t b = 0; b < size(); ++b) bytes += scores_[b] > cut ? text_.blocks[b].size : 0;
    return bytes;
  }

  void Choose() {
    const float cut = BytesOver(kCut) < kNextToNothing ? kLowCut : kCut;
    chosen_.resize(size());
    why_not_.resize(size(), nullptr);
    for (std::size_t b = 0; b < size(); ++b) {
      const bool introduces = first_post_ != kNoNode && headline_ != kNoNode &&
                              text_.blocks[b].first > headline_ &&
                              text_.blocks[b].last < first_post_;
      const bool likely = scores_[b] > (introduces ? kLowCut : cut);
      chosen_[b] = likely && !SameAsHeadline(b) ? 1 : 0;
    }
  }

  bool SameAsHeadline(std::size_t b) const {
    static const std::size_t column = ColumnOf("is_title");
    return Feature(b, column) > 0;
  }

  bool IsHidden(std::size_t b) const {
    static const std::size_t column = ColumnOf("hidden");
    return Feature(b, column) > 0;
  }

  // What stands apart (hidden, in a dialogue, in a box for subscribers) is not body, unless
  // most of the text does: then a script was meant to show it, or the box is the article.
  template <typename Apart>
  void DropApart(const Box& box, Apart&& apart) {
    std::size_t inside = 0, outside = 0;
    for (std::size_t b = 0; b < size(); ++b) {
      if (chosen_[b]) (apart(b) ? inside : outside) += text_.blocks[b].size;
    }
    if (inside == 0 || outside < kLeftOutside) return;
    if (static_cast<double>(inside) > box.share * static_cast<double>(outside)) return;
    for (std::size_t b = 0; b < size(); ++b) {
      if (chosen_[b] && apart(b)) Unchoose(b, box.trade);
    }
  }

  void Unchoose(std::size_t b, const char* reason) {
    chosen_[b] = 0;
    why_not_[b] = reason;
  }

  // The line under the headline where metadata says the same, and it is called that or stands
  // apart from the text: it is the description, not the first paragraph.
  void DropStandfirst() {
    static const std::size_t called = ColumnOf("trade_standfirst");
    static const std::size_t said = ColumnOf("is_description");
    static const std::size_t prose = ColumnOf("prose_since_headline");
    for (std::size_t b = 0; b < size(); ++b) {
      if (!chosen_[b] || Feature(b, said) == 0 || Feature(b, prose) > 1) continue;
      const bool same = Feature(b, said) == static_cast<float>(Agreement::kSame);
      if (Feature(b, called) <= 1 || (same && StandsApart(b))) Unchoose(b, "standfirst");
    }
  }

  // A short line with a byline or a date.
  bool IsHeadLine(std::size_t b) const {
    const std::string_view words = TextOf(b);
    return words.size() <= kLongestHeadLine &&
           (OpensByline(words) || !FindPrintedDates(words, {}, 1).empty());
  }

  // Over the entries of a live blog, in another element, with a byline or a date between them. The
  // same before other texts is left to the forest: Fundus counts such lines as body (F1 -.0016
  // without them, and -.005 without those that are whole sentences), scrapinghub does not (exact
  // +.011), and nor does our contract.
  bool StandsApart(std::size_t b) const {
    if (headline_ == kNoNode || text_.blocks[b].first < headline_) return false;
    if (first_post_ == kNoNode) return false;
    bool head_line = false;
    std::size_t next = b + 1;
    for (; next < size(); ++next) {
      const bool is_head = IsHeadLine(next);
      head_line |= is_head;
      if (!is_head && chosen_[next] && JudgeLine(TextOf(next), "").kind == LineKind::kBody) break;
    }
    if (next == size()) return false;
    const auto parent = [this](std::size_t at) { return tree_[text_.blocks[at].element].parent; };
    if (parent(b) == parent(next)) return false;
    for (NodeIndex i = text_.blocks[b].last; i < text_.blocks[next].first && !head_line; ++i) {
      head_line = tree_[i].tag == Tag::kTime;
    }
    return head_line;
  }

  // Links behind the last sentence lead to other articles.
  void DropLastLinks() {
    for (std::size_t b = size(); b-- > 0;) {
      if (!chosen_[b]) continue;
      if (text_.blocks[b].link_bytes < kAllLink * text_.blocks[b].size) return;
      Unchoose(b, "link behind the body");
    }
  }

  void FindRange() {
    for (std::size_t b = 0; b < size(); ++b) {
      if (!chosen_[b]) continue;
      if (first_ == kNone) first_ = b;
      last_ = b;
    }
    if (first_ == kNone) return;
    const auto closes = [this](std::size_t b) {
      return !chosen_[b] || IsNamesInBrackets(TextOf(b)) ||
             JudgeLine(TextOf(b), "").kind != LineKind::kBody;
    };
    last_prose_ = last_;
    while (last_prose_ > first_ && closes(last_prose_)) --last_prose_;
  }

  // "(AP)", "(Northwire, Gazette)" behind the last paragraph.
  bool SignsBody(std::size_t b) const {
    return b > last_prose_ && (chosen_[b] || b == last_prose_ + 1) && IsNamesInBrackets(TextOf(b));
  }

  Role RoleOf(std::size_t b) {
    const LineVerdict verdict = JudgeLine(TextOf(b), "");
    switch (verdict.kind) {
      case LineKind::kNotice:
        developing_here_ = verdict.developing;
        return Role::kNotice;
      case LineKind::kCorrection:
        return Role::kCorrection;
      case LineKind::kCredit:
        return Role::kCredit;
      case LineKind::kFurniture:
        return Role::kOther;
      case LineKind::kBody:
        break;
    }
    if (SignsBody(b)) return Role::kCredit;
    if (IsCaption(b)) return Role::kCaption;
    return chosen_[b] ? Role::kBody : Role::kOther;
  }

  // By the element, or by what it is called where the words are not likely body.
  bool IsCaption(std::size_t b) const {
    static const std::size_t column = ColumnOf("trade_caption");
    const TextBlock& block = text_.blocks[b];
    if (block.size < kShortestCaption) return false;
    NodeIndex at = block.element;
    for (int up = 0; up < 4 && at != kNoNode; ++up, at = tree_[at].parent) {
      if (tree_[at].tag == Tag::kFigcaption) return true;
      if (tree_[at].tag == Tag::kFigure && up < 3) return !chosen_[b] || up < 2;
    }
    static const std::size_t alone = ColumnOf("alone_with_picture");
    return !chosen_[b] && Feature(b, column) <= 1 && 3 * block.link_bytes < block.size &&
           (scores_[b] > kMayBelong || Feature(b, alone) > 0);
  }

  bool Near(std::size_t b) const {
    return b + kBefore >= first_ && b <= last_ + kBehind &&
           (headline_ == kNoNode || text_.blocks[b].last > headline_ || b >= first_);
  }

  void Take(std::size_t b) {
    if (!chosen_[b] && !Near(b)) {
      Drop(b, nullptr);
      return;
    }
    developing_here_ = false;
    const Role role = RoleOf(b);
    switch (role) {
      case Role::kBody:
        Add(KindOf(b), b, true);
        return;
      case Role::kNotice:
        body_.developing = body_.developing || developing_here_;
        Add(BlockKind::kNotice, b, false);
        return;
      case Role::kCorrection:
        Add(BlockKind::kCorrection, b, false);
        return;
      case Role::kCredit:
        Add(BlockKind::kCredit, b, false);
        return;
      case Role::kCaption:
        if (b <= last_ || ClosesBody(b)) {
          AddCaption(b);
        } else {
          Drop(b, "caption behind the body");
        }
        return;
      case Role::kOther:
        Drop(b, chosen_[b] ? "furniture" : nullptr);
        return;
    }
  }

  // A picture behind the last paragraph, in the same element.
  bool ClosesBody(std::size_t b) const {
    const NodeIndex up = tree_[text_.blocks[last_].element].parent;
    return b <= last_ + kCaptionsBehind && up != kNoNode && tree_.Below(text_.blocks[b].first, up);
  }

  BlockKind KindOf(std::size_t b) const {
    const TextBlock& block = text_.blocks[b];
    const Tag tag = TagOf(b);
    if (tag >= Tag::kH1 && tag <= Tag::kH6) return BlockKind::kHeading;
    NodeIndex at = block.element;
    for (int up = 0; up < 3 && at != kNoNode; ++up, at = tree_[at].parent) {
      if (tree_[at].tag == Tag::kLi || tree_[at].tag == Tag::kDd || tree_[at].tag == Tag::kDt) {
        return BlockKind::kList;
      }
      if (tree_[at].tag == Tag::kBlockquote) return BlockKind::kQuote;
    }
    static const std::size_t stop = ColumnOf("prose_end");
    if (block.bold_bytes == block.size && block.size <= kLongestSubheading &&
        Feature(b, stop) == 0) {
      return BlockKind::kHeading;
    }
    return BlockKind::kParagraph;
  }

  void Add(BlockKind kind, std::size_t b, bool in_text) {
    AddText(kind, TextOf(b), b, in_text);
    if (!in_text) return;
    if (body_.place.first == kNoNode) body_.place.first = text_.blocks[b].first;
    body_.place.last = text_.blocks[b].last;
  }

  void AddText(BlockKind kind, std::string_view words, std::size_t b, bool in_text) {
    // A full stop more or less makes no other paragraph.
    const std::uint64_t key = Hash64(words.substr(0, words.find_last_not_of(". ") + 1));
    const bool may_repeat = in_text && CountWords(words) < kRepeatWords;
    if (const auto seen = seen_.find(key); seen != seen_.end() && !may_repeat) {
      ++body_.blocks[seen->second].block.repeats;
      if (why_) Drop(b, "stands above already");
      return;
    }
    seen_.emplace(key, body_.blocks.size());
    Block block;
    block.kind = kind;
    block.text = words;
    if (kind == BlockKind::kNotice || kind == BlockKind::kCorrection) block.time = TimeIn(b);
    body_.blocks.push_back({std::move(block), in_text, text_.blocks[b].first});
  }

  // The caption as it is printed, and behind it the credit in a block of its own.
  void AddCaption(std::size_t b) {
    const std::string_view words = TextOf(b);
    const CaptionParts parts = SplitCredit(words);
    AddText(parts.caption.empty() ? BlockKind::kCredit : BlockKind::kCaption, words, b, false);
    if (parts.caption.empty() || parts.credit.empty()) return;
    AddText(BlockKind::kCredit, Words(words, parts.credit), b, false);
  }

  std::optional<PageTime> TimeIn(std::size_t b) const {
    const NodeIndex element = text_.blocks[b].element;
    for (NodeIndex i = element; i < tree_[element].end; ++i) {
      if (tree_[i].tag == Tag::kTime) return ParsePageTime(tree_.Get(i, Attr::kDatetime));
    }
    return std::nullopt;
  }

  void Drop(std::size_t b, const char* reason) {
    if (!why_) return;
    Dropped dropped;
    dropped.text = std::string(TextOf(b).substr(0, kDroppedBytes));
    while (!IsValidUtf8(dropped.text)) dropped.text.pop_back();
    if (reason || why_not_[b]) {
      dropped.why = reason ? reason : why_not_[b];
    } else if (SameAsHeadline(b)) {
      dropped.why = "repeats the headline";
    } else {
      char score[32];
      std::snprintf(score, sizeof score, "score %.2f", static_cast<double>(scores_[b]));
      dropped.why = score;
    }
    body_.dropped.push_back(std::move(dropped));
  }

  const Tree& tree_;
  const TextBlocks& text_;
  NodeIndex headline_;
  bool why_;
  NodeIndex first_post_;
  FeatureTable table_;
  std::vector<float> scores_;
  std::vector<char> chosen_;
  std::vector<const char*> why_not_;  // of blocks that were likely enough
  std::size_t first_ = kNone, last_ = kNone;
  std::size_t last_prose_ = kNone;  // of what is read: no credit, no notice
  bool developing_here_ = false;
  std::unordered_map<std::uint64_t, std::size_t> seen_;  // words -> place in body_.blocks
  Body body_;
};

}  // namespace

std::size_t Body::TextBytes() const {
  std::size_t bytes = 0;
  for (const PlacedBlock& placed : blocks) bytes += placed.in_text ? placed.block.text.size() : 0;
  return bytes;
}

Body FindBody(const Tree& tree, const TextBlocks& text, const Witnesses& said,
              const BodyHints& hints) {
  return Finder(tree, text, said, hints).Find();
}

}  // namespace checkback
