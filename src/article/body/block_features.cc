#include "article/body/block_features.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "article/body/block_words.h"
#include "article/body/hidden_style.h"
#include "article/body/page_shape.h"
#include "article/body/said_text.h"
#include "article/lines/lines.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// Distances in the tree and along the page are told up to these.
constexpr int kFarUp = 12;
constexpr int kFarAlong = 30;

struct TagName {
  Tag tag;
  const char* name;
};
// The tags whose nearest ancestor is told.
constexpr std::array<TagName, 16> kAncestors = {{{Tag::kArticle, "in_article"},
                                                 {Tag::kMain, "in_main_tag"},
                                                 {Tag::kAside, "in_aside"},
                                                 {Tag::kNav, "in_nav"},
                                                 {Tag::kHeader, "in_header"},
                                                 {Tag::kFooter, "in_footer"},
                                                 {Tag::kForm, "in_form"},
                                                 {Tag::kTable, "in_table"},
                                                 {Tag::kUl, "in_ul"},
                                                 {Tag::kOl, "in_ol"},
                                                 {Tag::kBlockquote, "in_blockquote"},
                                                 {Tag::kFigure, "in_figure"},
                                                 {Tag::kSection, "in_section"},
                                                 {Tag::kA, "in_a"},
                                                 {Tag::kNoscript, "in_noscript"},
                                                 {Tag::kDetails, "in_details"}}};

// What an element is, as groups; headings are 4 to 7.
int GroupOf(Tag tag) {
  switch (tag) {
    case Tag::kP:
      return 1;
    case Tag::kDiv:
      return 2;
    case Tag::kLi:
      return 3;
    case Tag::kH1:
      return 4;
    case Tag::kH2:
      return 5;
    case Tag::kH3:
      return 6;
    case Tag::kH4:
    case Tag::kH5:
    case Tag::kH6:
      return 7;
    case Tag::kFigcaption:
    case Tag::kCaption:
      return 8;
    case Tag::kBlockquote:
      return 9;
    case Tag::kTd:
    case Tag::kTh:
      return 10;
    case Tag::kDt:
    case Tag::kDd:
      return 11;
    case Tag::kButton:
      return 12;
    case Tag::kSection:
    case Tag::kArticle:
    case Tag::kMain:
      return 13;
    case Tag::kPre:
      return 14;
    case Tag::kBody:
      return 15;
    default:
      return 0;
  }
}
bool IsHeadingGroup(int group) {
  return group >= 4 && group <= 7;
}

double Log(double value) {
  return std::log1p(std::max(0.0, value));
}
double Share(double part, double whole) {
  return whole <= 0 ? 0 : part / whole;
}

// Writes one row, cell by cell; with `names` it writes down what the cells are called.
class RowWriter {
 public:
  RowWriter(std::span<float> row, std::vector<std::string>* names) : row_(row), names_(names) {}

  template <typename Number>
  void operator()(std::string_view name, Number value) {
    (*this)("", name, value);
  }
  template <typename Number>
  void operator()(std::string_view prefix, std::string_view name, Number value) {
    if (names_) names_->push_back(std::string(prefix).append(name));
    if (at_ < row_.size()) row_[at_] = static_cast<float>(value);
    ++at_;
  }

 private:
  std::span<float> row_;
  std::vector<std::string>* names_;
  std::size_t at_ = 0;
};

class Features {
 public:
  Features(const Tree& tree, const TextBlocks& text, const Witnesses& said, NodeIndex headline)
      : tree_(tree),
        text_(text),
        headline_(headline),
        shape_(tree, text),
        said_(tree, said, headline),
        trades_(tree, ClassWords::Builtin()) {}

