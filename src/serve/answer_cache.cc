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

// Whatever comes of it, nobody waits for what is no longer made.
class AnswerCache::Making {
 public:
  Making(AnswerCache& cache, const std::string& words, std::size_t counts)
      : cache_(cache), words_(words), counts_(counts) {}
  ~Making() {
    {
      const std::lock_guard lock(cache_.mutex_);
      cache_.making_.erase(words_);
      cache_.most_making_ -= counts_;
    }
    cache_.made_.notify_all();
  }
  Making(const Making&) = delete;
  Making& operator=(const Making&) = delete;

 private:
  AnswerCache& cache_;
  const std::string& words_;
  const std::size_t counts_;
};

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
  const std::size_t counts = key.is_one_of_most ? 1 : 0;
  std::uint64_t state = 0;
  {
    std::unique_lock lock(mutex_);
    const auto may_make = [&] {
      return !making_.contains(words) && most_making_ + counts <= kMostMaking;
    };
    while (true) {
      if (Found found = Look(words, state)) return found;
      if (may_make()) break;
      // What cannot be kept is made by each in turn.
      made_.wait(lock, [&] {
        return may_make() || (places_.contains(words) && !making_.contains(words));
      });
    }
    making_.insert(words);
    most_making_ += counts;
  }
  const Making making(*this, words, counts);
  const std::shared_ptr<FinishedAnswer> made = make();
  if (made->status() != 200) return made;
  made->Pack();
  const std::lock_guard lock(mutex_);
  Keep(words, key, state, made);
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
