#include "reading/highest.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace checkback {
namespace {

TEST(Highest, IsTheFirstOfTheHighestOfAnyNumberOfNumbers) {
  std::mt19937 random(5);
  std::uniform_int_distribution<int> few(-4, 4);  // so that many are equal
  for (std::size_t count = 1; count <= 70; ++count) {
    std::vector<float> numbers(count);
    for (int round = 0; round < 20; ++round) {
      for (float& number : numbers) number = static_cast<float>(few(random));
      const auto place = static_cast<std::size_t>(std::max_element(numbers.begin(), numbers.end()) -
                                                  numbers.begin());
      ASSERT_EQ(FirstHighest(numbers.data(), count), place) << count;
    }
  }
}

}  // namespace
}  // namespace checkback
