// From scores of arcs to a tree: each word gets one head, one word hangs on the root, no circles.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace checkback {

// The heads of the best tree over `n` words: scores[word * (n + 1) + head], where head n is the
// root; the entries of a word with itself are not looked at. -1 for the word on the root. The
// best head of each word where those make a tree, else Chu, Liu and Edmonds' contraction of
// circles: at most n times n squared steps, so callers keep n small. Safe to call from many
// threads.
std::vector<std::int32_t> BestTree(std::span<const float> scores, std::size_t n);

}  // namespace checkback
