#include "article/body/block_features.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "article/body/block_words.h"
#include "article/body/hidden_style.h"
#include "article/lines/lines.h"
#include "text/hash.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// Distances in the tree and the page are told up to these.
constexpr int kFarUp = 12;
constexpr int kFarAlong = 30;
// A block that reads like a paragraph of prose: this long, few links, a full stop.
constexpr std::size_t kProseBytes = 80;
constexpr double kProseLinkShare = 0.35;
constexpr double kHopelessLinkShare = 0.8;
// Enough of a block to see whether metadata says the same.
constexpr std::size_t kComparedBytes = 600;

// The tags whose nearest ancestor is told, one feature each.
constexpr std::array<Tag, 16> kAncestorTags = {
    Tag::kArticle, Tag::kMain,  Tag::kAside, Tag::kNav, Tag::kHeader,     Tag::kFooter,
    Tag::kForm,    Tag::kTable, Tag::kUl,    Tag::kOl,  Tag::kBlockquote, Tag::kFigure,
    Tag::kSection, Tag::kA,     Tag::kNoscript, Tag::kDetails};

// What the block's own element is, as groups.
int TagGroup(Tag tag) {
  switch (tag) {
    case Tag::kP: return 1;
    case Tag::kDiv: return 2;
    case Tag::kLi: return 3;
    case Tag::kH1: return 4;
    case Tag::kH2: return 5;
    case Tag::kH3: return 6;
    case Tag::kH4: case Tag::kH5: case Tag::kH6: return 7;
    case Tag::kFigcaption: case Tag::kCaption: return 8;
    case Tag::kBlockquote: return 9;
    case Tag::kTd: case Tag::kTh: return 10;
    case Tag::kDt: case Tag::kDd: return 11;
    case Tag::kButton: return 12;
    case Tag::kSection: case Tag::kArticle: case Tag::kMain: return 13;
    case Tag::kPre: return 14;
    case Tag::kBody: return 15;
    default: return 0;
  }
}

float Log(double value) { return static_cast<float>(std::log1p(std::max(0.0, value))); }
float Share(double part, double whole) {
  return whole <= 0 ? 0.0f : static_cast<float>(part / whole);
}
double LinkShare(const TextBlock& block) { return Share(block.link_bytes, block.size); }

// Sums over the subtree of every element.
struct Below {
  std::uint32_t bytes = 0;        // of text
  std::uint32_t link_bytes = 0;
  std::uint32_t prose_bytes = 0;  // in blocks that read like prose
  std::uint32_t prose = 0;        // such blocks
  std::uint32_t blocks = 0;
};

struct Family {  // blocks that are formed alike: tag, class, and the same of the parent
  std::uint32_t blocks = 0, bytes = 0, link_bytes = 0, prose = 0;
};

constexpr std::size_t kTellingBytes = 24;  // of bare text; less may agree by chance

// 0: not; 1: `block` begins with what was said or the reverse; 2: the same.
float Agrees(const std::string& block, const std::vector<std::string>& said) {
  float best = 0;
  for (const std::string& one : said) {
    if (one.empty() || block.empty()) continue;
    if (one == block) return 2;
    const std::size_t common = std::min(one.size(), block.size());
    if (common >= kTellingBytes && one.compare(0, common, block, 0, common) == 0) best = 1;
  }
  return best;
}

std::vector<std::string> BareList(const std::vector<Said>& said) {
  std::vector<std::string> out;
  for (const Said& one : said) out.push_back(BareLetters(one.value));
  return out;
}

class Features {
 public:
  Features(const Tree& tree, const TextBlocks& text, const Witnesses& said, NodeIndex headline)
      : tree_(tree),
        text_(text),
        said_(said),
        headline_(headline),
        trades_(tree, ClassWords::Builtin()),
        count_(ClassWords::Builtin().size()) {}

