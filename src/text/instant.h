// The two clocks. An Instant is when we saw something: UTC, whole seconds. A
// PageTime is what a page says of itself: an instant with the offset that the
// page gave, or only a day.
//
//   2025-05-14T09:30:00+03:00   utc 06:30:00, offset 180 minutes
//   2025-05-14                  a day; its time is not known
//
// All functions are pure and safe to call from many threads.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace checkback {

using Instant = std::chrono::sys_seconds;

struct PageTime {
  Instant utc{};                               // of a bare day: its midnight, taken as UTC
  std::optional<std::chrono::minutes> offset;  // none: the page gave no zone, or only a day
  bool has_time = false;                       // false: only the day is known

  friend bool operator==(const PageTime&, const PageTime&) = default;

  // The day on the page's own calendar.
  std::chrono::sys_days LocalDay() const;
};

// "2025-05-14T09:30:00Z" and the like (RFC 3339), also as "2025-05-14 09:30" and
// with fractions of a second, which are dropped. Nothing where it is no time, or
// where it has no zone.
std::optional<Instant> ParseInstant(std::string_view text);

// A time as pages write it in metadata (ISO 8601 in its usual forms, RFC 822
// dates, seconds or milliseconds since 1970): with its zone, or without, or only
// a day. Nothing for years before 1900 or after 2199, or where it is no time.
// Dates in running words ("May 14th, 2025") are not read here.
std::optional<PageTime> ParsePageTime(std::string_view text);

// "2025-05-14T06:30:00Z".
std::string ToRfc3339(Instant instant);

// With the page's offset; as a bare day where the time or the zone is not known
// (RFC 3339 has no form for a time without a zone, and none is made up).
std::string ToRfc3339(const PageTime& time);

}  // namespace checkback
