// How well a document answers a query.
//
// By what FTS5 tells of a row without reading its text: which phrase stands where. There is no
// count over all documents in it (bm25 would read the whole list of a common word), so a
// document has the same score whatever else the store holds, and pages of results stay in order
// while documents arrive.
//
// Pure, safe to call from many threads.

#pragma once

#include <chrono>
#include <cstdint>

#include "store/sqlite.h"

namespace checkback {

// 0 and more. For each phrase of the query: that it stands in the headline, how early in the
// text, how often (saturated), in description or byline; and that neighbours in the query are
// neighbours in the document.
double ScoreOf(const Match& match);

// `score` made smaller for a document that is older than the newest of its window: by at most
// a quarter, half of that after a month. In steps, so that equal answers stand in order of time.
std::int64_t StepsOf(double score, std::chrono::seconds older);
double FromSteps(std::int64_t steps);

}  // namespace checkback
