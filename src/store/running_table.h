// The running stories of a database: found from its stories as they are (story/running/running.h),
// some 0.1 milliseconds a story, and kept in tables with what tells whether they are still true.
//
// They follow from the stories alone, so people's merges and splits, repairs and looking back to a
// moment (store/past.h) need no word of theirs.

#pragma once

#include <cstddef>
#include <cstdint>
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
  // Of the connection, when they were found; -1: never.
  std::int64_t version = -1;
  std::int64_t changes = -1;
  std::unordered_map<std::int64_t, Row> rows;                         // by story
  std::unordered_map<std::int64_t, std::vector<std::int64_t>> parts;  // by running story; by time
  std::unordered_map<std::int64_t, RunningStory> told;                // as far as asked for
};

// Brings `table` up to date with `db`: from what is kept where that may be used and is true, else
// found anew.
enum class KeptRunning { kUse, kPassOver };
Result<void> UpdateRunning(const Database& db, KeptRunning kept, RunningTable& table);

// Finds them and keeps them, where stories have changed since the last time. In the transaction of
// the caller.
Result<void> KeepRunning(Database& db);

// Words of the ledes of both stories, the rarest first, as printed in `story` but in small letters.
Result<std::vector<std::string>> SharedMatter(const Database& db, std::int64_t story,
                                              std::int64_t other);

}  // namespace checkback
