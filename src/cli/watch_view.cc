#include "cli/watch_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/article_view.h"
#include "cli/sheet.h"

namespace checkback {
namespace {

constexpr std::size_t kShownId = 8;
constexpr std::size_t kColumn = kShownId + 2;
constexpr std::size_t kWordsColumn = kColumn + 15;  // "contradiction" is the longest kind
constexpr std::size_t kMostWords = 6;               // of one edit; --jsonl has all

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

std::string WhoAndWhen(const StoryCapture& c) {
  return fmt::format(
      "{}, {}", c.outlet,
      Clock({.utc = c.capture.seen_at, .offset = std::chrono::minutes(0), .has_time = true}));
}

class ChangesSheet {
 public:
  ChangesSheet(const WholeStory& whole, const Terminal& terminal)
      : story_(whole.story), sheet_(terminal) {}

  std::string Take(std::span<const StateChange* const> changes) {
    sheet_.Line(kColumn, Style::kBold, story_.title.empty() ? "(no headline)" : story_.title,
                story_.id.substr(0, kShownId));
    std::optional<std::size_t> printed;
    for (const StateChange* change : changes) {
      if (printed != change->capture)
        sheet_.Line(kColumn, Style::kDim, WhoAndWhen(story_.captures[change->capture]));
      printed = change->capture;
      Put(*change);
    }
    sheet_.Gap();
    return sheet_.Take();
  }

 private:
  void Put(const StateChange& change) {
    const std::size_t shown = std::min(kMostWords, change.words.size());
    for (std::size_t i = 0; i < shown; ++i) {
      const ChangedWords& words = change.words[i];
      const bool is_earlier = i > 0 && words.role != "now" && words.role != "note";
      Row(is_earlier ? Style::kDim : Style::kPlain, Cited(change, words),
          i == 0 ? std::string(NameOf(change.kind)) : fmt::format("  {}", words.role),
          i == 0 ? StyleOf(change.kind) : Style::kDim);
    }
    if (shown < change.words.size())
      Row(Style::kDim, fmt::format("and {} more", change.words.size() - shown), "", Style::kDim);
  }
  void Row(Style style, std::string_view words, std::string_view before, Style before_style) {
    sheet_.Line(kWordsColumn, style, words, std::string(kColumn, ' ').append(before), before_style);
  }
  // With who printed it where that is somebody else.
  std::string Cited(const StateChange& change, const ChangedWords& words) const {
    if (words.capture == change.capture || change.kind == ChangeKind::kEdited) return words.text;
    return fmt::format("{} ({})", words.text, WhoAndWhen(story_.captures[words.capture]));
  }

  const StoredStory& story_;
  Sheet sheet_;
};

}  // namespace

std::string ChangesViewOf(const WholeStory& whole, std::span<const StateChange* const> changes,
                          const Terminal& terminal) {
  return ChangesSheet(whole, terminal).Take(changes);
}

}  // namespace checkback
