// Why a sentence is new, or not, for a terminal.

#include <fmt/format.h>

#include <cmath>

#include "cli/article_view.h"
#include "cli/sheet.h"
#include "cli/stories_view.h"

namespace checkback {
namespace {

constexpr std::size_t kIndent = 2;
constexpr double kLeastShown = 0.005;  // terms that would read 0.00

std::string WhoAndWhen(const WholeStory& whole, std::size_t capture) {
  const StoryCapture& c = whole.story.captures[capture];
  return fmt::format(
      "{}, {}", c.outlet,
      Clock({.utc = c.capture.seen_at, .offset = std::chrono::minutes(0), .has_time = true}));
}

std::string VerdictOf(const SentenceReason& reason) {
  if (reason.is_visit) return "Not new: its page said the same before.";
  if (reason.told_already) return "Not new: the same words were printed before.";
  return fmt::format("{}: {:.2f} (made again: {:.2f}); above 0 is new.",
                     reason.is_new ? "New" : "Not new", reason.score, reason.recomputed);
}

}  // namespace

std::string ReasonViewOf(const WholeStory& whole, const SentenceReason& reason,
                         const Terminal& terminal) {
  Sheet sheet(terminal);
  const auto sentence = [&](const Passage& passage) {
    sheet.Line(kIndent, Style::kPlain, Words(whole.articles[passage.capture].text, passage.span));
    sheet.Line(kIndent, Style::kDim, WhoAndWhen(whole, passage.capture));
  };
  sheet.Gap();
  sheet.Line(0, Style::kBold, VerdictOf(reason));
  sentence(reason.sentence);
  if (reason.nearest) {
    sheet.Gap();
    sheet.Line(0, Style::kBold,
               reason.told_already
                   ? "It stood there first:"
                   : fmt::format("The nearest earlier sentence holds {:.0f} % of it:",
                                 100 * reason.nearest->held));
    sentence(reason.nearest->sentence);
  } else if (!reason.is_visit) {
    sheet.Line(0, Style::kPlain, "No earlier sentence shares a word with it.");
  }
  if (reason.told_already || reason.terms.empty()) return sheet.Take();
  sheet.Gap();
  sheet.Line(0, Style::kBold, "What speaks for new (+) and against it (-):");
  for (const NoveltyTerm& term : reason.terms) {
    if (std::abs(term.adds) < kLeastShown) continue;
    sheet.Line(10, Style::kPlain, fmt::format("{} {:.2f}", term.measure, term.value),
               fmt::format("  {:+.2f}", term.adds), Style::kDim);
  }
  return sheet.Take();
}

}  // namespace checkback
