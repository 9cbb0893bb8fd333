#include "article/body/page_shape.h"

#include <algorithm>

#include "article/body/block_words.h"
#include "text/hash.h"

namespace checkback {
namespace {

// Tuned with the features on the folds of quality/train_body.py.
constexpr std::size_t kProseBytes = 80;
constexpr double kProseLinkShare = 0.35;
constexpr double kHopelessLinkShare = 0.8;
// How far up a paragraph counts for the main element, and how much one counts at the most.
constexpr int kLevelsUp = 4;
constexpr double kLongParagraph = 600;  // bytes
// Common words: short ones that make up half a per cent of the prose.
constexpr std::size_t kLongestCommonWord = 12;  // bytes
constexpr std::size_t kLookedAt = 600;          // bytes of a block
constexpr std::uint32_t kFewestTimes = 3;
constexpr std::size_t kOneIn = 200;

template <typename Use>
void EachShortWord(std::string_view text, Use&& use) {
  text = text.substr(0, kLookedAt);
  std::size_t start = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && text[at] != ' ') continue;
    if (at > start && at - start <= kLongestCommonWord) use(Hash64(text.substr(start, at - start)));
    start = at + 1;
  }
}

void Add(const ElementSums& from, ElementSums& to) {
  to.bytes += from.bytes;
  to.link_bytes += from.link_bytes;
  to.prose_bytes += from.prose_bytes;
  to.prose += from.prose;
  to.blocks += from.blocks;
}

}  // namespace

double LinkShare(const TextBlock& block) {
  return block.size == 0 ? 0 : static_cast<double>(block.link_bytes) / block.size;
}

PageShape::PageShape(const Tree& tree, const TextBlocks& text) : tree_(tree), text_(text) {
  SumUp();
  MeetFamilies();
  FindMain();
  CountElements();
  LearnCommonWords();
}

void PageShape::SumUp() {
  below_.assign(tree_.size(), {});
  prose_.resize(text_.blocks.size());
  for (std::size_t b = 0; b < text_.blocks.size(); ++b) {
    const TextBlock& block = text_.blocks[b];
    prose_[b] = static_cast<char>(block.size >= kProseBytes && LinkShare(block) < kProseLinkShare &&
                                  HasStop(text_.Text(block)));
    Add({.bytes = block.size,
         .link_bytes = block.link_bytes,
         .prose_bytes = prose_[b] ? block.size : 0,
         .prose = prose_[b] ? 1u : 0u,
         .blocks = 1},
        below_[block.element]);
  }
  // Children stand behind their parents.
  for (auto i = static_cast<NodeIndex>(tree_.size()); i-- > 0;) {
    const NodeIndex up = tree_[i].parent;
    Add(below_[i], up == kNoNode ? page_ : below_[up]);
  }
}

bool PageShape::IsHopeless(std::size_t block) const {
  if (LinkShare(text_.blocks[block]) < kHopelessLinkShare) return false;
  NodeIndex at = text_.blocks[block].element;
  for (int up = 0; up < 2 && tree_[at].parent != kNoNode; ++up) at = tree_[at].parent;
  return below_[at].prose == 0;
}

std::uint64_t PageShape::FormOf(NodeIndex element) const {
  std::uint64_t form = 0;
  NodeIndex at = element;
  for (int level = 0; level < 2 && at != kNoNode; ++level, at = tree_[at].parent) {
    form = Hash64(tree_.Get(at, Attr::kClass), form + static_cast<std::uint64_t>(tree_[at].tag));
  }
  return form;
}

void PageShape::MeetFamilies() {
  // References into an unordered_map stay good while it grows.
  for (std::size_t b = 0; b < text_.blocks.size(); ++b) {
    const TextBlock& block = text_.blocks[b];
    BlockFamily& family = families_[FormOf(block.element)];
    ++family.blocks;
    family.bytes += block.size;
    family.link_bytes += block.link_bytes;
    family.prose += prose_[b] ? 1 : 0;
    family_.push_back(&family);
    int& times = seen_[Hash64(text_.Text(block))];
    ++times;
    repeats_.push_back(&times);
  }
}

void PageShape::FindMain() {
  std::unordered_map<NodeIndex, double> points;
  for (std::size_t b = 0; b < text_.blocks.size(); ++b) {
    if (!prose_[b]) continue;
    double worth = std::min<double>(text_.blocks[b].size, kLongParagraph) / 100 + 1;
    NodeIndex up = tree_[text_.blocks[b].element].parent;
    for (int level = 0; level < kLevelsUp && up != kNoNode; ++level, up = tree_[up].parent) {
      points[up] += worth;
      worth /= 2;
    }
  }
  double best = 0;
  for (const auto& [element, sum] : points) {
    const ElementSums& below = below_[element];
    const double links =
        below.bytes == 0 ? 0.0f
                         : static_cast<float>(below.link_bytes) / static_cast<float>(below.bytes);
    const double value = sum * (1 - links);
    // Of equals the first: the order of the map must not matter.
    if (value > best || (value == best && main_ != kNoNode && element < main_)) {
      best = value;
      main_ = element;
    }
  }
}

void PageShape::CountElements() {
  pictures_.assign(tree_.size() + 1, 0);
  for (NodeIndex i = 0; i < tree_.size(); ++i) {
    const Tag tag = tree_[i].tag;
    pictures_[i + 1] = pictures_[i] + (tag == Tag::kImg || tag == Tag::kVideo ? 1 : 0);
    articles_ += tag == Tag::kArticle;
    main_headings_ += tag == Tag::kH1;
  }
}

void PageShape::LearnCommonWords() {
  std::unordered_map<std::uint64_t, std::uint32_t> times;
  std::size_t total = 0;
  for (std::size_t b = 0; b < text_.blocks.size(); ++b) {
    if (!prose_[b]) continue;
    EachShortWord(text_.Text(text_.blocks[b]), [&](std::uint64_t word) {
      ++times[word];
      ++total;
    });
  }
  for (const auto& [word, count] : times) {
    if (count >= kFewestTimes && count * kOneIn >= total) common_.insert(word);
  }
}

float PageShape::CommonWords(std::size_t block) const {
  std::size_t words = 0, common = 0;
  EachShortWord(text_.Text(text_.blocks[block]), [&](std::uint64_t word) {
    ++words;
    common += common_.count(word);
  });
  return words == 0 ? 0
                    : static_cast<float>(static_cast<double>(common) / static_cast<double>(words));
}

}  // namespace checkback
