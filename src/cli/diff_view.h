// What changed between two versions, set for a terminal.
//
//   Talks in Cassim to go on
//   was  monday.html  seen Mon 12 May 2025, 09:30 UTC
//   now  tuesday.html  seen Tue 13 May 2025, 18:00 UTC
//
//   number    - Tarsova will send [nine] officials to Cassim
//             + Tarsova will send [seven] officials to Cassim
//   text      + Nobody spoke to reporters.
//
//   2 changes: 1 number, 1 text
//
// What was taken out has a minus sign, what was put in a plus, whether there are colours or not.

#pragma once

#include <string>

#include "answer/diff_json.h"
#include "cli/terminal.h"

namespace checkback {

// The whole view, ending in a line break. Pure.
std::string DiffViewOf(const SeenArticle& was, const SeenArticle& now, Change change,
                       const Diff& diff, const Terminal& terminal);

}  // namespace checkback
