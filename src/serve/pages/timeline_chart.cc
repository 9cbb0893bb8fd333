#include "serve/pages/timeline_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

namespace checkback {
namespace {

constexpr double kLeft = 64, kRight = 632;
constexpr int kAboveOf = 18, kBelowOf = 82;
constexpr std::chrono::days kAround{7};      // before the first capture and after the last
constexpr std::size_t kMostEventDots = 120;  // the newest

struct DatedEvent {
  Instant day{};  // its noon
  Instant seen{};
  std::string_view kind;  // a class: "", "before", "expected"
};

std::optional<Instant> NoonOf(std::string_view date) {
  const std::optional<PageTime> time = ParsePageTime(date);
  if (!time || time->has_time || ToRfc3339(*time) != date) return std::nullopt;
  return time->utc + std::chrono::hours(12);
}

class DateScale {
 public:
  DateScale(Instant first, Instant last) : first_(first), last_(last) {}
  bool Holds(Instant instant) const { return first_ <= instant && instant <= last_; }
  std::string X(Instant instant) const {
    const auto whole = static_cast<double>((last_ - first_).count());
    const auto part = static_cast<double>((instant - first_).count());
    return fmt::format("{:.1f}", kLeft + (kRight - kLeft) * part / whole);
  }

 private:
  Instant first_, last_;
};

std::vector<DatedEvent> EventsOf(const WholeStory& whole, const DateScale& scale) {
  std::vector<DatedEvent> events;
  const auto add = [&](std::string_view date, const Passage& at, std::string_view kind) {
    const std::optional<Instant> noon = NoonOf(date);
    if (!noon || !scale.Holds(*noon)) return;
    events.push_back({*noon, whole.story.captures[at.capture].capture.seen_at, kind});
  };
  const auto began =
      std::chrono::floor<std::chrono::days>(whole.story.captures.front().capture.seen_at);
  for (const TimelineEntry& entry : whole.told.timeline) {
    const std::optional<Instant> noon = NoonOf(entry.date);
    for (const Passage& passage : entry.sentences)
      add(entry.date, passage, noon && *noon < began ? "before" : "");
  }
  for (const Expected& expected : whole.told.expected)
    if (expected.state != ExpectedState::kHappened) add(expected.date, expected.at, "expected");
  return events;
}

void PutDays(const DateScale& scale, Instant first, Instant last, const Asked& asked, Html& html) {
  constexpr int kMostLabels = 6;
  const auto days = std::chrono::ceil<std::chrono::days>(last - first).count();
  const auto step = std::max<long long>(1, (days + kMostLabels - 1) / kMostLabels);
  for (auto day = std::chrono::ceil<std::chrono::days>(first); day <= last;
       day += std::chrono::days(step)) {
    PageTime bare;
    bare.utc = day;
    html.Put("<path class=\"axis\" d=\"M{} 8V92\"/><text x=\"{}\" y=\"108\">{}</text>",
             scale.X(day), scale.X(day), WordsOf(bare, asked));
  }
}

}  // namespace

Html TimelineChart(const WholeStory& whole, const Asked& asked) {
  const auto& captures = whole.story.captures;
  const Instant first = captures.front().capture.seen_at - kAround;
  const Instant last = captures.back().capture.seen_at + kAround;
  std::vector<DatedEvent> events = EventsOf(whole, DateScale(first, last));
  if (events.size() < 2) return {};
  // As much of that as is needed.
  Instant low = events.front().day, high = low;
  for (const DatedEvent& event : events) {
    low = std::min({low, event.day, event.seen});
    high = std::max({high, event.day, event.seen});
  }
  low -= std::chrono::hours(12);
  high += std::chrono::hours(12);
  const DateScale scale(low, high);
  if (events.size() > kMostEventDots)
    events.erase(events.begin(),
                 events.begin() + static_cast<std::ptrdiff_t>(events.size() - kMostEventDots));
  Html html;
  html.Put(
      "<svg class=\"when-chart\" viewBox=\"0 0 640 112\" role=\"img\" aria-label=\"When it "
      "happened, "
      "above, against when it was printed, below: {} dated sentences, all in the list\"><text "
      "class=\"side\" x=\"0\" y=\"22\">happened</text><text class=\"side\" x=\"0\" "
      "y=\"86\">printed</text>",
      events.size());
  PutDays(scale, low, high, asked, html);
  for (const DatedEvent& event : events)
    html.Put("<path class=\"hair {}\" d=\"M{} {}L{} {}\"/>", event.kind, scale.X(event.day),
             kAboveOf, scale.X(event.seen), kBelowOf);
  for (const DatedEvent& event : events)
    html.Put(
        "<circle class=\"{}\" cx=\"{}\" cy=\"{}\" r=\"4\"/><circle class=\"seen\" cx=\"{}\" "
        "cy=\"{}\" r=\"2\"/>",
        event.kind, scale.X(event.day), kAboveOf, scale.X(event.seen), kBelowOf);
  html.Put("</svg>");
  return html;
}

}  // namespace checkback
