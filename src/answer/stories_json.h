// Stories as JSON: what `stories --json`, `story --json` and `explain --json` write, and the API
// too.
//
// Pure.

#pragma once

#include <string>

#include "follow/whole_story.h"
#include "store/store.h"

namespace checkback {

// One element of what `stories --json` writes.
std::string StoryLineAsJson(const StoredStory& story, std::size_t open_questions);
// What `story --json` writes, without a line break.
std::string StoryAsJson(const WholeStory& shown);
std::string ReasonAsJson(const Capture& capture, const StoryReason& reason);

}  // namespace checkback
