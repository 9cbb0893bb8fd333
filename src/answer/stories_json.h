// Stories as JSON: what `stories --json`, `story --json` and `explain --json` write, and the API
// too.
//
// Pure.

#pragma once

#include <span>
#include <string>
#include <vector>

#include "answer/story_edits.h"
#include "follow/sentence_reason.h"
#include "follow/whole_story.h"
#include "store/store.h"
#include "text/json_writer.h"

namespace checkback {

// One element of what `stories --json` writes.
std::string StoryLineAsJson(const StoredStory& story, std::size_t open_questions);
// What `story --json` writes, without a line break. `elsewhere`: Store::CopiesElsewhereOf; `edits`:
// EditsOf.
std::string StoryAsJson(const WholeStory& shown, std::span<const CopyElsewhere> elsewhere,
                        const std::vector<StoryEdit>& edits);
// The value of a member `edits`.
void WriteEdits(const WholeStory& whole, const std::vector<StoryEdit>& edits, JsonWriter& json);

std::string ReasonAsJson(const Capture& capture, const StoryReason& reason);
std::string ReasonAsJson(const WholeStory& whole, const SentenceReason& reason);

}  // namespace checkback
