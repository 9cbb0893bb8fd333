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

  // The probability for one row of as many numbers as there are columns, 0 to 1. Rows that
  // the first trees find hopeless are not followed further. Safe to call from many threads.
  float Judge(std::span<const float> row) const;

 private:
  struct Node {
    float threshold;
    std::uint16_t column;
    std::int32_t left, right;  // >= 0: a node; < 0: leaf -1 - n
  };
  std::vector<std::string> columns_;
  std::vector<Node> nodes_;
  std::vector<float> leaves_;
  std::vector<std::int32_t> roots_;
};

}  // namespace checkback
