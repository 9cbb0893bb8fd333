// Running stories as the embedded store tells them.

#include <utility>

#include "store/sqlite_store.h"
#include "store/story_captures.h"

namespace checkback {

Result<RunningTable*> SqliteStore::Running() const {
  // What is kept is of now.
  const KeptRunning kept = options_.as_of ? KeptRunning::kPassOver : KeptRunning::kUse;
  if (const auto done = UpdateRunning(*db_, kept, running_); !done) return Fail(done.error());
  return &running_;
}

// The running story that holds the story with the key `story`; nothing where it stands alone.
Result<std::optional<RunningStory>> SqliteStore::RunningStoryOf(std::int64_t story) const {
  const Result<RunningTable*> table = Running();
  if (!table) return Fail(table.error());
  RunningTable& found = **table;
  const auto row = found.rows.find(story);
  if (row == found.rows.end()) return std::nullopt;
  const std::int64_t running = row->second.running;
  if (const auto told = found.told.find(running); told != found.told.end()) return told->second;
  RunningStory made;
  for (const std::int64_t key : found.parts.at(running)) {
    const Result<std::vector<StoryCapture>> captures = CapturesOfStory(*db_, key);
    if (!captures) return Fail(captures.error());
    if (captures->empty()) continue;  // it is being changed
    Result<std::string> id = IdOfCapture(key);
    if (!id) return Fail(id.error());
    RunningStory::Part part{std::move(*id), TitleOf(*captures), captures->front().capture.seen_at,
                            Instant{}, NewestOfPages(*captures).size()};
    for (const StoryCapture& c : *captures) {
      if (!c.is_visit) part.last = c.capture.seen_at;
    }
    if (found.rows.at(key).central) made.title = part.title;
    made.parts.push_back(std::move(part));
  }
  if (made.parts.size() < 2) return std::nullopt;
  made.id = made.parts.front().id;
  found.told[running] = made;
  return made;
}

Result<std::optional<StoryReason::Running>> SqliteStore::RunningReasonOf(std::int64_t story) const {
  Result<std::optional<RunningStory>> of = RunningStoryOf(story);
  if (!of) return Fail(of.error());
  if (!*of) return std::nullopt;
  const RunningTable::Row row = running_.rows.at(story);
  StoryReason::Running reason;
  reason.of = std::move(**of);
  if (row.likest == 0) return reason;
  Result<std::string> likest = IdOfCapture(row.likest);
  Result<std::vector<std::string>> shared = SharedMatter(*db_, story, row.likest);
  if (!likest || !shared) return Fail(!likest ? likest.error() : shared.error());
  reason.likest = std::move(*likest);
  reason.likeness = row.likeness;
  reason.shared = std::move(*shared);
  return reason;
}

}  // namespace checkback
