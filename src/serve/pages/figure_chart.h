// How a figure moved, as a picture: a step line over time, a dot for each sentence that gave a
// value, a bar for ranges.
//
//        o--------o  23
//     o--+              the line holds until the next value was seen
//   --+
//
// SVG without scripts and styles of its own; each dot has its sentence as a title. The same numbers
// stand in a table beside it.

#pragma once

#include "serve/pages/frame.h"

namespace checkback {

Html FigureChart(const WholeStory& whole, const FigureSeries& series, const Asked& asked);
// Captures over time, in bars: when the story was printed.
Html ActivityLine(const StoredStory& story);

}  // namespace checkback
