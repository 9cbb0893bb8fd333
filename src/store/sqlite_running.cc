// Running stories as the embedded store tells them.

#include <utility>

#include "store/sqlite_store.h"
#include "store/story_captures.h"

namespace checkback {

// The running story that holds the story with the key `story`; nothing where it stands alone.
Result<std::optional<RunningStory>> SqliteStore::RunningStoryOf(std::int64_t story) const {
  const RunningOf of = options_.as_of ? RunningOf::kMoment : RunningOf::kNow;
  if (const auto done = UpdateRunning(*db_, of, running_); !done) return Fail(done.error());
  const auto row = RunningRowOf(*db_, of, running_, story);
  if (!row) return Fail(row.error());
  if (!*row) return std::nullopt;
  const std::int64_t running = (*row)->running;
  const auto known = running_.told.find(running);
  if (known != running_.told.end()) return known->second;
  const auto parts = RunningPartsOf(*db_, of, running_, running);
  if (!parts) return Fail(parts.error());
  RunningStory made;
  for (const std::int64_t key : *parts) {
    Result<std::optional<RunningStory::Part>> part = RunningPartOf(key);
    if (!part) return Fail(part.error());
    if (!*part) continue;  // it is being changed
    const auto own = RunningRowOf(*db_, of, running_, key);
    if (!own) return Fail(own.error());
    if (*own && (*own)->central) made.title = (*part)->title;
    made.parts.push_back(std::move(**part));
  }
  if (made.parts.size() < 2) return std::nullopt;
  made.id = made.parts.front().id;
  running_.told[running] = made;
  return made;
}

// Nothing where it has no captures.
Result<std::optional<RunningStory::Part>> SqliteStore::RunningPartOf(std::int64_t story) const {
  Result<std::string> id = IdOfCapture(story);
  if (!id) return Fail(id.error());
  if (!options_.as_of) {
    Result<std::optional<RunningStory::Part>> kept = KeptPartOf(story);
    if (!kept) return kept;
    if (*kept) {
      (*kept)->id = std::move(*id);
      return kept;
    }
  }
  const Result<std::vector<StoryCapture>> captures = CapturesOfStory(*db_, story);
  if (!captures) return Fail(captures.error());
  if (captures->empty()) return std::nullopt;
  RunningStory::Part part{std::move(*id), TitleOf(*captures), captures->front().capture.seen_at,
                          Instant{}, NewestOfPages(*captures).size()};
  for (const StoryCapture& c : *captures) {
    if (!c.is_visit) part.last = c.capture.seen_at;
  }
  return part;
}

Result<std::optional<StoryReason::Running>> SqliteStore::RunningReasonOf(std::int64_t story) const {
  Result<std::optional<RunningStory>> of = RunningStoryOf(story);
  if (!of) return Fail(of.error());
  if (!*of) return std::nullopt;
  const auto row =
      RunningRowOf(*db_, options_.as_of ? RunningOf::kMoment : RunningOf::kNow, running_, story);
  if (!row) return Fail(row.error());
  StoryReason::Running reason;
  reason.of = std::move(**of);
  if (!*row || (*row)->likest == 0) return reason;
  Result<std::string> likest = IdOfCapture((*row)->likest);
  Result<std::vector<std::string>> shared = SharedMatter(*db_, story, (*row)->likest);
  if (!likest || !shared) return Fail(!likest ? likest.error() : shared.error());
  reason.likest = std::move(*likest);
  reason.likeness = (*row)->likeness;
  reason.shared = std::move(*shared);
  return reason;
}

}  // namespace checkback
