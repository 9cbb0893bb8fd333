#include "reading/tree.h"

#include <gtest/gtest.h>

#include <random>

namespace checkback {
namespace {

// Whether `heads` is a tree with one word on the root.
bool IsTree(const std::vector<std::int32_t>& heads) {
  int roots = 0;
  for (const std::int32_t head : heads) roots += head < 0 ? 1 : 0;
  for (std::size_t w = 0; w < heads.size(); ++w) {
    std::int32_t at = static_cast<std::int32_t>(w);
    for (std::size_t steps = 0; at >= 0; ++steps) {
      if (steps > heads.size()) return false;
      at = heads[static_cast<std::size_t>(at)];
    }
  }
  return roots == 1;
}

double SumOf(const std::vector<float>& scores, const std::vector<std::int32_t>& heads) {
  const std::size_t n = heads.size();
  double sum = 0;
  for (std::size_t w = 0; w < n; ++w) {
    sum += scores[w * (n + 1) + (heads[w] < 0 ? n : static_cast<std::size_t>(heads[w]))];
  }
  return sum;
}

// The best of all trees, by trying each choice of heads.
double BestSum(const std::vector<float>& scores, std::size_t n) {
  std::vector<std::int32_t> heads(n, -1);
  double best = -1e30;
  while (true) {
    if (IsTree(heads)) best = std::max(best, SumOf(scores, heads));
    std::size_t w = 0;
    while (w < n && ++heads[w] == static_cast<std::int32_t>(n)) heads[w++] = -1;
    if (w == n) return best;
  }
}

TEST(Tree, IsTheBestOfAllTrees) {
  std::mt19937 random(7);
  std::uniform_real_distribution<float> score(-3, 3);
  for (int round = 0; round < 400; ++round) {
    const std::size_t n = 1 + static_cast<std::size_t>(round) % 5;
    std::vector<float> scores(n * (n + 1));
    for (float& s : scores) s = score(random);
    const std::vector<std::int32_t> heads = BestTree(scores, n);
    ASSERT_TRUE(IsTree(heads));
    EXPECT_NEAR(SumOf(scores, heads), BestSum(scores, n), 1e-3);
  }
}

TEST(Tree, OfManyWordsThatAllPreferCirclesIsStillATree) {
  constexpr std::size_t kWords = 128;
  std::mt19937 random(9);
  std::uniform_real_distribution<float> score(-1, 1);
  std::vector<float> scores(kWords * (kWords + 1));
  for (float& s : scores) s = score(random);
  // Pairs of words that want each other, and pairs of pairs.
  for (std::size_t w = 0; w < kWords; ++w) {
    scores[w * (kWords + 1) + (w ^ 1)] += 20;
    scores[w * (kWords + 1) + (w ^ 2)] += 10;
    scores[w * (kWords + 1) + (w ^ 4)] += 5;
    scores[w * (kWords + 1) + kWords] -= 10;
  }
  EXPECT_TRUE(IsTree(BestTree(scores, kWords)));
}

TEST(Tree, OfOneWordHangsOnTheRoot) {
  EXPECT_EQ(BestTree(std::vector<float>{0, -5}, 1), std::vector<std::int32_t>{-1});
}

}  // namespace
}  // namespace checkback
