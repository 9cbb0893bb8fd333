#include "reading/highest.h"

#include <algorithm>
#include <array>

// Compiled with -O3 (CMakeLists.txt), so that the lanes become a vector.

namespace checkback {

std::size_t FirstHighest(const float* numbers, std::size_t count) {
  // Maxima that are kept side by side: no comparison waits for the one before.
  constexpr std::size_t kLanes = 8;
  float highest = numbers[0];
  std::size_t at = 0;
  if (count >= kLanes) {
    std::array<float, kLanes> lanes{};
    std::copy_n(numbers, kLanes, lanes.data());
    for (at = kLanes; at + kLanes <= count; at += kLanes)
      for (std::size_t i = 0; i < kLanes; ++i)
        lanes[i] = numbers[at + i] > lanes[i] ? numbers[at + i] : lanes[i];
    highest = *std::max_element(lanes.begin(), lanes.end());
  }
  for (; at < count; ++at) highest = numbers[at] > highest ? numbers[at] : highest;
  return static_cast<std::size_t>(std::find(numbers, numbers + count, highest) - numbers);
}

}  // namespace checkback
