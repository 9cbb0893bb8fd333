// Ids of stories that no capture founded: where every article of a part that is split off has
// founded a story before, the keeper makes up a number for it (story/keeper/shelf_repair.cc).
//
//   number --> "q3x...7aaaaaaa": 13 letters of the number, then seven "a"
//
// In form an id of a capture, which never ends so but by a chance of 1 in 2^35.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace checkback {

std::string IdOfStoryNumber(std::int64_t number);

// The numbers whose ids begin with `id` (4 letters or more): from `first` to `last`. Nothing where
// it cannot be the beginning of such an id.
struct StoryNumbers {
  std::int64_t first = 0;
  std::int64_t last = 0;

  friend bool operator==(const StoryNumbers&, const StoryNumbers&) = default;
};
std::optional<StoryNumbers> StoryNumbersOf(std::string_view id);

}  // namespace checkback
