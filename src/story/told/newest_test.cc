#include "story/told/newest.h"

#include <gtest/gtest.h>

#include <string>

namespace checkback {
namespace {

TEST(Newest, LetTheOldestGoWhereTheListIsFull) {
  std::vector<int> list;
  EXPECT_EQ(KeepNewest(list, 1, 2), std::nullopt);
  EXPECT_EQ(KeepNewest(list, 2, 2), std::nullopt);
  EXPECT_EQ(KeepNewest(list, 3, 2), 1);
  EXPECT_EQ(list, (std::vector<int>{2, 3}));
}

TEST(ListedItems, AreKeptAsLongAsAListHoldsThem) {
  ListedItems<std::string> items;
  const auto first = items.Add("first", 2);
  const auto second = items.Add("second", 1);
  EXPECT_EQ(items.Add("in no list", 0), second + 1);
  EXPECT_EQ(items.kept(), 2u);
  items.LetGo(first);
  EXPECT_EQ(items[first], "first");
  items.LetGo(first);
  EXPECT_EQ(items.kept(), 1u);
  EXPECT_EQ(items[second], "second");
}

}  // namespace
}  // namespace checkback
