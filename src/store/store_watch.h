// Notices that a store was written, by whatever process, without reading it.
//
//   StoreWatch watch(folder);
//   if (*watch.Changed()) ...     // cheap: asked five times a second
//
// One object belongs to one thread at a time.

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "store/sqlite.h"
#include "text/result.h"

namespace checkback {

class StoreWatch {
 public:
  // Opens nothing yet.
  explicit StoreWatch(std::string folder) : folder_(std::move(folder)) {}

  // Whether a batch was committed, or a rebuilt database put in place, since the call before. True
  // the first time. Errors are those of the database; the next call tries again.
  Result<bool> Changed();

 private:
  const std::string folder_;
  std::int64_t number_ = 0;  // of the database that is watched
  std::optional<Database> db_;
  std::optional<std::int64_t> version_;
};

}  // namespace checkback
