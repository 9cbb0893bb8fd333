#include "store/store_watch.h"

#include <fmt/format.h>

#include "store/current_file.h"

namespace checkback {

Result<bool> StoreWatch::Changed() {
  const Result<std::optional<std::int64_t>> number = ReadCurrent(folder_);
  if (!number) return Fail(number.error());
  if (!*number) return Fail(Errc::kNotFound, fmt::format("{}: there is no store", folder_));
  const bool is_other = !db_ || **number != number_;
  if (is_other) {
    db_.reset();
    Result<Database> db =
        Database::Open(fmt::format("{}/{}", folder_, IndexName(**number)), Database::Mode::kRead);
    if (!db) return Fail(db.error());
    db_ = std::move(*db);
    number_ = **number;
  }
  // SQLite's own count of what other connections committed.
  const auto version = db_->Integer("pragma data_version");
  if (!version) {
    db_.reset();
    return Fail(version.error());
  }
  const bool changed = is_other || *version != version_;
  version_ = *version;
  return changed;
}

}  // namespace checkback