  FeatureTable Make() {
    const std::size_t n = text_.blocks.size();
    SumUp();
    MeetFamilies();
    FindMainContainer();
    PrepareWitnesses();
    LearnCommonWords();
    pictures_.resize(tree_.size() + 1);
    for (NodeIndex i = 0; i < tree_.size(); ++i) {
      const bool picture = tree_[i].tag == Tag::kImg || tree_[i].tag == Tag::kVideo;
      pictures_[i + 1] = pictures_[i] + (picture ? 1 : 0);
      if (tree_[i].tag == Tag::kImg) {
        const std::string_view alt = tree_.Get(i, Attr::kAlt);
        if (alt.size() >= kTellingBytes && alts_.size() < 100) alts_.push_back(BareLetters(alt.substr(0, 1000)));
      }
      articles_ += tree_[i].tag == Tag::kArticle;
      main_headings_ += tree_[i].tag == Tag::kH1;
    }
    FeatureTable table(n, BlockFeatureNames().size());
    for (std::size_t b = 0; b < n; ++b) {
      const bool after_headline = headline_ != kNoNode && text_.blocks[b].first > headline_;
      if (after_headline && headline_block_ < 0) headline_block_ = static_cast<int>(b);
      LineVerdict verdict;
      if (!IsHopeless(b)) {
        verdict = JudgeLine(text_.Text(text_.blocks[b]), "");
        Fill(b, verdict, table.Row(b));
      }
      Remember(b, verdict, after_headline);
    }
    return table;
  }

  static std::vector<std::string> Names() {
    std::vector<std::string> names;
    Features::EachOwn([&](const char* name) { names.emplace_back(name); });
    const ClassWords& words = ClassWords::Builtin();
    for (std::size_t t = 0; t < words.size(); ++t) names.push_back("trade_" + words.name(t));
    for (std::size_t t = 0; t < kAncestorTags.size(); ++t) {
      names.push_back("in_" + std::to_string(t));
    }
    return names;
  }

 private:
  template <typename Use>
  static void EachOwn(Use&& use) {
    for (const char* name :
         {"bytes", "words", "letters_per_word", "short_words", "link_share", "links", "bold_share",
          "italic_share", "digits", "capitals", "commas", "stops", "marks", "prose_end", "colon_end",
          "ellipsis_end", "question_end", "opens", "copyright", "at_sign", "arrow", "bar", "clock",
          "year", "tag", "prose", "index", "index_end", "share_before", "after_headline",
          "headline_above", "prose_before", "prose_after", "bytes_prev", "bytes_next", "links_prev",
          "links_next", "tag_prev", "tag_next", "same_parent_prev", "same_parent_next",
          "family_blocks", "family_bytes", "family_links", "family_prose", "up1_prose", "up1_links",
          "up1_share", "up1_blocks", "up2_prose", "up2_links", "up2_share", "up2_blocks", "up3_prose",
          "up3_links", "up3_share", "up4_links", "up4_share", "in_main", "from_main", "main_share", "depth", "repeats",
          "is_headline", "is_description", "is_caption", "in_body_said", "body_said", "is_title",
          "hidden", "line_kind", "line_developing", "prose_page", "blocks_page", "said_article",
          "itemprop_body", "p_siblings", "first_in_parent", "last_in_parent", "by_image", "up_to_headline",
          "headline_up", "same_article", "articles", "main_headings", "since_heading", "heading_links",
          "heading_same_parent", "heading_level", "furniture_before", "prose_since_headline",
          "bytes_since_prose", "links_since_prose", "common_words", "in_description", "family_of_prose", "is_alt",
          "alone_with_picture", "pictures_near"}) {
      use(name);
    }
  }

  void SumUp() {
    below_.assign(tree_.size(), {});
    prose_.resize(text_.blocks.size());
    for (std::size_t b = 0; b < text_.blocks.size(); ++b) {
      const TextBlock& block = text_.blocks[b];
      prose_[b] = block.size >= kProseBytes && LinkShare(block) < kProseLinkShare &&
                  HasStop(text_.Text(block));
      Below& own = below_[block.element];
      own.bytes += block.size;
      own.link_bytes += block.link_bytes;
      ++own.blocks;
      if (prose_[b]) {
        own.prose_bytes += block.size;
        ++own.prose;
      }
    }
    for (NodeIndex i = static_cast<NodeIndex>(tree_.size()); i-- > 1;) {
      const NodeIndex up = tree_[i].parent;
      if (up == kNoNode) continue;
      Below& to = below_[up];
      const Below& from = below_[i];
      to.bytes += from.bytes;
      to.link_bytes += from.link_bytes;
      to.prose_bytes += from.prose_bytes;
      to.prose += from.prose;
      to.blocks += from.blocks;
    }
    page_ = tree_.size() > 0 ? below_[0] : Below{};
    for (std::size_t i = 1; i < tree_.size(); ++i) {
      if (tree_[static_cast<NodeIndex>(i)].parent == kNoNode) {
        page_.bytes += below_[i].bytes;
        page_.prose_bytes += below_[i].prose_bytes;
        page_.prose += below_[i].prose;
      }
    }
  }

