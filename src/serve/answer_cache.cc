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

AnswerCache::Found AnswerCache::Look(const std::string& words, std::uint64_t& state) {
  state = 0;
  const Result<bool> changed = watch_.Changed();
  if (!changed || *changed) Forget();
  if (!changed) return nullptr;
  if (*changed) ++state_;
  state = state_;
  const auto place = places_.find(words);
  if (place == places_.end()) return nullptr;
  kept_.splice(kept_.begin(), kept_, place->second);
  return kept_.front().answer;
}

AnswerCache::Found AnswerCache::Of(const Key& key,
                                   const std::function<std::shared_ptr<FinishedAnswer>()>& make) {
  const std::string words = WordsOf(key);
  std::uint64_t state = 0;
  {
    std::unique_lock lock(mutex_);
    while (true) {
      if (Found found = Look(words, state)) return found;
      if (making_.insert(words).second) break;
      // What cannot be kept is made by each in turn.
      made_.wait(lock, [&] { return !making_.contains(words); });
    }
  }
  const std::shared_ptr<FinishedAnswer> made = make();
  if (made->status() == 200) made->Pack();
  {
    const std::lock_guard lock(mutex_);
    making_.erase(words);
    if (made->status() == 200) Keep(words, key, state, made);
  }
  made_.notify_all();
  return made;
}

void AnswerCache::Keep(const std::string& words, const Key& key, std::uint64_t state, Found made) {
  if (state == 0 || state != state_ || made->bytes() > kMostBytesOfOne || places_.contains(words))
    return;
  const std::size_t size =
      made->bytes() + words.size() * 3 + sizeof(Kept);  // they stand here thrice
  kept_.push_front({words, key, std::move(made), size});
  places_[words] = kept_.begin();
  bytes_ += size;
  while (bytes_ > kMostBytes) {
    bytes_ -= kept_.back().size;
    places_.erase(kept_.back().words);
    kept_.pop_back();
  }
}

}  // namespace checkback
