#include "serve/pages/timeline_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace checkback {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr double kLeft = 8, kRight = 712;
constexpr int kWidth = 720, kHeight = 168;
constexpr int kHappened = 44, kPrinted = 132;
constexpr days kAround{7};                   // before the first capture and after the last
constexpr std::size_t kMostEventDots = 120;  // the newest
constexpr std::size_t kMostTicks = 7;

struct DatedEvent {
  Instant day{};  // its beginning
  Instant seen{};
  std::string_view kind;  // a class: "", "before", "expected"
  Passage passage;
  std::size_t place = 0, of_day = 1;  // among those of its day
};

std::optional<Instant> DayNamed(std::string_view date) {
  const std::optional<PageTime> time = ParsePageTime(date);
  if (!time || time->has_time || ToRfc3339(*time) != date) return std::nullopt;
  return time->utc;
}

// Those of one day stand beside one another in the order in which they were seen: of a day no
// hour is known.
void NumberWithinDays(std::vector<DatedEvent>& events) {
  std::map<Instant, std::vector<DatedEvent*>> by_day;
  for (DatedEvent& event : events) by_day[event.day].push_back(&event);
  for (auto& [day, of_day] : by_day) {
    std::stable_sort(of_day.begin(), of_day.end(),
                     [](const auto* a, const auto* b) { return a->seen < b->seen; });
    for (std::size_t i = 0; i < of_day.size(); ++i) {
      of_day[i]->place = i;
      of_day[i]->of_day = of_day.size();
    }
  }
}

std::vector<DatedEvent> EventsOf(const WholeStory& whole) {
  std::vector<DatedEvent> events;
  const auto began = std::chrono::floor<days>(whole.story.captures.front().capture.seen_at);
  const auto add = [&](std::string_view date, const Passage& at, bool is_expected) {
    const std::optional<Instant> day = DayNamed(date);
    if (!day) return;
    events.push_back({*day, whole.story.captures[at.capture].capture.seen_at,
                      is_expected ? "expected" : (*day < began ? "before" : ""), at});
  };
  for (const TimelineEntry& entry : whole.told.timeline)
    for (const Passage& passage : entry.sentences) add(entry.date, passage, false);
  for (const Expected& expected : whole.told.expected)
    if (expected.state != ExpectedState::kHappened) add(expected.date, expected.at, true);
  if (events.size() > kMostEventDots)
    events.erase(events.begin(),
                 events.begin() + static_cast<std::ptrdiff_t>(events.size() - kMostEventDots));
  NumberWithinDays(events);
  return events;
}

std::optional<TimelineSpan> WholeSpanOf(const WholeStory& whole,
                                        const std::vector<DatedEvent>& events) {
  const auto& captures = whole.story.captures;
  const TimelineSpan near = {captures.front().capture.seen_at - kAround,
                             captures.back().capture.seen_at + kAround};
  std::optional<TimelineSpan> span;
  std::size_t count = 0;
  for (const DatedEvent& event : events) {
    if (!near.Holds(event.day + hours(12))) continue;
    ++count;
    if (!span) span = TimelineSpan{event.day, event.day};
    const Instant seen = std::chrono::floor<days>(event.seen);
    span->from = std::min({span->from, event.day, seen});
    span->to = std::max({span->to, event.day + days(1), seen + days(1)});
  }
  if (count < 2) return std::nullopt;
  return span;
}

class DateScale {
 public:
  explicit DateScale(const TimelineSpan& span) : span_(span) {}
  bool Holds(Instant instant) const { return span_.Holds(instant); }
  double X(Instant instant) const {
    const auto whole = static_cast<double>(span_.size().count());
    const auto part = static_cast<double>((instant - span_.from).count());
    // Far off the picture nothing is told apart.
    return kLeft + (kRight - kLeft) * std::clamp(part / whole, -3.0, 4.0);
  }
  // In the middle of its day, beside the others of it.
  double X(const DatedEvent& event) const {
    constexpr double kApart = 13, kOfDay = 0.9;
    const double from = X(event.day), to = X(event.day + days(1));
    const auto count = static_cast<double>(event.of_day);
    const double apart = std::min(kApart, (to - from) * kOfDay / count);
    return (from + to) / 2 + (static_cast<double>(event.place) - (count - 1) / 2) * apart;
  }
  bool Holds(const DatedEvent& event) const {
    const double x = X(event);
    return kLeft <= x && x <= kRight;
  }

 private:
  TimelineSpan span_;
};

std::string Px(double x) {
  return fmt::format("{:.1f}", x);
}

// A bar as long as the day for each on which something happened.
void PutDays(const DateScale& scale, const std::vector<DatedEvent>& events, Html& html) {
  constexpr double kGap = 2;
  for (const DatedEvent& event : events) {
    const double from = scale.X(event.day) + kGap, to = scale.X(event.day + days(1)) - kGap;
    if (event.place == 0 && to > 0 && from < kWidth)
      html.Put("<path class=\"day\" d=\"M{} {}H{}\"/>", Px(from), kHappened, Px(to));
  }
}

