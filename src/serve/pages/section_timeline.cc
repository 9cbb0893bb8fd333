// Day by day, by the time of what happened; and what is to come.

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "serve/pages/story_sections.h"
#include "serve/pages/timeline_chart.h"

namespace checkback {

Html DayOf(std::string_view date, const Asked& asked) {
  const std::optional<PageTime> time = ParsePageTime(date);
  if (time && ToRfc3339(*time) == date) return WhenOf(*time, asked);
  Html html;
  html.Put("{}", date);
  return html;
}

namespace {

// On the page of a story; its page "timeline" has them all.
constexpr std::size_t kSentencesOfDay = 4;
constexpr std::size_t kDaysBrief = 10;  // the newest

void PutDay(const WholeStory& whole, const TimelineEntry& entry, const Asked& asked, Extent extent,
            Html& html) {
  html.Put("<div><dt>{}</dt>", DayOf(entry.date, asked));
  const std::size_t count = entry.sentences.size();
  const std::size_t shown =
      extent == Extent::kWhole || count <= kSentencesOfDay + 1 ? count : kSentencesOfDay;
  for (std::size_t i = 0; i < shown; ++i)
    html.Put("<dd>{} {}</dd>", LinkedWords(whole, entry.sentences[i], asked),
             PrintedBy(whole, entry.sentences[i].capture, asked));
  if (shown < count)
    html.Put("<dd class=\"ours\">{}</dd>",
             PartLink(whole.story, "timeline", asked,
                      fmt::format("{} more of this day", count - shown)));
  html.Put("</div>\n");
}

// On the page that shows a stretch of time, the days of that.
bool IsShown(const TimelineEntry& entry, const std::optional<TimelineSpan>& span) {
  if (!span) return true;
  const std::optional<PageTime> day = ParsePageTime(entry.date);
  return day && day->utc < span->to && span->from < day->utc + std::chrono::days(1);
}

}  // namespace

void PutTimeline(const WholeStory& whole, const Asked& asked, Extent extent, Html& html) {
  std::vector<const TimelineEntry*> shown;
  std::optional<TimelineSpan> span;
  if (extent == Extent::kWhole) span = SpanIn(asked.target.Parameter("span"));
  for (const TimelineEntry& entry : whole.told.timeline)
    if (IsShown(entry, span)) shown.push_back(&entry);
  if (whole.told.timeline.empty()) return;
  html.Put("<section id=\"days\" aria-labelledby=\"days-h\"><h2 id=\"days-h\">Day by day</h2>{}",
           TimelineChart(whole, asked));
  const std::size_t skipped =
      extent == Extent::kWhole ? 0 : shown.size() - std::min(shown.size(), kDaysBrief);
  if (skipped > 0)
    html.Put("<p class=\"ours\">{}</p>", PartLink(whole.story, "timeline", asked,
                                                  CountOf(skipped, "earlier day", "earlier days")));
  if (!shown.empty()) html.Put("<dl class=\"days\">\n");
  for (std::size_t i = skipped; i < shown.size(); ++i)
    PutDay(whole, *shown[i], asked, extent, html);
  if (!shown.empty()) html.Put("</dl>");
  html.Put("</section>\n");
}

bool IsOverdue(const Expected& expected, const Asked& asked) {
  if (expected.state != ExpectedState::kDue) return expected.state == ExpectedState::kOverdue;
  const std::optional<PageTime> day = ParsePageTime(expected.date);
  return day && day->utc + std::chrono::days(1) <= asked.now;
}

void PutExpected(const WholeStory& whole, const Asked& asked, Html& html) {
  if (whole.told.expected.empty()) return;
  html.Put(
      "<section id=\"expected\" aria-labelledby=\"expected-h\"><h2 "
      "id=\"expected-h\">Expected</h2><dl class=\"days\">\n");
  for (const Expected& expected : whole.told.expected) {
    const std::string_view state = IsOverdue(expected, asked) ? "overdue" : NameOf(expected.state);
    html.Put("<div><dt>{} <span class=\"state {}\">{}</span></dt><dd>{} {}</dd>",
             DayOf(expected.date, asked), state, state, LinkedWords(whole, expected.at, asked),
             PrintedBy(whole, expected.at.capture, asked));
    if (expected.happened)
      html.Put("<dd class=\"answer\">{} {}</dd>", LinkedWords(whole, *expected.happened, asked),
               PrintedBy(whole, expected.happened->capture, asked));
    html.Put("</div>\n");
  }
  html.Put("</dl></section>\n");
}

}  // namespace checkback
