// Why the events of an article were read, for a person in a terminal.
//
//   CONSULT 046   Tarsova and Illmark held talks in Port Cassim on Monday.
//                 source Tarsova, target Illmark
//                 rules/en/events.txt:99   CONSULT 046 verb hold,have obj=@talks -> ...
//                 "held"; obj=@talks "talks"; source=subj "Tarsova and Illmark"
//
// Pure.

#pragma once

#include <string>
#include <vector>

#include "answer/event_reasons.h"
#include "cli/terminal.h"

namespace checkback {

std::string EventReasonsViewOf(const Capture& capture, const Article& article,
                               const std::vector<ExplainedEvent>& events, const Terminal& terminal);

}  // namespace checkback
