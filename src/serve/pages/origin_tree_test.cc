#include "serve/pages/origin_tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace checkback {
namespace {

// "0(1(3)2)4": articles by their rows, what hangs on one in brackets behind it.
std::string Drawn(const std::vector<TreeRow>& rows) {
  std::string drawn;
  std::size_t depth = 0;
  for (const TreeRow& row : rows) {
    for (; depth < row.depth; ++depth) drawn += '(';
    for (; depth > row.depth; --depth) drawn += ')';
    drawn += std::to_string(row.article);
  }
  return drawn + std::string(depth, ')');
}

TEST(OriginTree, HangsEachArticleOnTheOneThatHoldsMostOfIt) {
  struct Case {
    std::size_t count;
    std::vector<CarriedText> carried;
    std::string_view drawn;
  };
  for (const Case& c : std::vector<Case>{
           {0, {}, ""},
           {3, {}, "012"},
           {3, {{1, 0, 1}, {2, 0, 1}, {2, 1, 1}}, "0(12)"},  // as much in both: the earlier
           {3,
            {{1, 0, 1}, {2, 0, 0.6}, {2, 1, 0.9}},
            "0(1(2))"},  // from the copy, not the original
           {5, {{2, 0, 1}, {3, 1, 1}, {4, 2, 0.9}}, "0(2(4))1(3)"},
       })
    EXPECT_EQ(Drawn(TreeOf(c.count, c.carried)), c.drawn);
}

TEST(OriginTree, EveryRowHangsOnOneAboveIt) {
  std::vector<CarriedText> carried;
  constexpr std::size_t kMany = 2000;
  for (std::size_t i = 1; i < kMany; ++i) carried.push_back({i, i - 1, 1});  // a long chain
  const std::vector<TreeRow> rows = TreeOf(kMany, carried);
  ASSERT_EQ(rows.size(), kMany);
  for (std::size_t i = 1; i < kMany; ++i) EXPECT_LT(*rows[i].parent, i);
}

}  // namespace
}  // namespace checkback
