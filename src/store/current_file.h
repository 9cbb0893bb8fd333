// The file CURRENT of a store: which database is in use. Replaced in one step, so that a rebuilt
// database takes the place of the old one at once or not at all.

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "text/result.h"

namespace checkback {

// "index-000001.db"
std::string IndexName(std::int64_t number);

// The number in CURRENT; nothing where the file is missing; kBadInput where it says something else.
Result<std::optional<std::int64_t>> ReadCurrent(const std::string& folder);

// On the disk when it returns.
Result<void> WriteCurrent(const std::string& folder, std::int64_t number);

// The highest number of a database in `folder`; 0 where there is none.
std::int64_t HighestIndex(const std::string& folder);

// Removes databases of other numbers, with their WALs: left by an interrupted rebuild.
void RemoveOtherIndexes(const std::string& folder, std::int64_t number);

}  // namespace checkback
