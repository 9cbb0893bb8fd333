// Answers that were given lately, for those who ask the same: a page is a function of the store, of
// its reader and of the minute, and is asked for more often than any of them changes.
//
//   const AnswerCache::Found answer = cache.Of(key, [&] { return made; });
//
// The store is asked first whether it was written: whatever was made before is thrown away then.
// Where many ask for the same that is not there, one makes it and the others wait for it. No more
// than kMostMaking are made at once, for each needs a store of its own, and more threads than cores
// make none of them sooner. Safe to call from many threads.

#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "serve/finished_answer.h"
#include "serve/reader_book.h"
#include "store/store_watch.h"

namespace checkback {

class AnswerCache {
 public:
  static constexpr std::size_t kMostBytes = 64u << 20;
  static constexpr std::size_t kMostBytesOfOne = 4u << 20;  // packed
  static constexpr std::size_t kMostMaking = 16;            // SiteOptions::most_idle_stores

  using Found = std::shared_ptr<const FinishedAnswer>;
  // Whom and what an answer is for, and what is remembered of the reader, which is held so that no
  // other notes come to stand at its place.
  struct Key {
    std::string words;
    std::shared_ptr<const ReaderNotes> notes;
    // False for what takes seconds, as looking back to a moment does: others must not wait for it.
    bool is_one_of_most = true;
  };
  explicit AnswerCache(std::string store) : watch_(std::move(store)) {}

  // `make` gives an answer; those of another status than 200 are not kept.
  Found Of(const Key& key, const std::function<std::shared_ptr<FinishedAnswer>()>& make);

 private:
  struct Kept {
    std::string words;
    Key key;
    Found answer;
    std::size_t size = 0;  // about, in bytes
  };
  class Making;
  static std::string WordsOf(const Key& key);
  void Forget();
  // What is there; the state of the store, 0: it could not be asked, and nothing is kept.
  Found Look(const std::string& words, std::uint64_t& state);
  void Keep(const std::string& words, const Key& key, std::uint64_t state, Found made);

  std::mutex mutex_;
  std::condition_variable made_;
  std::unordered_set<std::string> making_;  // what somebody makes now
  std::size_t most_making_ = 0;             // of them, those that are counted
  StoreWatch watch_;
  std::uint64_t state_ = 0;
  std::size_t bytes_ = 0;
  std::list<Kept> kept_;  // the last one asked for is the first
  std::unordered_map<std::string, std::list<Kept>::iterator> places_;
};

}  // namespace checkback
