#include "story/told/word_marks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace checkback {
namespace {

TEST(WordMarks, NeverDenyAWordThatIsThere) {
  std::mt19937_64 random(3);
  for (int list = 0; list < 200; ++list) {
    std::vector<std::uint64_t> words(random() % 40), asked(random() % 40);
    for (std::uint64_t& word : words) word = random();
    for (std::uint64_t& word : asked)
      word = words.empty() || random() % 2 == 0 ? random() : words[random() % words.size()];
    const WordMarks marks(words);
    std::size_t common = 0;
    for (const std::uint64_t word : asked) {
      const bool is_there = std::find(words.begin(), words.end(), word) != words.end();
      common += is_there ? 1 : 0;
      EXPECT_TRUE(marks.MayHold(word) || !is_there);
    }
    EXPECT_GE(marks.CountAtMost(asked), common);
    EXPECT_TRUE(common == 0 || marks.MayShare(WordMarks(asked)));
  }
}

TEST(WordMarks, OfNothingHoldNothing) {
  EXPECT_FALSE(WordMarks().MayHold(0));
  EXPECT_FALSE(WordMarks().MayHold(12345));
  EXPECT_FALSE(WordMarks().MayShare(WordMarks()));
}

}  // namespace
}  // namespace checkback
