// Why a page is looked at when it is, for a terminal: `explain URL`.

#pragma once

#include <string>

#include "answer/looks_json.h"
#include "cli/terminal.h"

namespace checkback {

std::string LooksViewOf(const LookReason& reason, Instant now, const Terminal& terminal);

}  // namespace checkback
