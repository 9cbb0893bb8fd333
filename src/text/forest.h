// A forest of regression trees: numbers in, one probability out.
//
//   columns 3            the names of the features it was trained on
//   bytes                ...
//   trees 2
//   tree 2 @0            two inner nodes, the root is the first
//   0 12.5 -0.3 @1       feature, threshold, then where to go: left when value <= threshold;
//   2 0.5 0.1 0.4        "@n" is an inner node, a number is a leaf
//   tree 0 0.02          a tree that is one leaf
//
// The sum of one leaf of each tree, through the logistic function, is the answer
// (gradient boosting: Friedman 2001; trained with LightGBM by quality/train_body.py).

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/result.h"

namespace checkback {

class Forest {
 public:
  // The forest in `text`; an error that names the line where it is not one. Every path ends:
  // inner nodes may only lead to later ones.
  static Result<Forest> Read(std::string_view text);

  const std::vector<std::string>& columns() const { return columns_; }

  // The probability, 0 to 1, for each row of as many numbers as there are columns. Rows that
  // the first trees find hopeless are not followed further. Safe to call from many threads.
  std::vector<float> Judge(const std::vector<std::span<const float>>& rows) const;

 private:
  struct Node {
    float number;  // of an inner node: the threshold; of a leaf: what it adds
    std::uint16_t column;
    // Where to go on, counted from the first node of the tree: [0] where value <= number, [1]
    // elsewhere; of a leaf the leaf itself. An index and no branch, which a processor would guess
    // wrong half of the time.
    std::uint16_t next[2];
  };
  struct Tree {
    std::uint32_t first = 0;  // its first node
    std::uint16_t root = 0;   // counted from there
    std::uint8_t depth = 0;   // its longest path
  };

  template <std::size_t kLanes>
  void Walk(const Tree& tree, const std::vector<std::span<const float>>& rows,
            std::span<const std::uint32_t> live, std::vector<float>& sums) const;

  std::vector<std::string> columns_;
  std::vector<Node> nodes_;
  std::vector<Tree> trees_;
};

}  // namespace checkback
