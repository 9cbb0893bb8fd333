// Why numbers are one series, or two passages exclude each other, for a person in a terminal.

#pragma once

#include <string>

#include "answer/told_reason.h"
#include "cli/terminal.h"

namespace checkback {

std::string ToldReasonViewOf(const WholeStory& whole, const ToldReason& reason,
                             const Terminal& terminal);

}  // namespace checkback
