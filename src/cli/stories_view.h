// Stories, for a terminal.
//
//   kjfw2abc  Explosion at Ferry Quay cold store                  12 articles, 4 copies, 7 origins
//             Averley Herald, The Meridian and 5 others · Tue 10 Mar 06:20 to Wed 11 Mar 14:40
//
// Pure.

#pragma once

#include <string>
#include <vector>

#include "cli/terminal.h"
#include "follow/sentence_reason.h"
#include "follow/whole_story.h"
#include "store/store.h"

namespace checkback {

// One story in a list, ending in a line break.
std::string StoryLineOf(const StoredStory& story, const Terminal& terminal);

std::string StoryViewOf(const WholeStory& shown, const Terminal& terminal);

std::string ReasonViewOf(const Capture& capture, const Article& article, const StoryReason& reason,
                         const Terminal& terminal);
std::string ReasonViewOf(const WholeStory& whole, const SentenceReason& reason,
                         const Terminal& terminal);

}  // namespace checkback