  FeatureTable Make() {
    const std::size_t n = text_.blocks.size();
    FeatureTable table(n, BlockFeatureNames().size());
    for (std::size_t b = 0; b < n; ++b) {
      const bool after_headline = headline_ != kNoNode && text_.blocks[b].first > headline_;
      if (after_headline && headline_block_ < 0) headline_block_ = static_cast<int>(b);
      LineVerdict verdict;
      if (!shape_.IsHopeless(b)) {
        verdict = JudgeLine(text_.Text(text_.blocks[b]), "");
        RowWriter put(table.Row(b), nullptr);
        Fill(b, verdict, put);
      }
      Pass(b, verdict, after_headline);
    }
    return table;
  }

  // The names of the cells, told by filling the row of a first block.
  std::vector<std::string> Names() {
    std::vector<std::string> names;
    RowWriter put({}, &names);
    Fill(0, LineVerdict(), put);
    return names;
  }

 private:
  const TextBlock& Block(std::size_t b) const { return text_.blocks[b]; }
  NodeIndex ParentOf(std::size_t b) const { return tree_[Block(b).element].parent; }

  void Fill(std::size_t b, const LineVerdict& verdict, RowWriter& put) {
    PutWords(b, put);
    PutPlace(b, put);
    PutNeighbours(b, put);
    PutFamily(b, put);
    PutElementsAbove(b, put);
    PutSaid(b, put);
    PutLine(verdict, put);
    PutHeadline(Block(b).element, put);
    PutHeading(b, put);
    PutBehind(put);
    PutPictures(b, put);
    PutNames(Block(b).element, put);
  }

  void PutWords(std::size_t b, RowWriter& put) const {
    const TextBlock& block = Block(b);
    const BlockWords words = MeasureWords(text_.Text(block));
    const auto letters = static_cast<double>(words.letters);
    const auto count = static_cast<double>(words.words);
    const auto bytes = static_cast<double>(block.size);
    const auto marks = static_cast<double>(words.marks);
    put("bytes", Log(bytes));
    put("words", Log(count));
    put("letters_per_word", Share(letters, count));
    put("short_words", Share(static_cast<double>(words.short_words), count));
    put("link_share", LinkShare(block));
    put("links", std::min<int>(block.links, 10));
    put("bold_share", Share(block.bold_bytes, bytes));
    put("italic_share", Share(block.italic_bytes, bytes));
    put("digits", Share(static_cast<double>(words.digits), letters));
    put("capitals", Share(static_cast<double>(words.capitals), letters));
    put("commas", Share(static_cast<double>(words.commas), count));
    put("stops", std::min<std::size_t>(words.stops, 12));
    put("marks", Share(marks, letters + marks));
    put("prose_end", words.prose_end);
    put("colon_end", words.colon_end);
    put("ellipsis_end", words.ellipsis_end);
    put("question_end", words.question_end);
    put("opens", words.opens);
    put("copyright", words.copyright);
    put("at_sign", words.at_sign);
    put("arrow", words.arrow);
    put("bar", words.bar);
    put("clock", words.clock);
    put("year", words.year);
    put("prose", shape_.IsProse(b));
    put("common_words", shape_.CommonWords(b));
    put("repeats", std::min(shape_.Repeats(b), 5));
  }

  void PutPlace(std::size_t b, RowWriter& put) const {
    const std::size_t n = text_.blocks.size();
    const int after = headline_ == kNoNode ? 0 : Block(b).first > headline_ ? 1 : -1;
    put("tag", GroupOf(tree_[Block(b).element].tag));
    put("depth", std::min<int>(tree_[Block(b).element].depth, 40));
    put("index", Share(static_cast<double>(b), static_cast<double>(n)));
    put("index_end", std::min<std::size_t>(n - b, 2UL * kFarAlong));
    put("share_before", Share(prose_before_, shape_.page().prose_bytes));
    put("after_headline", after);
    put("headline_above",
        after > 0 ? std::min(static_cast<int>(b) - headline_block_, 2 * kFarAlong) : -1);
    put("prose_page", Log(shape_.page().prose_bytes));
    put("blocks_page", Log(static_cast<double>(n)));
    put("articles", std::min(shape_.articles(), 20));
    put("main_headings", std::min(shape_.main_headings(), 10));
  }

