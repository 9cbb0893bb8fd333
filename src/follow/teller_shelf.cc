#include "follow/teller_shelf.h"

namespace checkback {

std::optional<StoryUnderWay> TellerShelf::Take(std::int64_t story) {
  const auto place = place_of_.find(story);
  if (place == place_of_.end()) return std::nullopt;
  std::optional<StoryUnderWay> taken(std::move(place->second->second));
  captures_ -= taken->captures();
  entries_.erase(place->second);
  place_of_.erase(place);
  return taken;
}

void TellerShelf::Put(std::int64_t story, StoryUnderWay under_way) {
  Take(story);
  if (under_way.captures() < least_ || under_way.captures() > most_) return;
  captures_ += under_way.captures();
  entries_.emplace_front(story, std::move(under_way));
  place_of_[story] = entries_.begin();
  while (captures_ > most_) Take(entries_.back().first);
}

}  // namespace checkback
