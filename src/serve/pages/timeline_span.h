// The stretch of time that the timeline picture shows, and the stretches that one comes to from
// there: closer, wider, earlier, later. All are links, so that a picture can be sent to somebody.
//
//   ?span=2026-03-10..2026-03-12        days, the last one included
//   ?span=2026-03-10T06:00:00Z..2026-03-10T18:00:00Z
//
// Pure.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/instant.h"

namespace checkback {

struct TimelineSpan {
  Instant from{}, to{};

  std::chrono::seconds size() const { return to - from; }
  bool Holds(Instant instant) const { return from <= instant && instant <= to; }
  friend bool operator==(const TimelineSpan&, const TimelineSpan&) = default;
};

// Nothing is seen in less, nor told apart in more.
inline constexpr std::chrono::hours kShortestSpan{2};
inline constexpr std::chrono::hours kLongestSpan{24 * 366 * 200};

// What `typed` says, no shorter and no longer than that. Nothing where it cannot be read, or ends
// before it begins.
std::optional<TimelineSpan> SpanIn(std::string_view typed);
// So that SpanIn gives `span` again; as days where it is whole ones.
std::string WordsOfSpan(const TimelineSpan& span);

struct SpanStep {
  std::string_view name;  // "closer"
  std::string_view key;   // that does the same, in the script
  TimelineSpan span;
};
// From `shown`, of which `whole` is all; without steps that would change nothing.
std::vector<SpanStep> StepsFrom(const TimelineSpan& shown, const TimelineSpan& whole);

// Where the picture has its lines: at most `most` moments of whole hours, days, weeks or years.
struct SpanTicks {
  std::vector<Instant> at;
  bool of_hours = false;
};
SpanTicks TicksOf(const TimelineSpan& span, std::size_t most);

}  // namespace checkback
