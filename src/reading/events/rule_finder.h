// Events by our own patterns (event_rules.h) on the parse.
//
// The highest predicate of a sentence that a pattern fits is an event; what stands below it belongs
// to it ("agreed to hold talks" is one event), except verbs joined to it. An event that is only
// meant becomes another: "will send aid" is an agreement, "will not send aid" a refusal.

#pragma once

#include <vector>

#include "reading/events.h"
#include "reading/events/event_rules.h"
#include "reading/events/parties.h"
#include "reading/grammar.h"
#include "reading/names.h"
#include "reading/times.h"

namespace checkback {

struct RuleEvent {
  WordIndex predicate = 0;
  std::string_view type, cameo;  // as long as the program
  std::vector<Party> source, target;
  std::size_t line = 0;  // of the rule
  bool said = false;     // done by saying it: the predicate is that of what is said
};

// In the order of the text; without the dictionaries of `around`. Linear in words times patterns of
// a lemma. Safe to call from many threads.
std::vector<RuleEvent> FindByRules(const EventSurroundings& around);

}  // namespace checkback
