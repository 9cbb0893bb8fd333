// Open stores for many threads: each is lent to one thread at a time.
//
//   Result<LentStore> store = pool.Lend(as_of);      // given back when it goes out of scope
//   (*store)->FindStory(id);
//
// A store that looks back to a moment is opened for that one question. After a rebuild, which puts
// a new database in place, stores of the old one are closed as they come back.

#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "store/store.h"
#include "text/instant.h"
#include "text/result.h"

namespace checkback {

class StorePool;

class LentStore {
 public:
  LentStore(StorePool* pool, std::unique_ptr<Store> store, std::string database)
      : pool_(pool), store_(std::move(store)), database_(std::move(database)) {}
  LentStore(LentStore&&) noexcept = default;
  LentStore& operator=(LentStore&&) = delete;
  ~LentStore();

  const Store& operator*() const { return *store_; }
  const Store* operator->() const { return store_.get(); }

 private:
  StorePool* pool_;  // null: it is not taken back
  std::unique_ptr<Store> store_;
  std::string database_;
};

// Safe to call from many threads.
class StorePool {
 public:
  // Opens nothing yet. At most `most_idle` stores wait open.
  StorePool(std::string folder, std::size_t most_idle)
      : folder_(std::move(folder)), most_idle_(most_idle) {}

  // Errors are those of Store::Open.
  Result<LentStore> Lend(std::optional<Instant> as_of = {});

 private:
  friend class LentStore;
  void TakeBack(std::unique_ptr<Store> store, std::string database);
  // What CURRENT names.
  std::string DatabaseInUse() const;

  struct Idle {
    std::unique_ptr<Store> store;
    std::string database;
  };
  const std::string folder_;
  const std::size_t most_idle_;
  std::mutex mutex_;
  std::vector<Idle> idle_;
};

}  // namespace checkback