  // Links far from any prose: menus, lists of other pages. More than half of all blocks, and
  // no model ever took one of them for body, so nothing more is asked of them.
  bool IsHopeless(std::size_t b) const {
    const TextBlock& block = text_.blocks[b];
    if (LinkShare(block) < kHopelessLinkShare) return false;
    NodeIndex at = block.element;
    for (int up = 0; up < 2 && tree_[at].parent != kNoNode; ++up) at = tree_[at].parent;
    return below_[at].prose == 0;
  }

  std::uint64_t FamilyOf(NodeIndex element) const {
    std::uint64_t hash = 14695981039346656037ull;
    NodeIndex at = element;
    for (int level = 0; level < 2 && at != kNoNode; ++level, at = tree_[at].parent) {
      hash = Hash64(tree_.Get(at, Attr::kClass), hash + static_cast<std::uint64_t>(tree_[at].tag));
    }
    return hash;
  }

  void MeetFamilies() {
    family_.reserve(text_.blocks.size());
    for (std::size_t b = 0; b < text_.blocks.size(); ++b) {
      const TextBlock& block = text_.blocks[b];
      const std::uint64_t id = FamilyOf(block.element);
      family_.push_back(id);
      Family& family = families_[id];
      ++family.blocks;
      family.bytes += block.size;
      family.link_bytes += block.link_bytes;
      family.prose += prose_[b] ? 1 : 0;
      ++seen_[Hash64(text_.Text(block))];
    }
  }

  // The element that readers of the Readability kind would choose: prose counts for its
  // parent in full, for those above by half each.
  void FindMainContainer() {
    std::unordered_map<NodeIndex, double> score;
    for (std::size_t b = 0; b < text_.blocks.size(); ++b) {
      if (!prose_[b]) continue;
      double worth = std::min<double>(text_.blocks[b].size, 600) / 100.0 + 1;
      NodeIndex up = tree_[text_.blocks[b].element].parent;
      for (int level = 0; level < 4 && up != kNoNode; ++level, up = tree_[up].parent) {
        score[up] += worth;
        worth /= 2;
      }
    }
    double best = 0;
    for (const auto& [element, points] : score) {
      const double value = points * (1 - Share(below_[element].link_bytes, below_[element].bytes));
      if (value > best || (value == best && main_ != kNoNode && element < main_)) {
        best = value;
        main_ = element;
      }
    }
  }

  void PrepareWitnesses() {
    headlines_ = BareList(said_.headlines);
    descriptions_ = BareList(said_.descriptions);
    captions_ = BareList(said_.captions);
    if (headline_ != kNoNode) headline_text_ = BareLetters(tree_.TextBelow(headline_));
    for (const Said& body : said_.bodies) body_said_ += BareLetters(body.value);
    for (const Said& type : said_.types) {
      if (type.value.find("rticle") != std::string::npos) said_article_ = true;
    }
  }

  bool Hidden(NodeIndex element) const {
    if (tree_[element].size == 0) return false;
    if (tree_.Has(element, Attr::kHidden) || tree_.Get(element, Attr::kAriaHidden) == "true") return true;
    const std::string_view style = tree_.Get(element, Attr::kStyle);
    return !style.empty() && StyleHides(style);
  }

  int ProseDistance(std::size_t b, int step) const {
    int distance = 1;
    for (std::ptrdiff_t i = static_cast<std::ptrdiff_t>(b) + step;
         i >= 0 && i < static_cast<std::ptrdiff_t>(prose_.size()) && distance < kFarAlong;
         i += step, ++distance) {
      if (prose_[static_cast<std::size_t>(i)]) break;
    }
    return distance;
  }

