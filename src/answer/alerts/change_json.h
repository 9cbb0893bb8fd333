// A change of a story as JSON: what `watch --jsonl` writes a line of, and what webhooks carry as
// `data` (docs/formats.md).
//
// Pure.

#pragma once

#include <string>

#include "answer/alerts/state_changes.h"

namespace checkback {

std::string ChangeAsJson(const WholeStory& whole, const StateChange& change);

}  // namespace checkback
