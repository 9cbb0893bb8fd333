#include "story/keeper/pins.h"

#include <algorithm>

namespace checkback {

void Pins::Add(const Pin& pin) {
  for (const std::size_t at : places_[pin.a]) {
    Pin& old = pins_[at];
    if (old.a != pin.b && old.b != pin.b) continue;
    old.kind = pin.kind;
    return;
  }
  places_[pin.a].push_back(pins_.size());
  places_[pin.b].push_back(pins_.size());
  pins_.push_back(pin);
}

std::vector<ArticleId> Pins::Of(ArticleId article, Pin::Kind kind) const {
  std::vector<ArticleId> others;
  const auto places = places_.find(article);
  if (places == places_.end()) return others;
  for (const std::size_t at : places->second) {
    const Pin& pin = pins_[at];
    if (pin.kind == kind) others.push_back(pin.a == article ? pin.b : pin.a);
  }
  return others;
}

std::vector<ArticleId> Pins::GroupOf(ArticleId article) const {
  std::vector<ArticleId> group = {article};
  for (std::size_t i = 0; i < group.size(); ++i) {
    for (const ArticleId other : Of(group[i], Pin::Kind::kTogether)) {
      if (std::find(group.begin(), group.end(), other) == group.end()) group.push_back(other);
    }
  }
  return group;
}

}  // namespace checkback
