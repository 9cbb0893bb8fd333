// Why an event was read: the line of the table that found it, and the words that it fits.
//
//   Tarsova and Illmark held talks in Port Cassim on Monday.
//     rules/en/events.txt:214   CONSULT 040 verb hold,have obj=@talks -> target=obj.with,with
//     predicate "held"; obj=@talks "talks"; source subj "Tarsova"
//
// For `checkback explain`, which reads the article again: a kept reading has no grammar.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reading/events.h"
#include "reading/grammar.h"
#include "text/span.h"

namespace checkback {

// A part of the line, and the words of the article that it fits; empty words where it asks that
// nothing stands there.
struct EventPart {
  std::string part;  // "obj=@talks", "source=subj"
  Span words;

  friend bool operator==(const EventPart&, const EventPart&) = default;
};

struct EventReason {
  std::string pattern;     // "rules/en/events.txt:214"; of a dictionary its own pattern
  std::string_view line;   // as it stands there; "" for a dictionary. Lives as long as the program
  std::string_view group;  // the comment over its group, without the "#": "---- talks ----"; ""
  Span predicate;
  std::vector<EventPart> parts;

  friend bool operator==(const EventReason&, const EventReason&) = default;
};

// `event` must be of the text of `grammar`. Safe to call from many threads.
EventReason ReasonOfEvent(const Grammar& grammar, const Event& event);

}  // namespace checkback
