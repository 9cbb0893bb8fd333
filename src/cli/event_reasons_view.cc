#include "cli/event_reasons_view.h"

#include <fmt/format.h>

#include "cli/sheet.h"

namespace checkback {
namespace {

constexpr std::size_t kIndent = 16;

std::string WhoOf(const Event& event) {
  std::string who;
  if (!event.source.empty())
    who = fmt::format("source {}{}", event.source,
                      event.source_code.empty() ? "" : " (" + event.source_code + ")");
  if (!event.target.empty())
    who += fmt::format("{}target {}{}", who.empty() ? "" : ", ", event.target,
                       event.target_code.empty() ? "" : " (" + event.target_code + ")");
  return who;
}

std::string FitsOf(std::string_view text, const EventReason& reason) {
  std::string fits = fmt::format("\"{}\"", Words(text, reason.predicate));
  for (const EventPart& part : reason.parts) {
    fits += "; " + part.part;
    if (!part.words.empty()) fits += fmt::format(" \"{}\"", Words(text, part.words));
  }
  return fits;
}

}  // namespace

std::string EventReasonsViewOf(const Capture& capture, const Article& article,
                               const std::vector<ExplainedEvent>& events,
                               const Terminal& terminal) {
  constexpr std::size_t kShownId = 8;
  Sheet page(terminal);
  page.Gap();
  page.Line(0, Style::kBold, article.headline.empty() ? "(no headline)" : article.headline);
  page.Line(0, Style::kDim, fmt::format("capture {}", capture.id.substr(0, kShownId)));
  page.Gap();
  if (events.empty()) page.Line(0, Style::kPlain, "No event was read there.");
  for (const auto& [event, reason] : events) {
    page.Line(kIndent, Style::kPlain, Words(article.text, event.span),
              fmt::format("{} {}", event.type, event.cameo));
    if (const std::string who = WhoOf(event); !who.empty()) page.Line(kIndent, Style::kPlain, who);
    page.Line(kIndent, Style::kDim, fmt::format("{}  {}", reason.pattern, reason.line));
    page.Line(kIndent, Style::kDim, FitsOf(article.text, reason));
    page.Gap();
  }
  return page.Take();
}

}  // namespace checkback
