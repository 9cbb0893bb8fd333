#include "story/keeper/vectors.h"

#include <gtest/gtest.h>

namespace checkback {
namespace {

TEST(Vectors, PackedWeightsComeBackNearly) {
  TermVector vector;
  for (TermId term = 0; term < 80; ++term) {
    const float weight = static_cast<float>(term) / 80;
    vector.push_back({term, weight, weight / 10, weight, 0});
  }
  const TermVector back = Unpacked(Packed(vector));
  ASSERT_EQ(back.size(), vector.size());
  for (std::size_t i = 0; i < vector.size(); ++i) {
    EXPECT_EQ(back[i].term, vector[i].term);
    EXPECT_NEAR(back[i].all, vector[i].all, 0.005f);
    EXPECT_NEAR(back[i].lede, vector[i].lede, 0.002f);
    EXPECT_EQ(back[i].name, 0.0f);
  }
}

TEST(Vectors, NoWeightIsLostToZero) {
  const TermVector back = Unpacked(Packed({{7, 1e-9f, 1, 2, 0}}));
  EXPECT_GT(back[0].head, 0.0f);
  EXPECT_EQ(back[0].lede, 1.0f);
  EXPECT_EQ(back[0].all, 1.0f);  // no more than 1
}

TEST(Vectors, PackedTwiceIsTheSame) {
  for (int step = 0; step < 256; ++step) {
    const float weight = kUnpacked[static_cast<std::size_t>(step)];
    EXPECT_EQ(Packed({{1, weight, 0, 0, 0}})[0].head, step);
  }
}

}  // namespace
}  // namespace checkback
