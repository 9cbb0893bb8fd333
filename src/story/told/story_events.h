// The events of a story, each once, however many captures tell it.
//
//   Northwire  "Police arrested the mayor on Monday."        one event, COERCE, 2026-03-02,
//   Herald     "On Monday the mayor was arrested by police"  told by 3 captures of 2 origins
//   Northwire  the same report, an hour later
//
// Two are one where they are of one class, by and towards the same, on the same day; or where the
// same sentence tells them, whatever day a later page was printed on. So coverage adds captures to
// an event, never events to a day.

#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "story/told/told.h"

namespace checkback {

struct StoryEvent {
  Event event;                        // as the first capture told it
  Passage at;                         // its sentence there
  std::vector<std::size_t> captures;  // that tell it, in the order of the tellings; no visits
  std::size_t origins = 0;            // independent ones among them

  friend bool operator==(const StoryEvent&, const StoryEvent&) = default;
};

// By day (without one first), then in the order in which they were told. Linear but for the
// sorting. Safe to call from many threads.
std::vector<StoryEvent> EventsOfStory(std::span<const Telling> tellings);

}  // namespace checkback
