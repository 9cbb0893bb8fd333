// What is new in a story since some moment, for a terminal and as JSON.
//
//   kjfw2abc  Explosion at Ferry Quay cold store
//             Since Tue 10 Mar 06:20: 14 articles, 9 copies, 4 new statements, 1 figure changed
//
//   filjq2zz  Two bodies found, two still missing
//             Averley Herald, Tue 10 Mar 14:40
//               Fire crews found two bodies in the east hall, Chief Anna Moor said.
//
// Pure.

#pragma once

#include <optional>
#include <string>

#include "cli/terminal.h"
#include "follow/whole_story.h"
#include "story/told/since.h"

namespace checkback {

// "Since Tue 10 Mar 06:20: 14 articles, 9 copies, 4 new sentences"; "Nothing new" where nothing is.
std::string OpeningLineOf(const SinceCounts& counts, std::optional<Instant> since);

// `whole.told` is what KeepSince left of it.
std::string NewViewOf(const WholeStory& whole, const SinceCounts& counts,
                      std::optional<Instant> since, const Terminal& terminal);
// One element of what `new --json` writes.
std::string NewAsJson(const WholeStory& whole, const SinceCounts& counts,
                      std::optional<Instant> since);

}  // namespace checkback