  int ProseDistance(std::size_t b, std::ptrdiff_t step) const {
    int distance = 1;
    const auto n = static_cast<std::ptrdiff_t>(text_.blocks.size());
    for (auto i = static_cast<std::ptrdiff_t>(b) + step; i >= 0 && i < n && distance < kFarAlong;
         i += step, ++distance) {
      if (shape_.IsProse(static_cast<std::size_t>(i))) break;
    }
    return distance;
  }

  void PutNeighbours(std::size_t b, RowWriter& put) const {
    const bool first = b == 0, last = b + 1 == text_.blocks.size();
    const NodeIndex up = ParentOf(b);
    put("prose_before", ProseDistance(b, -1));
    put("prose_after", ProseDistance(b, +1));
    put("bytes_prev", first ? -1 : Log(Block(b - 1).size));
    put("bytes_next", last ? -1 : Log(Block(b + 1).size));
    put("links_prev", first ? -1 : LinkShare(Block(b - 1)));
    put("links_next", last ? -1 : LinkShare(Block(b + 1)));
    put("tag_prev", first ? -1 : GroupOf(tree_[Block(b - 1).element].tag));
    put("tag_next", last ? -1 : GroupOf(tree_[Block(b + 1).element].tag));
    put("same_parent_prev", !first && ParentOf(b - 1) == up);
    put("same_parent_next", !last && ParentOf(b + 1) == up);
  }

  void PutFamily(std::size_t b, RowWriter& put) const {
    const BlockFamily& family = shape_.FamilyOf(b);
    put("family_blocks", Log(family.blocks));
    put("family_bytes", Log(family.bytes));
    put("family_links", Share(family.link_bytes, family.bytes));
    put("family_prose", Share(family.prose, family.blocks));
    put("family_of_prose", Share(Log(family.prose), Log(shape_.page().prose)));
  }

  void PutElementsAbove(std::size_t b, RowWriter& put) const {
    NodeIndex at = ParentOf(b);
    for (const std::string_view level : {"up1_", "up2_", "up3_", "up4_"}) {
      const ElementSums none;
      const ElementSums& sums = at == kNoNode ? none : shape_.Below(at);
      const auto number = [&](double value) { return at == kNoNode ? -1 : value; };
      put(level, "prose", number(Log(sums.prose)));
      put(level, "links", number(Share(sums.link_bytes, sums.bytes)));
      put(level, "share", number(Share(sums.prose_bytes, shape_.page().prose_bytes)));
      put(level, "blocks", number(Log(sums.blocks)));
      if (at != kNoNode) at = tree_[at].parent;
    }
    const NodeIndex main = shape_.main();
    const int up = main == kNoNode ? kFarUp : LevelsUp(main, Block(b).element);
    put("in_main", up == 0);
    put("from_main", std::min(up, kFarUp));
    put("main_share",
        main == kNoNode ? 0 : Share(shape_.Below(main).prose_bytes, shape_.page().prose_bytes));
  }

  // How many levels above `element` the first element stands that also holds `other`.
  int LevelsUp(NodeIndex element, NodeIndex other) const {
    int up = 0;
    while (!tree_.Below(other, element) && tree_[element].parent != kNoNode) {
      element = tree_[element].parent;
      ++up;
    }
    return up;
  }

  void PutSaid(std::size_t b, RowWriter& put) const {
    const std::string bare = BareLetters(text_.Text(Block(b)).substr(0, SaidText::kComparedBytes));
    put("is_headline", static_cast<int>(said_.WithHeadlines(bare)));
    put("is_description", static_cast<int>(said_.WithDescriptions(bare)));
    put("in_description", said_.InDescription(bare));
    put("is_caption", static_cast<int>(said_.WithCaptions(bare)));
    put("is_alt", static_cast<int>(said_.WithPictures(bare)));
    put("is_title", said_.IsVisibleHeadline(bare));
    put("in_body_said", said_.InBody(bare));
    put("body_said", Log(static_cast<double>(said_.body_bytes())));
    put("said_article", said_.is_article());
  }

