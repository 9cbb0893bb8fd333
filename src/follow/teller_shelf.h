// Stories under way, kept from one telling of the store to the next (follow/keep_told.h).
//
//   TellerShelf shelf;                                as long as the program runs
//   KeepToldStories(store, {.tellers = &shelf});      tells of long stories only what is new
//
// Holds so many captures at most, those of the stories that were told last; a story that is not
// there is told whole. A capture of 350 words takes some 85 kB (bench/told_rate).
//
// Not for use by two threads at once.

#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <unordered_map>
#include <utility>

#include "follow/story_under_way.h"

namespace checkback {

class TellerShelf {
 public:
  // One story of 10,000 articles, and others beside it.
  static constexpr std::size_t kUsualCaptures = 16'000;
  // Shorter ones are told whole in half a second at most, and a follower has thousands of them.
  static constexpr std::size_t kLeastOfStory = 64;

  explicit TellerShelf(std::size_t captures = kUsualCaptures, std::size_t least = kLeastOfStory)
      : most_(captures), least_(least) {}

  // Takes it out, if it is there. By StoredStory::key.
  std::optional<StoryUnderWay> Take(std::int64_t story);
  // Passes over what is too short or too long.
  void Put(std::int64_t story, StoryUnderWay under_way);

  std::size_t captures() const { return captures_; }

 private:
  using Entry = std::pair<std::int64_t, StoryUnderWay>;

  std::size_t most_, least_;
  std::size_t captures_ = 0;
  std::list<Entry> entries_;  // what was put last, first
  std::unordered_map<std::int64_t, std::list<Entry>::iterator> place_of_;
};

}  // namespace checkback
