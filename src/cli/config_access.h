// Who may ask what: [[access]] of the configuration.
//
//   [[access]]
//   token_file = "/etc/checkback/wall"       or token = "..."
//   may = "read"                             read, act or admin (serve/scope.h); read where it says
//                                            nothing
//
// Beside `token`, which is the owner's and may do everything.

#pragma once

#include <string>
#include <vector>

#include "cli/config.h"
#include "cli/config_toml.h"
#include "serve/scope.h"
#include "text/result.h"

namespace checkback {

// One value of such a table; what is wrong with it, "" where nothing is.
std::string PutAccess(const TomlValue& value, Config& config);
// What is missing, or there twice.
void CheckAccess(const Config& config, std::vector<ConfigFault>& faults);

// All tokens, `own` (the owner's; "": there is none) first; files are read. kIo, kBadInput: a file
// that cannot be read, two tokens that are the same.
Result<std::vector<ScopedToken>> TokensOf(const Config& config, const std::string& own);

}  // namespace checkback
