// What a story told since some moment, as JSON.
//
// Pure.

#pragma once

#include <optional>
#include <string>

#include "follow/whole_story.h"
#include "story/told/since.h"
#include "text/instant.h"

namespace checkback {

// One element of what `new --json` writes. `kept` is what KeepSince gave of what `whole` told.
std::string NewAsJson(const WholeStory& whole, const ToldSince& kept, std::optional<Instant> since);

}  // namespace checkback
