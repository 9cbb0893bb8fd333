// What servers said beside pages: `sources fetches`, `sources said`, `export --fetches`.

#pragma once

#include "cli/arguments.h"
#include "cli/commands.h"

namespace checkback {

// Each gives the exit code of the program.
int ListFetches(const Arguments& typed, const Surroundings& surroundings);
int WriteSaid(const Arguments& typed, const Surroundings& surroundings);
int ExportFetches(const Arguments& typed, const Surroundings& surroundings);

}  // namespace checkback
