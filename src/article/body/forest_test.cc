#include "text/forest.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>

#include "article/body/block_features.h"
#include "text/embedded.h"

namespace checkback {
namespace {

constexpr std::string_view kSmall =
    "# written for this test\n"
    "columns 2\nbytes\nlinks\n"
    "trees 2\n"
    "tree 2 @0\n0 100 -2 @1\n1 0.5 3 -1\n"
    "tree 0 0.5\n";

float Judge(const Forest& forest, float bytes, float links) {
  const std::array<float, 2> row = {bytes, links};
  return forest.Judge({row})[0];
}

float Probability(double sum) {
  return static_cast<float>(1 / (1 + std::exp(-sum)));
}

TEST(Forest, SumsOneLeafOfEachTree) {
  const auto forest = Forest::Read(kSmall);
  ASSERT_TRUE(forest) << forest.error().what;
  EXPECT_FLOAT_EQ(Judge(*forest, 50, 0), Probability(-2 + 0.5));
  EXPECT_FLOAT_EQ(Judge(*forest, 100, 9), Probability(-2 + 0.5));  // the threshold goes left
  EXPECT_FLOAT_EQ(Judge(*forest, 101, 0.5), Probability(3 + 0.5));
  EXPECT_FLOAT_EQ(Judge(*forest, 101, 0.6F), Probability(-1 + 0.5));
}

TEST(Forest, SaysTheSameOfARowAloneAndAmongOthers) {
  const auto forest = Forest::Read(kSmall);
  ASSERT_TRUE(forest);
  std::vector<std::array<float, 2>> cells;
  cells.reserve(21);
  for (int i = 0; i < 21; ++i)
    cells.push_back({static_cast<float>(i * 10), static_cast<float>(i % 3) / 3});
  const std::vector<std::span<const float>> rows(cells.begin(), cells.end());
  const std::vector<float> together = forest->Judge(rows);
  for (std::size_t i = 0; i < rows.size(); ++i)
    EXPECT_EQ(together[i], forest->Judge({rows[i]})[0]) << i;
  EXPECT_TRUE(forest->Judge({}).empty());
}

TEST(Forest, ThatIsNoneNamesTheLine) {
  struct Case {
    const char* text;
    const char* said;
  };
  for (const Case& c :
       {Case{"", "'columns' is missing"}, Case{"columns 0\n", "not a number of columns"},
        Case{"columns 1\na\ntrees 1\ntree 1 @0\n0 1 @0 2\n", "leads nowhere"},  // a circle
        Case{"columns 1\na\ntrees 1\ntree 1 @0\n7 1 1 2\n", "not a node"},
        Case{"columns 1\na\ntrees 1\ntree 1 @5\n", "no root"},
        Case{"columns 1\na\ntrees 2\ntree 0 1\n", "'tree' is missing"}}) {
    const auto forest = Forest::Read(c.text);
    ASSERT_FALSE(forest) << c.text;
    EXPECT_NE(forest.error().what.find(c.said), std::string::npos) << forest.error().what;
  }
}

TEST(BodyModel, WasTrainedOnTheFeaturesThatThereAre) {
  const auto forest = Forest::Read(FindEmbedded("rules/body.model"));
  ASSERT_TRUE(forest) << forest.error().what;
  EXPECT_EQ(forest->columns(), BlockFeatureNames()) << "train again: quality/train_body.py";
}

}  // namespace
}  // namespace checkback
