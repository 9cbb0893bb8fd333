// Whether an event happened, by the words around its predicate: tense, modals, negation.
//
//   "will meet" planned 0    "did not meet" denied -2.5    "may have met" unclear    "met" reported

#pragma once

#include <string_view>

#include "reading/grammar.h"

namespace checkback {

struct EventStatus {
  std::string_view status;  // as in Event::status; lives as long as the program
  double happened = 0;      // -3 to 3
};

// Of the verb or noun `predicate`. Safe to call from many threads.
EventStatus StatusOfEvent(const Grammar& grammar, WordIndex predicate);

}  // namespace checkback