  static void PutLine(const LineVerdict& verdict, RowWriter& put) {
    put("line_kind", static_cast<int>(verdict.kind));
    put("line_developing", verdict.developing);
  }

  // How far the block and the visible headline stand apart in the tree.
  void PutHeadline(NodeIndex element, RowWriter& put) const {
    int up = -1, down = -1, same_article = -1;
    if (headline_ != kNoNode) {
      const int levels = LevelsUp(element, headline_);
      NodeIndex common = element;
      for (int level = 0; level < levels; ++level) common = tree_[common].parent;
      up = std::min(levels, 2 * kFarUp);
      down = std::min(tree_[headline_].depth - tree_[common].depth, 2 * kFarUp);
      const NodeIndex own = ArticleAbove(element);
      if (own != kNoNode) same_article = own == ArticleAbove(headline_);
    }
    put("up_to_headline", up);
    put("headline_up", down);
    put("same_article", same_article);
  }

  NodeIndex ArticleAbove(NodeIndex element) const {
    while (element != kNoNode && tree_[element].tag != Tag::kArticle)
      element = tree_[element].parent;
    return element;
  }

  // The heading that the block stands under.
  void PutHeading(std::size_t b, RowWriter& put) const {
    const bool any = heading_ >= 0;
    const auto h = static_cast<std::size_t>(any ? heading_ : 0);
    put("since_heading", any ? std::min(static_cast<int>(b) - heading_, 2 * kFarAlong) : -1);
    put("heading_links", any ? LinkShare(Block(h)) : -1);
    put("heading_same_parent", any ? (ParentOf(h) == ParentOf(b) ? 1 : 0) : -1);
    put("heading_level", any ? GroupOf(tree_[Block(h).element].tag) : -1);
  }

  void PutBehind(RowWriter& put) const {
    put("furniture_before", std::min(furniture_before_, 20));
    put("prose_since_headline", std::min(prose_since_headline_, 60));
    put("bytes_since_prose", Log(static_cast<double>(bytes_since_prose_)));
    put("links_since_prose", std::min(links_since_prose_, 60));
  }

  // A picture that stands alone with the block in an element is the form of captions.
  void PutPictures(std::size_t b, RowWriter& put) const {
    int alone = 0;
    NodeIndex at = Block(b).element;
    for (int up = 1; up <= 4 && at != kNoNode; ++up, at = tree_[at].parent) {
      if (shape_.Below(at).blocks > 2 || shape_.Below(at).prose > 1) break;
      if (shape_.PicturesBelow(at) > 0) {
        alone = up;
        break;
      }
    }
    const NodeIndex up = ParentOf(b) == kNoNode ? Block(b).element : ParentOf(b);
    put("alone_with_picture", alone);
    put("pictures_near", std::min<std::uint32_t>(shape_.PicturesBelow(up), 10));
    put("by_image", PictureJustBefore(b));
  }

  bool PictureJustBefore(std::size_t b) const {
    constexpr NodeIndex kNodesBack = 40;
    const NodeIndex from = Block(b).first;
    const NodeIndex stop = b == 0 ? 0 : Block(b - 1).last;
    for (NodeIndex i = from; i > stop && from - i < kNodesBack; --i) {
      const Tag tag = tree_[i - 1].tag;
      if (tag == Tag::kImg || tag == Tag::kPicture || tag == Tag::kVideo || tag == Tag::kAmp) {
        return true;
      }
    }
    return false;
  }

