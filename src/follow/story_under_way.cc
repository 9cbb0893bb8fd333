#include "follow/story_under_way.h"

#include <algorithm>
#include <utility>

namespace checkback {
namespace {

// Each telling packs and writes the part that is not full, which takes a millisecond where its
// articles have 350 words (bench/kept_rate); smaller parts are packed less well.
constexpr std::size_t kArticlesOfPart = 64;

}  // namespace

StoryUnderWay::ToldAs StoryUnderWay::ToldAsOf(const StoryCapture& capture, const Telling& telling) {
  return {.capture = capture.capture.key,
          .article = capture.capture.article,
          .page = telling.page,
          .origin = telling.origin,
          .copy_of = telling.copy_of,
          .is_visit = telling.is_visit,
          .is_version = capture.capture.is_version};
}

bool StoryUnderWay::Begins(const StoredStory& story, std::span<const Telling> tellings) const {
  if (story.captures.size() < told_as_.size()) return false;
  for (std::size_t i = 0; i < told_as_.size(); ++i)
    if (told_as_[i] != ToldAsOf(story.captures[i], tellings[i])) return false;
  return true;
}

void StoryUnderWay::Add(const StoryCapture& capture, const Telling& telling) {
  teller_.Add(telling);
  told_as_.push_back(ToldAsOf(capture, telling));
  open_.Add(*telling.article);
  if (open_.size() < kArticlesOfPart) return;
  filled_.push_back(open_.Frame());
  open_ = {};
}

StoryUnderWay::Parts StoryUnderWay::TakeParts() {
  Parts parts{.first = taken_, .frames = std::exchange(filled_, {})};
  taken_ += parts.frames.size();
  if (open_.size() > 0) parts.frames.push_back(open_.Frame());
  return parts;
}

}  // namespace checkback
