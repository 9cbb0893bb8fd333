// Running stories as the embedded store tells them.

#include <utility>

#include "store/sqlite_store.h"
#include "store/story_captures.h"

namespace checkback {

Result<RunningTable*> SqliteStore::Running() const {
  if (const auto found = FindAnew(*db_, running_); !found) return Fail(found.error());
  return &running_;
}

// The running story that holds the story with the key `story`; nothing where it stands alone.
Result<std::optional<RunningStory>> SqliteStore::RunningStoryOf(std::int64_t story) const {
  const Result<RunningTable*> table = Running();
  if (!table) return Fail(table.error());
  RunningTable& running = **table;
  const auto event = running.event_of.find(story);
  if (event == running.event_of.end()) return std::nullopt;
  const std::optional<std::size_t> group = running.found.group[event->second];
  if (!group) return std::nullopt;
  if (const auto told = running.told.find(*group); told != running.told.end()) return told->second;
  RunningStory made;
  const RunningGroup& events = running.found.groups[*group];
  for (const std::size_t of : events.events) {
    const Result<std::vector<StoryCapture>> captures = CapturesOfStory(*db_, running.stories[of]);
    if (!captures) return Fail(captures.error());
    if (captures->empty()) continue;  // it is being changed
    Result<std::string> id = IdOfCapture(running.stories[of]);
    if (!id) return Fail(id.error());
    RunningStory::Part part{std::move(*id),
                            TitleOf(*captures),
                            captures->front().capture.seen_at,
                            {},
                            NewestOfPages(*captures).size()};
    for (const StoryCapture& c : *captures) {
      if (!c.is_visit) part.last = c.capture.seen_at;
    }
    if (of == events.central) made.title = part.title;
    made.parts.push_back(std::move(part));
  }
  if (made.parts.size() < 2) return std::nullopt;
  made.id = made.parts.front().id;
  running.told[*group] = made;
  return made;
}

Result<std::optional<StoryReason::Running>> SqliteStore::RunningReasonOf(std::int64_t story) const {
  Result<std::optional<RunningStory>> of = RunningStoryOf(story);
  if (!of) return Fail(of.error());
  if (!*of) return std::nullopt;
  StoryReason::Running reason;
  reason.of = std::move(**of);
  const std::optional<RunningLink>& link = running_.found.link[running_.event_of.at(story)];
  if (!link) return reason;
  const std::int64_t other = running_.stories[link->to];
  Result<std::string> likest = IdOfCapture(other);
  Result<std::vector<std::string>> shared = SharedMatter(*db_, story, other);
  if (!likest || !shared) return Fail(!likest ? likest.error() : shared.error());
  reason.likest = std::move(*likest);
  reason.likeness = link->likeness;
  reason.shared = std::move(*shared);
  return reason;
}

}  // namespace checkback
