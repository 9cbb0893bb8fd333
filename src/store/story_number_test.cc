#include "store/story_number.h"

#include <gtest/gtest.h>

#include <limits>

namespace checkback {
namespace {

constexpr std::int64_t kSome[] = {0, 1, -1, 4711, std::numeric_limits<std::int64_t>::min(),
                                  std::numeric_limits<std::int64_t>::max(), -0x123456789abcdef};

TEST(StoryNumbers, ComeBackFromTheirIds) {
  for (const std::int64_t number : kSome) {
    const std::string id = IdOfStoryNumber(number);
    SCOPED_TRACE(id);
    EXPECT_EQ(id.size(), 20u);
    EXPECT_EQ(StoryNumbersOf(id), (StoryNumbers{number, number}));
    EXPECT_EQ(StoryNumbersOf(id.substr(0, 15)), (StoryNumbers{number, number}));
    const auto some = StoryNumbersOf(id.substr(0, 6));
    ASSERT_TRUE(some);
    EXPECT_LE(some->first, number);
    EXPECT_GE(some->last, number);
  }
}

TEST(StoryNumbers, AreNotInOtherIds) {
  for (const std::string_view id : {"", "abc", "7aaaaaaaaaaaaaaaaaaa", "abcdefghijklmnopqrst", "Abcd"})
    EXPECT_FALSE(StoryNumbersOf(id)) << id;
}

}  // namespace
}  // namespace checkback
