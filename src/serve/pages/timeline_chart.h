// When it happened against when it was printed: a day above, the moment it was seen below, a hair
// line between them.
//
//   event   o----o      o            what is expected is hollow, what lies before the story pale
//            \    \     |
//   seen      .    .    .

#pragma once

#include "serve/html.h"
#include "serve/pages/frame.h"

namespace checkback {

// Nothing where fewer than two days lie near the story.
Html TimelineChart(const WholeStory& whole, const Asked& asked);

}  // namespace checkback
