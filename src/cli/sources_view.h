// What is followed, for a terminal.
//
//   12 sources: 10 well, 1 failing, 1 silent
//
//   failing         Aldmere Post
//                   https://aldmere.example/rss
//                   feed · coast · number 3
//                   since Thu 26 Nov 2026, 14:10 UTC: answered 503, 4 times
//                   last good 2 days ago, asked again in 3 hours
//
// Those in trouble first, then the others by name.
//
// Pure.

#pragma once

#include <string>
#include <vector>

#include "answer/sources_json.h"
#include "cli/terminal.h"
#include "text/instant.h"

namespace checkback {

std::string SourcesViewOf(std::vector<SourceStatus> sources, Instant now, const Terminal& terminal);

// "in 3 hours", "2 days ago", "now".
std::string DistanceOf(Instant moment, Instant now);

}  // namespace checkback
