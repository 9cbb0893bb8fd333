// Why the events of an article were read, as JSON.
//
// Pure.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "reading/events/explain_event.h"
#include "store/store.h"

namespace checkback {

struct ExplainedEvent {
  Event event;
  EventReason reason;
};

// The events of `article`, read again; where `place` is given those alone whose clause holds that
// byte of its text.
std::vector<ExplainedEvent> ExplainEvents(const Article& article, Instant seen_at,
                                          std::optional<std::size_t> place);

// {"id", "events": [...]}, as docs/formats.md has it.
std::string EventReasonsAsJson(const Capture& capture, const Article& article,
                               const std::vector<ExplainedEvent>& events);

}  // namespace checkback
