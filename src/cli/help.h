// What the program says of itself, made from the tables (cli/command_tables.h).
//
// Safe to call from many threads.

#pragma once

#include <string>

#include "cli/command_tables.h"

namespace checkback {

std::string Help();                               // of all commands
std::string HelpOf(const CommandWords& command);  // of one

// The manual page as troff, and a completion script for bash: `checkback manual` and
// `checkback completion`.
std::string ManualPage();
std::string BashCompletion();

}  // namespace checkback
