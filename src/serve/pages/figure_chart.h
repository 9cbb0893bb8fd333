// How a figure moved, as a picture: a step line over time, a dot for each sentence that gave a
// value, a bar for ranges.
//
//        o--------o  23
//     o--+              the line holds until the next value was seen
//   --+
//
// SVG without scripts and styles of its own; each dot leads to its sentence and has it as a title.
// What is printed again in the same words, in copies and later versions, is no new dot: a late copy
// would look like a fall. The same numbers stand in a table beside it.

#pragma once

#include <vector>

#include "serve/pages/frame.h"
#include "serve/pages/passages.h"

namespace checkback {

// The points of `series`, each value of a sentence once.
std::vector<PrintedOnce> PointsOnce(const FigureSeries& series, HoldingSentences& sentences);
// `once` are those.
Html FigureChart(const WholeStory& whole, const FigureSeries& series,
                 const std::vector<PrintedOnce>& once, const Asked& asked);
// Captures over time, in bars: when the story was printed.
Html ActivityLine(const StoredStory& story);

}  // namespace checkback
