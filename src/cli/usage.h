// What is asked of every input before a command starts.

#pragma once

#include <optional>
#include <string>

#include "cli/arguments.h"
#include "cli/one_page.h"

namespace checkback {

// Why this line cannot be carried out, with what to type instead; nothing where it can.
std::optional<std::string> CannotDo(const Arguments& typed);

// The options of a page from what was typed. An error where --seen-at is no time.
Result<AnswerOptions> AnswerOptionsOf(const Arguments& typed, Instant now);

// Both, as a command begins: the options, or nothing after a word on standard error (then
// the command ends with kExitUsage).
std::optional<AnswerOptions> OptionsOrComplain(const Arguments& typed, Instant now);

}  // namespace checkback
