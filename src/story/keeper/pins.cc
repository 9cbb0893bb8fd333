#include "story/keeper/pins.h"

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

}  // namespace checkback
