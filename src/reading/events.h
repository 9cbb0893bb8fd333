// Events of an article: who did what to whom, in the terms of PLOVER and CAMEO.
//
//   Illmark's foreign minister met Tarsova's president in Port Cassim on Monday.
//   -> CONSULT 040 visit   source "Illmark's foreign minister" GOV   target ... GOV
//      date 2026-03-02, place Port Cassim, happened
//
// By the patterns of rules/<language>/events.txt on the parse, or by dictionaries of verbs and
// actors in PETRARCH's formats where those are given (docs/decisions/0014).

#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reading/clauses.h"
#include "reading/events/dictionaries.h"
#include "reading/grammar.h"
#include "reading/names.h"
#include "reading/quotes.h"
#include "reading/standing.h"
#include "reading/times.h"
#include "text/span.h"

namespace checkback {

struct Event {
  Span span;                             // the clause that tells it
  WordIndex predicate = 0;               // its verb or noun
  std::string source, target;            // by their fullest names; "" where nobody is named
  std::string source_code, target_code;  // CAMEO: country and role, "ISRMIL", "---COP"; "" unknown
  std::string type;                      // PLOVER: "CONSULT"
  std::string mode;                      // PLOVER: "visit"; "" without one
  std::string cameo;                     // "042"
  std::string date;                      // ISO 8601, of the day at best; "" unknown
  std::string place;                     // "" where none is named
  std::string
      status;  // "confirmed", "reported", "denied", "unclear", "conditional", "planned", "proposed"
  double happened = 0;  // -3 (certainly not) to 3 (certainly)
  std::string pattern;  // the line that found it: "events.txt:812"; for explanations

  friend bool operator==(const Event&, const Event&) = default;
};

struct EventSurroundings {
  const Grammar& grammar;
  const Names& names;
  const std::vector<TimeExpression>& times;
  const Clauses& clauses;
  const Standings& standings;
  std::optional<std::chrono::sys_days> printed;
  const EventDictionaries* dictionaries = nullptr;  // where given, their verbs alone are coded
  std::span<const Quote> quotes = {};               // in the order of the text
};

// The events in the order of the text, each once: an event told twice is one. Deterministic. Safe
// to call from many threads. Without a parse there are none.
std::vector<Event> FindEvents(const EventSurroundings& surroundings);

}  // namespace checkback