  void Fill(std::size_t b, const LineVerdict& verdict, std::span<float> row) {
    const TextBlock& block = text_.blocks[b];
    const BlockWords m = MeasureWords(text_.Text(block));
    const std::size_t n = text_.blocks.size();
    std::size_t c = 0;
    const auto put = [&](double value) { row[c++] = static_cast<float>(value); };
    const NodeIndex e = block.element;

    put(Log(block.size));
    put(Log(m.words));
    put(Share(m.letters, m.words));
    put(Share(m.short_words, m.words));
    put(LinkShare(block));
    put(std::min<int>(block.links, 10));
    put(Share(block.bold_bytes, block.size));
    put(Share(block.italic_bytes, block.size));
    put(Share(m.digits, m.letters));
    put(Share(m.capitals, m.letters));
    put(Share(m.commas, m.words));
    put(std::min<std::size_t>(m.stops, 12));
    put(Share(m.marks, m.letters + m.marks));
    put(m.prose_end);
    put(m.colon_end);
    put(m.ellipsis_end);
    put(m.question_end);
    put(m.opens);
    put(m.copyright);
    put(m.at_sign);
    put(m.arrow);
    put(m.bar);
    put(m.clock);
    put(m.year);
    put(TagGroup(tree_[e].tag));
    put(prose_[b]);
    put(Share(static_cast<double>(b), static_cast<double>(n)));
    put(std::min<std::size_t>(n - b, 60));
    put(Share(prose_before_, page_.prose_bytes));
    const int after = headline_ == kNoNode ? 0 : block.first > headline_ ? 1 : -1;
    put(after);
    put(after > 0 ? std::min(static_cast<int>(b) - headline_block_, 2 * kFarAlong) : -1);
    put(ProseDistance(b, -1));
    put(ProseDistance(b, +1));
    put(b > 0 ? Log(text_.blocks[b - 1].size) : -1);
    put(b + 1 < n ? Log(text_.blocks[b + 1].size) : -1);
    put(b > 0 ? LinkShare(text_.blocks[b - 1]) : -1);
    put(b + 1 < n ? LinkShare(text_.blocks[b + 1]) : -1);
    put(b > 0 ? TagGroup(tree_[text_.blocks[b - 1].element].tag) : -1);
    put(b + 1 < n ? TagGroup(tree_[text_.blocks[b + 1].element].tag) : -1);
    const NodeIndex up = tree_[e].parent;
    put(b > 0 && tree_[text_.blocks[b - 1].element].parent == up);
    put(b + 1 < n && tree_[text_.blocks[b + 1].element].parent == up);
    const Family& family = families_[family_[b]];
    put(Log(family.blocks));
    put(Log(family.bytes));
    put(Share(family.link_bytes, family.bytes));
    put(Share(family.prose, family.blocks));
    NodeIndex level = up;
    for (int l = 0; l < 4; ++l) {
      if (level == kNoNode) {
        for (int k = 0; k < (l < 2 ? 4 : l == 2 ? 3 : 2); ++k) put(-1);
        continue;
      }
      const Below& sum = below_[level];
      if (l < 3) put(Log(sum.prose));
      put(Share(sum.link_bytes, sum.bytes));
      put(Share(sum.prose_bytes, page_.prose_bytes));
      if (l < 2) put(Log(sum.blocks));
      level = tree_[level].parent;
    }
    PutMain(e, put);
    put(std::min<int>(tree_[e].depth, 40));
    put(std::min(seen_[Hash64(text_.Text(block))], 5));
    const std::string bare = BareLetters(text_.Text(block).substr(0, kComparedBytes));
    put(Agrees(bare, headlines_));
    put(Agrees(bare, descriptions_));
    put(Agrees(bare, captions_));
    put(body_said_.empty() || bare.size() < 8 ? -1 : body_said_.find(bare.substr(0, 200)) != std::string::npos);
    put(Log(body_said_.size()));
    put(!headline_text_.empty() && headline_text_ == bare);
    put(HiddenAbove(e));
    put(static_cast<int>(verdict.kind));
    put(verdict.developing);
    put(Log(page_.prose_bytes));
    put(Log(n));
    put(said_article_);
    put(ItempropBody(e));
    put(up == kNoNode ? 0 : Log(below_[up].prose));
    put(b == 0 || tree_[text_.blocks[b - 1].element].parent != up);
    put(b + 1 == n || tree_[text_.blocks[b + 1].element].parent != up);
    put(ImageNear(b));
    PutHeadline(e, put);
    PutHeading(b, put);
    put(std::min(furniture_before_, 20));
    put(std::min(prose_since_headline_, 60));
    put(Log(bytes_since_prose_));
    put(std::min(links_since_prose_, 60));
    put(CommonWords(block));
    put(bare.size() >= kTellingBytes && InDescription(bare));
    put(Share(Log(family.prose), Log(page_.prose)));
    put(bare.size() >= kTellingBytes ? Agrees(bare, alts_) : 0);
    PutPictures(e, put);
    PutNames(e, row.subspan(c));
  }

