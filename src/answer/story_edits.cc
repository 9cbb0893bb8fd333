#include "answer/story_edits.h"

#include <algorithm>
#include <map>

namespace checkback {
namespace {

void AppendEdits(const WholeStory& whole, std::size_t from, std::size_t to,
                 std::vector<StoryEdit>& edits) {
  const Article &was = whole.articles[from], &now = whole.articles[to];
  const Diff diff = DiffArticles(was, now);
  const std::vector<EditReason> reasons = ReasonsOf(was, now, diff);
  const EditReason main = ReasonOf(was, now, diff);
  for (const EditReason reason :
       {EditReason::kCorrection, EditReason::kUpdate, EditReason::kSilent}) {
    Diff part;
    for (std::size_t i = 0; i < reasons.size(); ++i)
      if (reasons[i] == reason) part.edits.push_back(diff.edits[i]);
    if (part.edits.empty() && reason != main) continue;
    edits.push_back({.from = from, .to = to, .reason = reason, .diff = std::move(part)});
  }
}

}  // namespace

std::vector<StoryEdit> EditsOf(const WholeStory& whole) {
  return EditsSince(whole, Instant::min());
}

std::vector<StoryEdit> EditsSince(const WholeStory& whole, Instant since) {
  std::vector<StoryEdit> edits;
  std::map<std::int64_t, std::size_t> last;  // version of each page
  for (std::size_t i = 0; i < whole.story.captures.size(); ++i) {
    const StoryCapture& c = whole.story.captures[i];
    if (!c.capture.is_version) continue;
    const auto before = last.find(c.page);
    if (before != last.end() && c.capture.seen_at > since)
      AppendEdits(whole, before->second, i, edits);
    last[c.page] = i;
  }
  return edits;
}

}  // namespace checkback
