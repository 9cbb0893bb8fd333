#include "serve/told_shelf.h"

#include <fmt/format.h>

#include "text/hash.h"

namespace checkback {
namespace {

// All that a telling is made from, articles being told by their captures.
std::string KeyOf(const StoredStory& story) {
  std::string all = fmt::format("{}\n{}\n{}\n", story.id, story.title, story.language);
  for (const StoryCapture& c : story.captures)
    all += fmt::format("{} {} {} {} {}\n", c.capture.id, c.page, c.is_visit, c.moved, c.version);
  for (const auto& group : story.copies) all += fmt::format("={}\n", fmt::join(group, " "));
  for (const Origin& origin : story.origins.origins)
    all += fmt::format("{} {} {}\n", origin.name, origin.credited, fmt::join(origin.articles, " "));
  if (story.running) {
    all += fmt::format("~{} {}\n", story.running->id, story.running->title);
    for (const RunningStory::Part& part : story.running->parts)
      all += fmt::format("~{} {} {} {}\n", part.id, part.title, ToRfc3339(part.first),
                         ToRfc3339(part.last));
  }
  return Sha256Hex(all);
}

}  // namespace

const std::vector<StoryEdit>& ShelvedStory::edits() const {
  std::call_once(once_, [this] { edits_ = EditsOf(*this); });
  return edits_;
}

Result<ToldShelf::Told> ToldShelf::Of(const Store& store, StoredStory story) {
  std::string key = KeyOf(story);
  {
    const std::lock_guard lock(mutex_);
    const auto place = places_.find(key);
    if (place != places_.end()) {
      kept_.splice(kept_.begin(), kept_, place->second);
      return kept_.front().told;
    }
  }
  Result<WholeStory> whole = WholeStoryOf(store, std::move(story));
  if (!whole) return Fail(whole.error());
  Told told = std::make_shared<const ShelvedStory>(std::move(*whole));
  const std::lock_guard lock(mutex_);
  if (places_.contains(key)) return told;  // another thread told it meanwhile
  kept_.push_front({key, told});
  places_[key] = kept_.begin();
  captures_ += told->story.captures.size();
  while (captures_ > kMostCaptures && kept_.size() > 1) {
    captures_ -= kept_.back().told->story.captures.size();
    places_.erase(kept_.back().key);
    kept_.pop_back();
  }
  return told;
}

}  // namespace checkback
