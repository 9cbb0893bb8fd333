// Day by day, by the time of what happened; and what is to come.

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

void PutTimeline(const WholeStory& whole, const Asked& asked, Html& html) {
  if (whole.told.timeline.empty()) return;
  html.Put(
      "<section id=\"days\" aria-labelledby=\"days-h\"><h2 id=\"days-h\">Day by day</h2>{}<dl "
      "class=\"days\">\n",
      TimelineChart(whole, asked));
  for (const TimelineEntry& entry : whole.told.timeline) {
    html.Put("<div><dt>{}</dt>", DayOf(entry.date, asked));
    for (const Passage& passage : entry.sentences)
      html.Put("<dd>{} {}</dd>", LinkedWords(whole, passage, asked),
               PrintedBy(whole, passage.capture, asked));
    html.Put("</div>\n");
  }
  html.Put("</dl></section>\n");
}

void PutExpected(const WholeStory& whole, const Asked& asked, Html& html) {
  if (whole.told.expected.empty()) return;
  html.Put(
      "<section id=\"expected\" aria-labelledby=\"expected-h\"><h2 "
      "id=\"expected-h\">Expected</h2><dl class=\"days\">\n");
  for (const Expected& expected : whole.told.expected) {
    html.Put("<div><dt>{} <span class=\"state {}\">{}</span></dt><dd>{} {}</dd>",
             DayOf(expected.date, asked), NameOf(expected.state), NameOf(expected.state),
             LinkedWords(whole, expected.at, asked), PrintedBy(whole, expected.at.capture, asked));
    if (expected.happened)
      html.Put("<dd class=\"answer\">{} {}</dd>", LinkedWords(whole, *expected.happened, asked),
               PrintedBy(whole, expected.happened->capture, asked));
    html.Put("</div>\n");
  }
  html.Put("</dl></section>\n");
}

}  // namespace checkback
