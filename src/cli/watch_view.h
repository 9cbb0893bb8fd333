// A change of a story for a terminal: what `watch` shows as it comes.
//
//   filjq2zz  answered · Explosion at Ferry Quay cold store
//             Averley Herald, Tue 10 Mar 14:40
//               Fire crews found two bodies in the east hall, Chief Anna Moor said.
//             asked: It is not known whether the night shift had left.
//
// Pure.

#pragma once

#include <string>

#include "answer/alerts/state_changes.h"
#include "cli/terminal.h"

namespace checkback {

std::string ChangeViewOf(const WholeStory& whole, const StateChange& change,
                         const Terminal& terminal);

}  // namespace checkback
