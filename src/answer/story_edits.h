// How the pages of a story were changed.
//
//   version 1 --- edits ---> version 2      one StoryEdit for each reason: correction, update,
//   silent
//
// Pure.

#pragma once

#include <cstddef>
#include <vector>

#include "article/version/diff.h"
#include "follow/whole_story.h"
#include "story/told/edit_reason.h"

namespace checkback {

// What one version of a page changed for one reason.
struct StoryEdit {
  std::size_t from = 0, to = 0;  // places in the captures of the story
  EditReason reason = EditReason::kSilent;
  Diff diff;  // the edits of that reason alone
};

// By the time of the later version. One without edits where only notes came or the order of
// sentences is another.
std::vector<StoryEdit> EditsOf(const WholeStory& whole);

// Those whose later version was seen after `since`; the others are not compared.
std::vector<StoryEdit> EditsSince(const WholeStory& whole, Instant since);

}  // namespace checkback