void PutTicks(const DateScale& scale, const TimelineSpan& span, const Asked& asked, Html& html) {
  const SpanTicks ticks = TicksOf(span, kMostTicks);
  for (const Instant at : ticks.at) {
    PageTime bare;
    bare.utc = at;
    const bool is_midnight = std::chrono::floor<days>(at) == at;
    constexpr std::size_t kClock = 5;  // "06:00" at the end of "Tue 10 Mar, 06:00"
    std::string words = is_midnight ? WordsOf(bare, asked) : WordsOf(at, asked);
    if (!is_midnight) words = words.substr(words.size() - kClock);
    constexpr double kHalfOfLabel = 38;  // so that none is cut at the edge
    const double x = scale.X(at);
    html.Put("<path class=\"axis\" d=\"M{} 20V{}\"/><text x=\"{}\" y=\"14\">{}</text>", Px(x),
             kPrinted + 8, Px(std::clamp(x, kHalfOfLabel, kWidth - kHalfOfLabel)), words);
  }
}

void PutEvent(const WholeStory& whole, const DateScale& scale, const DatedEvent& event,
              const Asked& asked, Html& html) {
  const StoryCapture& c = whole.story.captures[event.passage.capture];
  const std::string x = Px(scale.X(event)), seen = Px(scale.X(event.seen));
  PageTime day;
  day.utc = event.day;
  html.Put(
      "<a class=\"dot {}\" href=\"/captures/{}{}#s{}\"><title>{}{}: {}\n{}, printed "
      "{}</title><path "
      "class=\"hair\" d=\"M{} {}L{} {}\"/>",
      event.kind, c.capture.id, AsOfOf(asked), event.passage.span.start, WordsOf(day, asked),
      event.kind == "expected" ? ", expected" : "",
      Words(whole.articles[event.passage.capture].text, event.passage.span), c.outlet,
      WordsOf(event.seen, asked), x, kHappened, seen, kPrinted);
  html.Put(
      "<circle cx=\"{}\" cy=\"{}\" r=\"5\"/><circle class=\"seen\" cx=\"{}\" cy=\"{}\" "
      "r=\"3\"/></a>",
      x, kHappened, seen, kPrinted);
}

// Where a click leads to; the script loads it in the place of this picture.
Html SpanLink(const StoredStory& story, const TimelineSpan& span, const Asked& asked,
              std::string_view name, std::string_view key, std::string_view words) {
  return Html().Put("<a href=\"/stories/{}/timeline?span={}{}\" data-zoom=\"{}\"{}>{}</a> ",
                    story.id, PercentEncoded(WordsOfSpan(span)), AsOfOf(asked, '&'), name,
                    key.empty() ? Html() : Html().Put(" data-zoom-key=\"{}\"", key), words);
}

// The days on which most was printed, as links that show one of them.
void PutSpanLinks(const WholeStory& whole, const TimelineSpan& shown, const TimelineSpan& all,
                  const std::vector<DatedEvent>& events, const Asked& asked, Html& html) {
  constexpr std::size_t kMostDayLinks = 7;
  html.Put("<nav class=\"zoom\" aria-label=\"What the timeline shows\">");
  for (const SpanStep& step : StepsFrom(shown, all))
    html.Put("{}", SpanLink(whole.story, step.span, asked, step.name, step.key, step.name));
  std::map<Instant, std::size_t> seen;
  for (const DatedEvent& event : events) ++seen[std::chrono::floor<days>(event.seen)];
  while (seen.size() > kMostDayLinks) seen.erase(seen.begin());
  for (const auto& [day, count] : seen) {
    PageTime bare;
    bare.utc = day;
    const TimelineSpan one{day, day + days(1)};
    if (one == shown)
      html.Put("<b aria-current=\"true\">{}</b> ", WordsOf(bare, asked));
    else
      html.Put("{}", SpanLink(whole.story, one, asked, ToRfc3339(bare), "", WordsOf(bare, asked)));
  }
  html.Put("</nav>");
}

}  // namespace

std::optional<TimelineSpan> WholeSpanOf(const WholeStory& whole) {
  return WholeSpanOf(whole, EventsOf(whole));
}

Html TimelineChart(const WholeStory& whole, const Asked& asked) {
  const std::vector<DatedEvent> events = EventsOf(whole);
  const std::optional<TimelineSpan> all = WholeSpanOf(whole, events);
  if (!all) return {};
  const TimelineSpan shown = SpanIn(asked.target.Parameter("span")).value_or(*all);
  const DateScale scale(shown);
  std::size_t count = 0;
  Html dots;
  for (const DatedEvent& event : events) {
    if (!scale.Holds(event) && !scale.Holds(event.seen)) continue;
    ++count;
    PutEvent(whole, scale, event, asked, dots);
  }
  Html html;
  html.Put(
      "<div class=\"timeline\" id=\"timeline\" data-from=\"{}\" data-to=\"{}\"><div "
      "class=\"wide\"><svg "
      "class=\"when-chart\" viewBox=\"0 0 {} {}\" role=\"group\" aria-label=\"When it happened, "
      "above, against when it was printed, below: {} of {} dated sentences, all in the list\">",
      shown.from.time_since_epoch().count(), shown.to.time_since_epoch().count(), kWidth, kHeight,
      count, events.size());
  PutDays(scale, events, html);
  PutTicks(scale, shown, asked, html);
  html.Put(
      "<text class=\"side\" x=\"0\" y=\"{}\">happened</text><text class=\"side\" x=\"0\" "
      "y=\"{}\">printed</text>{}</svg></div>",
      kHappened - 12, kPrinted + 22, dots);
  PutSpanLinks(whole, shown, *all, events, asked, html);
  if (count == 0) html.Put("<p class=\"ours\">Nothing that is dated lies in this stretch.</p>");
  html.Put("</div>\n");
  return html;
}

}  // namespace checkback
