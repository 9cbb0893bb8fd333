#include "story/told/in_sentence.h"

#include <gtest/gtest.h>

namespace checkback {
namespace {

struct Marked {
  Span span;
};

TEST(InSentence, AreThoseThatBeginInIt) {
  const std::vector<Marked> items = {{{0, 4}}, {{10, 14}}, {{19, 21}}, {{12, 13}}, {{20, 25}}};
  EXPECT_EQ(InSentence(items, {0, 9}).size(), 1u);
  EXPECT_EQ(InSentence(items, {10, 20}).size(), 3u);  // also where one lies inside of another
  EXPECT_EQ(InSentence(items, {20, 30}).size(), 1u);
  EXPECT_TRUE(InSentence(items, {30, 40}).empty());
  EXPECT_TRUE(InSentence(std::vector<Marked>{}, {0, 9}).empty());
}

}  // namespace
}  // namespace checkback
