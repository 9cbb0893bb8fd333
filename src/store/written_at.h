// When a store was written last: the time of its files, whatever the captures in them say of
// themselves. An import of last year's pages changes what is told, and is of today.
//
//   WrittenAt("news")        the database in use, its log, and CURRENT
//   FileWrittenAt("a.db")    a file, with the log of SQLite beside it
//
// Never earlier than what a connection that is opened afterwards can read was written. Later it may
// be: bringing the log into the database changes nothing that is told. Safe to call from many
// threads.

#pragma once

#include <optional>
#include <string>

#include "text/instant.h"

namespace checkback {

// Nothing where there is none.
std::optional<Instant> FileWrittenAt(const std::string& path);
std::optional<Instant> WrittenAt(const std::string& folder);

}  // namespace checkback
