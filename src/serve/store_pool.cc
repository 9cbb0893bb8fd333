#include "serve/store_pool.h"

#include <fstream>
#include <iterator>

namespace checkback {

LentStore::~LentStore() {
  if (pool_ != nullptr && store_) pool_->TakeBack(std::move(store_), std::move(database_));
}

std::string StorePool::DatabaseInUse() const {
  std::ifstream file(folder_ + "/CURRENT", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Result<LentStore> StorePool::Lend(std::optional<Instant> as_of) {
  const std::string database = DatabaseInUse();
  if (!as_of) {
    const std::lock_guard lock(mutex_);
    while (!idle_.empty()) {
      Idle last = std::move(idle_.back());
      idle_.pop_back();
      if (last.database == database)
        return LentStore(this, std::move(last.store), std::move(last.database));
    }
  }
  Store::Options options;
  options.as_of = as_of;
  Result<std::unique_ptr<Store>> store = Store::Open(folder_, options);
  if (!store) return Fail(store.error());
  return LentStore(as_of ? nullptr : this, std::move(*store), database);
}

void StorePool::TakeBack(std::unique_ptr<Store> store, std::string database) {
  const std::lock_guard lock(mutex_);
  if (idle_.size() < most_idle_) idle_.push_back({std::move(store), std::move(database)});
}

}  // namespace checkback
