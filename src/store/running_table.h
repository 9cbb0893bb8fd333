// The running stories of a database: found from its stories as they are (story/running/running.h),
// some 0.1 milliseconds a story, and kept in tables at the end of every import. Whoever reads is
// given what is kept: a store of a million articles has several hundred thousand stories, and while
// an import goes on nobody could wait for them to be found again. A connection that looks back to a
// moment (store/past.h) finds those of that moment, once.
//
// They follow from the stories alone, so people's merges and splits and repairs need no word of
// theirs.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/sqlite.h"
#include "store/store.h"
#include "text/result.h"

namespace checkback {

struct RunningTable {
  struct Row {
    std::int64_t running = 0;  // keys of stories: the first of the running story
    std::int64_t likest = 0;   // 0: it is the first
    double likeness = 0;
    bool central = false;
  };
  // Of the connection, when this was read; -1: never.
  std::int64_t version = -1;
  std::int64_t changes = -1;
  // Those of a moment; of now they stand in the database.
  std::unordered_map<std::int64_t, Row> rows;                         // by story
  std::unordered_map<std::int64_t, std::vector<std::int64_t>> parts;  // by running story; by time
  std::unordered_map<std::int64_t, RunningStory> told;                // as far as asked for
};

// Of now, as kept; or of the moment that `db` looks back to.
enum class RunningOf { kNow, kMoment };
// Forgets what `table` holds where `db` has changed since.
Result<void> UpdateRunning(const Database& db, RunningOf of, RunningTable& table);
// Nothing for a story that stands alone.
Result<std::optional<RunningTable::Row>> RunningRowOf(const Database& db, RunningOf of,
                                                      const RunningTable& table,
                                                      std::int64_t story);
// Keys of stories, by time.
Result<std::vector<std::int64_t>> RunningPartsOf(const Database& db, RunningOf of,
                                                 const RunningTable& table, std::int64_t running);

// Finds them and keeps them, where stories have changed since the last time. In the transaction of
// the caller.
Result<void> KeepRunning(Database& db);

// Words of the ledes of both stories, the rarest first, as printed in `story` but in small letters.
Result<std::vector<std::string>> SharedMatter(const Database& db, std::int64_t story,
                                              std::int64_t other);

}  // namespace checkback
