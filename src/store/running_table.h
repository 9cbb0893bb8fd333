// The running stories of a database, found from its stories as they are (story/running/running.h).
//
// Nothing of them is written: they follow from the stories, so people's merges and splits, repairs
// and looking back to a moment (store/past.h) need no word of theirs. Finding them takes some 0.1
// milliseconds a story; what was found is kept until the tables change.

#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <unordered_map>
#include <vector>

#include "store/sqlite.h"
#include "store/store.h"
#include "story/running/running.h"
#include "text/result.h"

namespace checkback {

struct RunningTable {
  // Of the database, when they were found; -1: never.
  std::int64_t version = -1;
  std::int64_t changes = -1;
  std::vector<std::int64_t> stories;  // by event: the key of the story
  std::unordered_map<std::int64_t, std::size_t> event_of;
  RunningStories found;
  std::map<std::size_t, RunningStory> told;  // by group, as far as they were asked for
};

// Brings `table` up to date with `db`.
Result<void> FindAnew(const Database& db, RunningTable& table);

// Words of the ledes of both stories, the rarest first, as printed in `story` but in small letters.
Result<std::vector<std::string>> SharedMatter(const Database& db, std::int64_t story,
                                              std::int64_t other);

}  // namespace checkback
