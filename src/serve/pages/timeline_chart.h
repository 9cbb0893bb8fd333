// When it happened against when it was printed: the days above, the moments at which sentences were
// seen below, a hair line from each to its day.
//
//   happened   |  o o o  |    o    |       what is expected is hollow, what lies before the story
//   pale
//                  \ \ \       |
//   printed          . . .     .
//
// Each point leads to its sentence and has it as a title. The picture shows a stretch of time
// (?span=, timeline_span.h) and has links to others; the script loads those in its place. The same
// stands in a list beside it.

#pragma once

#include "serve/html.h"
#include "serve/pages/frame.h"
#include "serve/pages/timeline_span.h"

namespace checkback {

// From the first to the last that lies near the story; nothing where fewer than two days do.
std::optional<TimelineSpan> WholeSpanOf(const WholeStory& whole);
// With its links. Nothing where there is no whole span.
Html TimelineChart(const WholeStory& whole, const Asked& asked);

}  // namespace checkback
