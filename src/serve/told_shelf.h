// Whole stories that were asked for lately: telling one takes as long as reading all its articles,
// and pages are asked for more often than stories change.
//
// A story is told anew as soon as any of its captures, copies or origins is another. Safe to call
// from many threads.

#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "answer/story_edits.h"
#include "follow/whole_story.h"

namespace checkback {

// A whole story with what follows from it and takes long to find; found when it is first asked for.
// Shared by threads.
class ShelvedStory : public WholeStory {
 public:
  explicit ShelvedStory(WholeStory whole) : WholeStory(std::move(whole)) {}
  const std::vector<StoryEdit>& edits() const;

 private:
  mutable std::once_flag once_;
  mutable std::vector<StoryEdit> edits_;
};

class ToldShelf {
 public:
  // Shared, for it may be dropped here while somebody still writes a page of it.
  using Told = std::shared_ptr<const ShelvedStory>;

  // Errors are those of WholeStoryOf.
  Result<Told> Of(const Store& store, StoredStory story);

 private:
  // Of all stories kept together; about 20 kB a capture in memory.
  static constexpr std::size_t kMostCaptures = 10'000;

  struct Kept {
    std::string key;  // a digest of all that the telling is made from
    Told told;
  };
  std::mutex mutex_;
  std::list<Kept> kept_;  // the last one asked for is the first
  std::unordered_map<std::string, std::list<Kept>::iterator> places_;
  std::size_t captures_ = 0;
};

}  // namespace checkback
