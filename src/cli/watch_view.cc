#include "cli/watch_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/article_view.h"
#include "cli/sheet.h"

namespace checkback {
namespace {

constexpr std::size_t kShownId = 8;
constexpr std::size_t kColumn = kShownId + 2;
constexpr std::size_t kMostWords = 6;  // of one edit; --jsonl has all

Style StyleOf(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::kOpened:
    case ChangeKind::kEdited:
    case ChangeKind::kOverdue:
      return Style::kWarn;
    case ChangeKind::kDenied:
    case ChangeKind::kContradiction:
      return Style::kBad;
    default:
      return Style::kAccent;
  }
}

// "new" and "by" are plain; what stood against them is dim.
Style StyleOf(std::string_view role) {
  const bool is_earlier = role == "asked" || role == "was" || role == "against";
  return is_earlier ? Style::kDim : Style::kPlain;
}

std::string WhoAndWhen(const StoryCapture& c) {
  return fmt::format("{}, {}", c.outlet,
                     Clock({.utc = c.capture.seen_at,
                            .offset = std::chrono::minutes(0),
                            .has_time = true}));
}

}  // namespace

std::string ChangeViewOf(const WholeStory& whole, const StateChange& change,
                         const Terminal& terminal) {
  const StoredStory& story = whole.story;
  Sheet sheet(terminal);
  sheet.Line(kColumn, StyleOf(change.kind),
             fmt::format("{}{}{} · {}", NameOf(change.kind), change.detail.empty() ? "" : ": ",
                         change.detail, story.title.empty() ? "(no headline)" : story.title),
             story.id.substr(0, kShownId));
  std::optional<std::size_t> printed;
  const std::size_t shown = std::min(kMostWords, change.words.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const ChangedWords& words = change.words[i];
    if (printed != words.capture)
      sheet.Line(kColumn, Style::kDim, WhoAndWhen(story.captures[words.capture]));
    printed = words.capture;
    sheet.Line(kColumn + 2, StyleOf(words.role),
               words.role == "new" ? words.text : fmt::format("{}: {}", words.role, words.text));
  }
  if (shown < change.words.size())
    sheet.Line(kColumn + 2, Style::kDim, fmt::format("and {} more", change.words.size() - shown));
  sheet.Gap();
  return sheet.Take();
}

}  // namespace checkback
