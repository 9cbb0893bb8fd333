#include "cli/told_reason_view.h"

#include <fmt/format.h>

#include "cli/sheet.h"

namespace checkback {

std::string ToldReasonViewOf(const WholeStory& whole, const ToldReason& reason,
                             const Terminal& terminal) {
  constexpr std::size_t kIndent = 4;
  Sheet page(terminal);
  page.Gap();
  page.Line(0, Style::kBold, reason.about.empty() ? reason.kind : reason.about);
  page.Line(0, Style::kDim, fmt::format("{}: {}", reason.id, reason.kind));
  page.Gap();
  page.Line(0, Style::kPlain, reason.why);
  for (const ToldReason::Side& side : reason.sides) {
    const StoryCapture& capture = whole.story.captures[side.capture];
    page.Gap();
    page.Line(0, Style::kAccent, side.says);
    page.Line(kIndent, Style::kPlain, side.sentence);
    const std::string by = side.source.empty() ? "" : fmt::format("; says {}", side.source);
    page.Line(kIndent, Style::kDim,
              fmt::format("{}, seen {}{}", capture.outlet, ToRfc3339(capture.capture.seen_at), by));
    if (!side.shared.empty())
      page.Line(kIndent, Style::kDim, fmt::format("shares: {}", fmt::join(side.shared, ", ")));
    if (side.same_value) page.Line(kIndent, Style::kDim, "the value of an earlier one");
  }
  return page.Take();
}

}  // namespace checkback
