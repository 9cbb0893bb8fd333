// Standard output and standard error.

#pragma once

#include <string_view>

namespace checkback {

// Writes all of `bytes` to standard output. False where that cannot be done: quietly where
// nobody reads any more, else with a complaint.
bool WriteOut(std::string_view bytes);

// "checkback: <what>" on standard error, harmless for a terminal.
void Complain(std::string_view what);
// Lines below what was complained of, as they are: they must be harmless.
void ComplainBelow(std::string_view lines);

}  // namespace checkback
