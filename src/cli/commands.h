// The commands. Each gives the exit code of the program.

#pragma once

#include <string_view>

#include "cli/arguments.h"
#include "cli/terminal.h"
#include "text/instant.h"

namespace checkback {

// What a command cannot find out by itself without hidden input.
struct Surroundings {
  Instant now{};
  TerminalEnvironment terminal;
};

int RunRead(const Arguments& typed, const Surroundings& surroundings);
int RunDiff(const Arguments& typed, const Surroundings& surroundings);
int RunExtract(const Arguments& typed, const Surroundings& surroundings);

}  // namespace checkback
