// When a story last said something.

#pragma once

#include "store/store.h"
#include "text/instant.h"

namespace checkback {

// When something other than a visit came into the story last.
inline Instant LastChangeOf(const StoredStory& story) {
  Instant changed{};
  for (const StoryCapture& c : story.captures)
    if (!c.is_visit) changed = c.capture.seen_at;
  return changed;
}

}  // namespace checkback
