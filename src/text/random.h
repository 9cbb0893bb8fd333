// What nobody can guess: for sessions, keys and addresses that are secrets.

#pragma once

#include <string>

#include "text/result.h"

namespace checkback {

// 256 bits as 64 hex digits. kIo where the system gives none. Safe to call from many threads.
Result<std::string> RandomHex();

}  // namespace checkback
