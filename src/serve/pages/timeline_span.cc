#include "serve/pages/timeline_span.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "answer/moment.h"

namespace checkback {
namespace {

using std::chrono::days;
using std::chrono::hours;

TimelineSpan Sized(TimelineSpan span) {
  if (span.size() < kShortestSpan) span.to = span.from + kShortestSpan;
  if (span.size() > kLongestSpan) span.from = span.to - kLongestSpan;
  return span;
}

// `size` long, with the same middle.
TimelineSpan Around(const TimelineSpan& span, std::chrono::seconds size) {
  const Instant middle = span.from + span.size() / 2;
  return Sized({middle - size / 2, middle + size / 2});
}

bool IsMidnight(Instant instant) {
  return std::chrono::floor<days>(instant) == instant;
}

}  // namespace

std::optional<TimelineSpan> SpanIn(std::string_view typed) {
  const std::size_t dots = typed.find("..");
  if (dots == typed.npos) return std::nullopt;
  const auto from = MomentIn(typed.substr(0, dots), "span", OfDay::kBeginning);
  const auto to = MomentIn(typed.substr(dots + 2), "span", OfDay::kEnd);
  if (!from || !to || *to < *from) return std::nullopt;
  // A day is meant to its last second, and, as a beginning, from the second before it.
  const auto whole = [](Instant at, std::string_view day) {
    return day.find('T') == day.npos ? Instant(std::chrono::ceil<days>(at)) : at;
  };
  return Sized({whole(*from, typed.substr(0, dots)), whole(*to, typed.substr(dots + 2))});
}

std::string WordsOfSpan(const TimelineSpan& span) {
  if (!IsMidnight(span.from) || !IsMidnight(span.to))
    return fmt::format("{}..{}", ToRfc3339(span.from), ToRfc3339(span.to));
  constexpr std::size_t kDate = 10;  // 2026-03-10
  return fmt::format("{}..{}", ToRfc3339(span.from).substr(0, kDate),
                     ToRfc3339(span.to - days(1)).substr(0, kDate));
}

std::vector<SpanStep> StepsFrom(const TimelineSpan& shown, const TimelineSpan& whole) {
  const std::chrono::seconds size = shown.size();
  // By half of what is seen, so that the other half stays in view.
  const bool is_closest = size < 2 * kShortestSpan;
  const SpanStep all[] = {{"all", "0", whole},
                          {"closer", "+", is_closest ? shown : Around(shown, size / 2)},
                          {"wider", "-", Around(shown, size * 2)},
                          {"earlier", "ArrowLeft", {shown.from - size / 2, shown.to - size / 2}},
                          {"later", "ArrowRight", {shown.from + size / 2, shown.to + size / 2}}};
  const auto touches = [&](const TimelineSpan& span) {
    return span.from < whole.to && whole.from < span.to;
  };
  std::vector<SpanStep> steps;
  std::copy_if(std::begin(all), std::end(all), std::back_inserter(steps),
               [&](const SpanStep& step) {
                 if (step.span == shown || !touches(step.span)) return false;
                 const bool shows_all = shown.from <= whole.from && whole.to <= shown.to;
                 return !shows_all || step.name == "closer" || step.name == "all";
               });
  return steps;
}

SpanTicks TicksOf(const TimelineSpan& span, std::size_t most) {
  constexpr hours kSteps[] = {hours(1),         hours(2),         hours(3),        hours(6),
                              hours(12),        hours(24),        hours(48),       hours(24 * 7),
                              hours(24 * 14),   hours(24 * 30),   hours(24 * 91),  hours(24 * 365),
                              hours(24 * 1826), hours(24 * 3652), hours(24 * 9131)};
  hours step = kSteps[std::size(kSteps) - 1];
  for (const hours one : kSteps) {
    if (span.size() / one > static_cast<long long>(most)) continue;
    step = one;
    break;
  }
  SpanTicks ticks;
  ticks.of_hours = step < hours(24);
  const std::chrono::seconds since = span.from.time_since_epoch();
  Instant at = span.from - since % step;
  while (at < span.from) at += step;
  for (; at <= span.to && ticks.at.size() < most; at += step) ticks.at.push_back(at);
  return ticks;
}

}  // namespace checkback
