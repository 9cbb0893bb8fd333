#include "cli/looks_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/sheet.h"
#include "cli/sources_view.h"

namespace checkback {
namespace {

constexpr std::size_t kIndent = 16;

std::string NextOf(const LookReason& reason, Instant now) {
  switch (reason.page.state) {
    case PageState::kDone:
    case PageState::kGone:
      return "not looked at again";
    case PageState::kWaiting:
    case PageState::kWatched:
      break;
  }
  return reason.next ? fmt::format("next look {}", DistanceOf(*reason.next, now))
                     : std::string("looked at as soon as the turn of its host comes");
}

// What holds it up.
void ShowWaits(const LookReason& reason, Instant now, Sheet& page) {
  const FoundPage& found = reason.page;
  if (!found.reason.empty()) page.Line(kIndent, Style::kWarn, found.reason);
  if (found.failures > 0)
    page.Line(kIndent, Style::kWarn,
              fmt::format("{} one after another",
                          Counted(found.failures, "failed look", "failed looks")));
  if (found.not_before && *found.not_before > now)
    page.Line(kIndent, Style::kWarn,
              fmt::format("not asked before {}", ToRfc3339(*found.not_before)));
  if (reason.held_until && *reason.held_until > now)
    page.Line(
        kIndent, Style::kWarn,
        fmt::format("its host asks to be left alone until {}", ToRfc3339(*reason.held_until)));
}

void ShowRate(const LookReason& reason, Instant now, Sheet& page) {
  const RevisitReason& plan = *reason.plan;
  page.Gap();
  page.Line(kIndent, Style::kPlain,
            fmt::format("due {} ({})", DistanceOf(plan.due, now), ToRfc3339(plan.due)), "when");
  page.Line(
      kIndent, Style::kPlain,
      fmt::format("{:.3g} changes an hour of pages of its age on its site", plan.site_an_hour),
      "rate");
  page.Line(kIndent, Style::kPlain,
            fmt::format("times {:.3g}: it changed {} in {}", plan.factor,
                        Counted(plan.changes, "time", "times"),
                        Counted(plan.visits, "further look", "further looks")));
  for (const LookCall& call : CallsOf(reason, now))
    page.Line(
        kIndent, Style::kPlain,
        fmt::format("times {:.3g}{}: {}", call.times,
                    call.what == "expected" || call.what == "open_question" ? " in weight" : "",
                    CallWords(call.what)));
  page.Line(kIndent, Style::kPlain,
            fmt::format("makes {:.3g} changes and {:.3g} looks an hour", plan.changes_an_hour,
                        plan.visits_an_hour));
  page.Line(kIndent, Style::kDim,
            fmt::format("{:.3g} looks a second for {}; at most {:.3g} an hour at its host",
                        reason.visits_a_second, Counted(reason.watched, "page", "pages"),
                        reason.host_pages_an_hour),
            "budget");
}

}  // namespace

std::string LooksViewOf(const LookReason& reason, Instant now, const Terminal& terminal) {
  Sheet page(terminal);
  page.Gap();
  page.Line(kIndent, Style::kBold, reason.page.url, NameOf(reason.page.state));
  page.Line(kIndent, Style::kPlain, NextOf(reason, now));
  if (!reason.source.empty())
    page.Line(kIndent, Style::kDim, fmt::format("listed by {}", reason.source));
  ShowWaits(reason, now, page);
  if (reason.plan) ShowRate(reason, now, page);
  if (!reason.looks.empty()) page.Gap();
  for (const PageLook& look : reason.looks)
    page.Line(kIndent, Style::kPlain,
              fmt::format("{}  {}", ToRfc3339(look.capture.seen_at), GaveWords(look.gave)),
              &look == &reason.looks.front() ? "looks" : "");
  page.Gap();
  return page.Take();
}

}  // namespace checkback
