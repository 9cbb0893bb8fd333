// What is known of each text block of a page before anybody decides: numbers for the model
// that tells body from everything else (text/forest.h).
//
// Four kinds of evidence: the words themselves (links, stops, digits), what the elements
// around them are called, how their like-formed neighbours look, and whether metadata
// repeats them. No feature knows a language or a site.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "article/body/class_words.h"
#include "article/body/text_blocks.h"
#include "article/metadata/witnesses.h"
#include "article/tree/tree.h"

namespace checkback {

// One row of floats a block, all of the same length.
class FeatureTable {
 public:
  FeatureTable(std::size_t rows, std::size_t columns) : columns_(columns), cells_(rows * columns) {}
  std::size_t rows() const { return columns_ == 0 ? 0 : cells_.size() / columns_; }
  std::size_t columns() const { return columns_; }
  std::span<float> Row(std::size_t row) { return {cells_.data() + row * columns_, columns_}; }
  std::span<const float> Row(std::size_t row) const {
    return {cells_.data() + row * columns_, columns_};
  }

 private:
  std::size_t columns_;
  std::vector<float> cells_;
};

// The names of the columns, in their order.
const std::vector<std::string>& BlockFeatureNames();

// The features of all blocks; a row of zeros for a block that is a link far from any prose,
// which is not worth a question. `headline` is the node of the visible headline (kNoNode
// without one). Linear in the tree.
FeatureTable BlockFeatures(const Tree& tree, const TextBlocks& text, const Witnesses& said,
                           NodeIndex headline);

}  // namespace checkback
