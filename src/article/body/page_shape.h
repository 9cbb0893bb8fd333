// The shape of a page: how text, links and prose are spread over its elements. Worked out once
// for a page, asked for every block (article/body/block_features.h).

#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "article/body/text_blocks.h"
#include "article/tree/tree.h"

namespace checkback {

// Sums over all blocks below an element.
struct ElementSums {
  std::uint32_t bytes = 0;  // of text
  std::uint32_t link_bytes = 0;
  std::uint32_t prose_bytes = 0;  // in blocks that read like prose
  std::uint32_t prose = 0;        // such blocks
  std::uint32_t blocks = 0;
};

// Blocks that are formed alike: the same tag and class, and the same of the parent.
struct BlockFamily {
  std::uint32_t blocks = 0, bytes = 0, link_bytes = 0, prose = 0;
};

// The share of a block that is link, 0 to 1.
double LinkShare(const TextBlock& block);

class PageShape {
 public:
  // Keeps references to both. Linear in the page.
  PageShape(const Tree& tree, const TextBlocks& text);

  // A block that reads like a paragraph: long enough, few links, a full stop.
  bool IsProse(std::size_t block) const { return prose_[block]; }
  // Links far from any prose: menus, lists of other pages. More than half of all blocks of the
  // training sets, and the model took 0.02 % of their words for body when it was still asked.
  bool IsHopeless(std::size_t block) const;

  const ElementSums& Below(NodeIndex element) const { return below_[element]; }
  const ElementSums& page() const { return page_; }
  const BlockFamily& FamilyOf(std::size_t block) const { return *family_[block]; }
  // How often the page holds the very words of a block.
  int Repeats(std::size_t block) const { return *repeats_[block]; }

  // The element that Readability would choose: prose counts for its parent in full, for those
  // above it by half each. kNoNode on a page without prose.
  NodeIndex main() const { return main_; }

  int articles() const { return articles_; }  // <article> elements
  int main_headings() const { return main_headings_; }
  std::uint32_t PicturesBelow(NodeIndex element) const {
    return pictures_[tree_[element].end] - pictures_[element];
  }

  // The share of a block's words that are common ones on this page, 0 to 1: lists of names
  // have few.
  float CommonWords(std::size_t block) const;

 private:
  void SumUp();
  void MeetFamilies();
  void FindMain();
  void CountElements();
  void LearnCommonWords();
  std::uint64_t FormOf(NodeIndex element) const;

  const Tree& tree_;
  const TextBlocks& text_;
  std::vector<char> prose_;
  std::vector<ElementSums> below_;
  ElementSums page_;
  std::unordered_map<std::uint64_t, BlockFamily> families_;
  std::vector<const BlockFamily*> family_;  // of each block
  std::unordered_map<std::uint64_t, int> seen_;
  std::vector<const int*> repeats_;  // of each block
  NodeIndex main_ = kNoNode;
  std::vector<std::uint32_t> pictures_;  // how many before each node
  int articles_ = 0, main_headings_ = 0;
  std::unordered_set<std::uint64_t> common_;
};

}  // namespace checkback