  // How far the block and the visible headline stand apart in the tree.
  template <typename Put>
  void PutHeadline(NodeIndex e, Put&& put) {
    if (headline_ == kNoNode) {
      for (const int value : {-1, -1, -1}) put(value);
    } else {
      NodeIndex common = e;
      int up = 0;
      while (!tree_.Below(headline_, common) && tree_[common].parent != kNoNode) {
        common = tree_[common].parent;
        ++up;
      }
      put(std::min(up, 2 * kFarUp));
      put(std::min(tree_[headline_].depth - tree_[common].depth, 2 * kFarUp));
      const NodeIndex own = ArticleAbove(e);
      put(own == kNoNode ? -1 : own == ArticleAbove(headline_));
    }
    put(std::min(articles_, 20));
    put(std::min(main_headings_, 10));
  }

  NodeIndex ArticleAbove(NodeIndex e) const {
    while (e != kNoNode && tree_[e].tag != Tag::kArticle) e = tree_[e].parent;
    return e;
  }

  // The heading that the block stands under.
  template <typename Put>
  void PutHeading(std::size_t b, Put&& put) {
    if (heading_ < 0) {
      for (const int value : {-1, -1, -1, -1}) put(value);
      return;
    }
    const TextBlock& heading = text_.blocks[static_cast<std::size_t>(heading_)];
    put(std::min(static_cast<int>(b) - heading_, 2 * kFarAlong));
    put(LinkShare(heading));
    put(tree_[heading.element].parent == tree_[text_.blocks[b].element].parent);
    put(TagGroup(tree_[heading.element].tag));
  }

  // Whether a picture and this block are all that an element holds: the form of captions.
  template <typename Put>
  void PutPictures(NodeIndex e, Put&& put) {
    int alone = 0;
    NodeIndex at = e;
    for (int up = 1; up <= 4 && at != kNoNode; ++up, at = tree_[at].parent) {
      if (below_[at].blocks > 2 || below_[at].prose > 1) break;
      if (pictures_[tree_[at].end] > pictures_[at]) {
        alone = up;
        break;
      }
    }
    put(alone);
    const NodeIndex up = tree_[e].parent == kNoNode ? e : tree_[e].parent;
    put(std::min<std::uint32_t>(pictures_[tree_[up].end] - pictures_[up], 10));
  }

  void Remember(std::size_t b, const LineVerdict& verdict, bool after_headline) {
    const TextBlock& block = text_.blocks[b];
    if (const int tag = TagGroup(tree_[block.element].tag); tag >= 4 && tag <= 7) {
      heading_ = static_cast<int>(b);
    }
    if (after_headline && verdict.kind == LineKind::kFurniture) ++furniture_before_;
    if (prose_[b]) {
      prose_before_ += block.size;
      if (after_headline) ++prose_since_headline_;
      bytes_since_prose_ = 0;
      links_since_prose_ = 0;
    } else {
      bytes_since_prose_ += block.size;
      links_since_prose_ += block.links;
    }
  }

  bool InDescription(const std::string& bare) const {
    for (const std::string& one : descriptions_) {
      if (one.size() >= bare.size() && one.find(bare) != std::string::npos) return true;
    }
    return false;
  }

  // The share of its words that are common ones on this page: lists of names have few.
  float CommonWords(const TextBlock& block) const {
    std::size_t words = 0, common = 0;
    EachWord(text_.Text(block).substr(0, 600), [&](std::uint64_t word) {
      ++words;
      common += common_.count(word);
    });
    return Share(static_cast<double>(common), static_cast<double>(words));
  }

  template <typename Use>
  static void EachWord(std::string_view text, Use&& use) {
    std::size_t start = 0;
    for (std::size_t at = 0; at <= text.size(); ++at) {
      if (at < text.size() && text[at] != ' ') continue;
      if (at > start && at - start <= 12) use(Hash64(text.substr(start, at - start)));
      start = at + 1;
    }
  }

  void LearnCommonWords() {
    std::unordered_map<std::uint64_t, std::uint32_t> count;
    std::size_t total = 0;
    for (std::size_t b = 0; b < text_.blocks.size(); ++b) {
      if (!prose_[b]) continue;
      EachWord(text_.Text(text_.blocks[b]).substr(0, 600), [&](std::uint64_t word) {
        ++count[word];
        ++total;
      });
    }
    for (const auto& [word, times] : count) {
      if (times >= 3 && times * 200 >= total) common_.insert(word);
    }
  }

