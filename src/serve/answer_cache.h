// Answers that were given lately, for those who ask the same: a page is a function of the store, of
// its reader and of the minute, and is asked for more often than any of them changes.
//
//   AnswerCache::Place place = cache.Look(key);     // asks the store first whether it was written
//   if (place.found) ...                            // else make it, and:
//   cache.Keep(key, place, finished);
//
// Whatever was made of the store before it was written is thrown away at the next look. Safe to
// call from many threads.

#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "serve/finished_answer.h"
#include "serve/reader_book.h"
#include "store/store_watch.h"

namespace checkback {

class AnswerCache {
 public:
  static constexpr std::size_t kMostBytes = 64u << 20;
  static constexpr std::size_t kMostBytesOfOne = 4u << 20;

  using Found = std::shared_ptr<const FinishedAnswer>;
  // Whom and what an answer is for, and what is remembered of the reader, which is held so that no
  // other notes come to stand at its place.
  struct Key {
    std::string words;
    std::shared_ptr<const ReaderNotes> notes;
  };
  struct Place {
    Found found;              // null: it is to be made
    std::uint64_t state = 0;  // of the store; 0: it could not be asked, and nothing is kept
  };

  explicit AnswerCache(std::string store) : watch_(std::move(store)) {}

  Place Look(const Key& key);
  void Keep(const Key& key, const Place& place, Found made);

 private:
  struct Kept {
    std::string words;
    Key key;
    Found answer;
    std::size_t size = 0;  // about, in bytes
  };
  static std::string WordsOf(const Key& key);
  void Forget();

  std::mutex mutex_;
  StoreWatch watch_;
  std::uint64_t state_ = 0;
  std::size_t bytes_ = 0;
  std::list<Kept> kept_;  // the last one asked for is the first
  std::unordered_map<std::string, std::list<Kept>::iterator> places_;
};

}  // namespace checkback
