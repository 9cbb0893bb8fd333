#include "serve/answer_cache.h"

#include <fmt/format.h>

#include <utility>

namespace checkback {

std::string AnswerCache::WordsOf(const Key& key) {
  return fmt::format("{} {}", static_cast<const void*>(key.notes.get()), key.words);
}

void AnswerCache::Forget() {
  places_.clear();
  kept_.clear();
  bytes_ = 0;
}

AnswerCache::Place AnswerCache::Look(const Key& key) {
  const std::string words = WordsOf(key);
  const std::lock_guard lock(mutex_);
  const Result<bool> changed = watch_.Changed();
  if (!changed || *changed) Forget();
  if (!changed) return {};
  if (*changed) ++state_;
  const auto place = places_.find(words);
  if (place == places_.end()) return {nullptr, state_};
  kept_.splice(kept_.begin(), kept_, place->second);
  return {kept_.front().answer, state_};
}

void AnswerCache::Keep(const Key& key, const Place& place, Found made) {
  if (place.state == 0 || made->bytes() > kMostBytesOfOne) return;
  std::string words = WordsOf(key);
  // Packed, an answer takes about a quarter of its bytes more; the words stand here three times.
  const std::size_t size = made->bytes() * 5 / 4 + words.size() * 3 + sizeof(Kept);
  const std::lock_guard lock(mutex_);
  if (place.state != state_ || places_.contains(words)) return;
  kept_.push_front({words, key, std::move(made), size});
  places_[std::move(words)] = kept_.begin();
  bytes_ += size;
  while (bytes_ > kMostBytes) {
    bytes_ -= kept_.back().size;
    places_.erase(kept_.back().words);
    kept_.pop_back();
  }
}

}  // namespace checkback