  // How many levels up each trade, each tag, and a few signs are first met.
  void PutNames(NodeIndex element, RowWriter& put) {
    const ClassWords& words = ClassWords::Builtin();
    std::array<int, 64> trades;
    std::array<int, kAncestors.size()> tags;
    trades.fill(kFarUp);
    tags.fill(kFarUp);
    bool hidden = false, body = false;
    int distance = 0;
    for (NodeIndex at = element; at != kNoNode; at = tree_[at].parent, ++distance) {
      const Seen& seen = SeenAt(at);
      hidden = hidden || seen.hidden;
      body = body || seen.body;
      if (distance >= kFarUp) continue;
      for (Trades left = seen.trades; left != 0; left &= left - 1) {
        int& cell = trades[static_cast<std::size_t>(__builtin_ctzll(left))];
        cell = std::min(cell, distance);
      }
      for (std::size_t t = 0; t < kAncestors.size(); ++t) {
        if (tree_[at].tag == kAncestors[t].tag) tags[t] = std::min(tags[t], distance);
      }
    }
    put("hidden", hidden);
    put("itemprop_body", body);
    for (std::size_t t = 0; t < words.size(); ++t) put("trade_", words.name(t), trades[t]);
    for (std::size_t t = 0; t < kAncestors.size(); ++t) put(kAncestors[t].name, tags[t]);
  }

  // What one element's attributes tell.
  struct Seen {
    Trades trades = 0;
    bool hidden = false;
    bool body = false;  // itemprop says that it is the body
  };
  const Seen& SeenAt(NodeIndex element) {
    const auto [row, fresh] = seen_.try_emplace(element);
    if (!fresh || tree_[element].size == 0) return row->second;
    Seen& seen = row->second;
    const Tag tag = tree_[element].tag;
    if (tag != Tag::kBody && tag != Tag::kHtml) seen.trades = trades_.Of(element);
    const std::string_view style = tree_.Get(element, Attr::kStyle);
    seen.hidden = tree_.Has(element, Attr::kHidden) ||
                  tree_.Get(element, Attr::kAriaHidden) == "true" ||
                  (!style.empty() && StyleHides(style));
    seen.body = tree_.Get(element, Attr::kItemprop) == "articleBody";
    return seen;
  }

  // Goes on behind a block.
  void Pass(std::size_t b, const LineVerdict& verdict, bool after_headline) {
    const TextBlock& block = Block(b);
    if (IsHeadingGroup(GroupOf(tree_[block.element].tag))) heading_ = static_cast<int>(b);
    if (after_headline && verdict.kind == LineKind::kFurniture) ++furniture_before_;
    if (shape_.IsProse(b)) {
      prose_before_ += block.size;
      if (after_headline) ++prose_since_headline_;
      bytes_since_prose_ = 0;
      links_since_prose_ = 0;
    } else {
      bytes_since_prose_ += block.size;
      links_since_prose_ += block.links;
    }
  }

  const Tree& tree_;
  const TextBlocks& text_;
  const NodeIndex headline_;
  const PageShape shape_;
  const SaidText said_;
  TradesOfElements trades_;
  std::unordered_map<NodeIndex, Seen> seen_;

  // What the blocks before the present one were.
  int headline_block_ = -1;  // the first behind the headline
  int heading_ = -1;
  int furniture_before_ = 0, prose_since_headline_ = 0, links_since_prose_ = 0;
  std::size_t bytes_since_prose_ = 0;
  double prose_before_ = 0;
};

}  // namespace

const std::vector<std::string>& BlockFeatureNames() {
  static const std::vector<std::string> names = [] {
    const Result<Tree> tree = ParseHtml("<p>x</p>");
    const TextBlocks text = SplitIntoBlocks(*tree);
    return Features(*tree, text, Witnesses(), kNoNode).Names();
  }();
  return names;
}

FeatureTable BlockFeatures(const Tree& tree, const TextBlocks& text, const Witnesses& said,
                           NodeIndex headline) {
  return Features(tree, text, said, headline).Make();
}

}  // namespace checkback
