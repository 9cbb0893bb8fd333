// What changed in a story for a terminal: what `watch` shows as it comes.
//
//   filje5i4  Explosion at Ferry Quay cold store
//             Averley Herald, Tue 10 Mar 2026, 14:40 UTC
//             new            Fire crews found two bodies in the east hall, Chief Anna Moor said.
//             answered       All nine of the night shift had left, Moor said.
//               asked        It is not known whether the night shift had left.
//
// Pure.

#pragma once

#include <span>
#include <string>

#include "answer/alerts/state_changes.h"
#include "cli/terminal.h"

namespace checkback {

std::string ChangesViewOf(const WholeStory& whole, std::span<const StateChange* const> changes,
                          const Terminal& terminal);

}  // namespace checkback