  template <typename Put>
  void PutMain(NodeIndex e, Put&& put) {
    if (main_ == kNoNode) {
      put(0);
      put(kFarUp);
      put(0);
      return;
    }
    int up = 0;
    NodeIndex common = main_;
    while (!tree_.Below(e, common) && tree_[common].parent != kNoNode) {
      common = tree_[common].parent;
      ++up;
    }
    put(up == 0 ? 1 : 0);
    put(std::min(up, kFarUp));
    put(Share(below_[main_].prose_bytes, page_.prose_bytes));
  }

  bool HiddenAbove(NodeIndex e) const {
    for (NodeIndex at = e; at != kNoNode; at = tree_[at].parent) {
      if (Hidden(at)) return true;
    }
    return false;
  }

  bool ItempropBody(NodeIndex e) const {
    for (NodeIndex at = e; at != kNoNode; at = tree_[at].parent) {
      if (tree_[at].size > 0 && tree_.Get(at, Attr::kItemprop) == "articleBody") return true;
    }
    return false;
  }

  // How near a picture stands before the block: 1 for the node just before, 0 for none near.
  float ImageNear(std::size_t b) const {
    const NodeIndex from = text_.blocks[b].first;
    const NodeIndex stop = b == 0 ? 0 : text_.blocks[b - 1].last;
    for (NodeIndex i = from; i-- > stop && from - i < 40;) {
      const Tag tag = tree_[i].tag;
      if (tag == Tag::kImg || tag == Tag::kPicture || tag == Tag::kVideo || tag == Tag::kAmp) return 1;
    }
    return 0;
  }

  // For each trade and each tag how many levels up it is first met.
  void PutNames(NodeIndex e, std::span<float> row) {
    std::fill(row.begin(), row.end(), static_cast<float>(kFarUp));
    Trades left = ~Trades{0};
    int distance = 0;
    for (NodeIndex at = e; at != kNoNode && distance < kFarUp; at = tree_[at].parent, ++distance) {
      Trades fresh = TradesAt(at) & left;
      left &= ~fresh;
      while (fresh != 0) {
        const int bit = __builtin_ctzll(fresh);
        row[static_cast<std::size_t>(bit)] = static_cast<float>(distance);
        fresh &= fresh - 1;
      }
      for (std::size_t t = 0; t < kAncestorTags.size(); ++t) {
        float& cell = row[count_ + t];
        if (tree_[at].tag == kAncestorTags[t] && cell == kFarUp) cell = static_cast<float>(distance);
      }
    }
  }

  Trades TradesAt(NodeIndex element) {
    const auto [row, fresh] = known_trades_.try_emplace(element, 0);
    if (fresh && tree_[element].tag != Tag::kBody && tree_[element].tag != Tag::kHtml) {
      row->second = trades_.Of(element);
    }
    return row->second;
  }

  const Tree& tree_;
  const TextBlocks& text_;
  const Witnesses& said_;
  NodeIndex headline_;
  TradesOfElements trades_;
  std::size_t count_;
  std::vector<char> prose_;
  std::vector<Below> below_;
  Below page_;
  std::vector<std::uint64_t> family_;
  std::unordered_map<std::uint64_t, Family> families_;
  std::unordered_map<std::uint64_t, int> seen_;
  std::unordered_map<NodeIndex, Trades> known_trades_;
  NodeIndex main_ = kNoNode;
  int headline_block_ = -1;
  int heading_ = -1;
  int furniture_before_ = 0, prose_since_headline_ = 0, links_since_prose_ = 0;
  int articles_ = 0, main_headings_ = 0;
  std::size_t bytes_since_prose_ = 0;
  std::unordered_set<std::uint64_t> common_;
  double prose_before_ = 0;
  std::vector<std::string> headlines_, descriptions_, captions_, alts_;
  std::vector<std::uint32_t> pictures_;  // how many before each node
  std::string headline_text_;
  std::string body_said_;
  bool said_article_ = false;
};

}  // namespace

const std::vector<std::string>& BlockFeatureNames() {
  static const std::vector<std::string> names = Features::Names();
  return names;
}

FeatureTable BlockFeatures(const Tree& tree, const TextBlocks& text, const Witnesses& said,
                           NodeIndex headline) {
  return Features(tree, text, said, headline).Make();
}

}  // namespace checkback
