#include "answer/story_edits.h"

#include <utility>

namespace checkback {
namespace {

void AppendEdits(const VersionChange& change, std::vector<StoryEdit>& edits) {
  for (const EditReason reason :
       {EditReason::kCorrection, EditReason::kUpdate, EditReason::kSilent}) {
    Diff part;
    for (std::size_t i = 0; i < change.reasons.size(); ++i)
      if (change.reasons[i] == reason) part.edits.push_back(change.diff.edits[i]);
    if (part.edits.empty() && reason != change.reason) continue;
    edits.push_back(
        {.from = change.from, .to = change.to, .reason = reason, .diff = std::move(part)});
  }
}

}  // namespace

std::vector<StoryEdit> EditsOf(const WholeStory& whole) {
  return EditsSince(whole, Instant::min());
}

std::vector<StoryEdit> EditsSince(const WholeStory& whole, Instant since) {
  std::vector<StoryEdit> edits;
  const auto is_since = [&](std::size_t to) {
    return whole.story.captures[to].capture.seen_at > since;
  };
  if (whole.changes) {
    for (const VersionChange& change : *whole.changes)
      if (is_since(change.to)) AppendEdits(change, edits);
    return edits;
  }
  for (const auto& [from, to] : VersionPairsOf(whole.story))
    if (is_since(to)) AppendEdits(ChangeBetween(whole.articles, from, to), edits);
  return edits;
}

}  // namespace checkback
