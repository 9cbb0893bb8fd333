// A story with all that it told: its captures, their articles and readings, and what is new, open,
// answered and disputed in them.

#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "follow/version_changes.h"
#include "store/store.h"
#include "story/told/told.h"

namespace checkback {

struct WholeStory {
  StoredStory story;
  // One for each capture of the story. Those that are kept with what it told are without their
  // `evidence` (follow/kept_articles.h).
  std::vector<Article> articles;
  std::vector<Reading> readings;  // likewise, without their parse; or none of them
  ToldStory told;                 // Passage::capture counts the captures of the story
  // How its pages were changed, where that is kept; answer/story_edits.h compares them where not.
  std::optional<std::vector<VersionChange>> changes;
};

// `story` as `store` gave it. What it told comes from the store where that is kept and still true
// (follow/keep_told.h), and is told now where it is not. Readings are there if they are asked for,
// or were needed. Errors are those of the store.
enum class WithReadings { kNo, kYes };
Result<WholeStory> WholeStoryOf(const Store& store, StoredStory story,
                                WithReadings with_readings = WithReadings::kNo);

// Of each capture, the first one of the groups of copies it stands in; nothing for an original.
std::vector<std::optional<std::size_t>> OriginalsOf(const StoredStory& story);

// The captures of `story` as TellStory takes them, but without articles and readings. Origins count
// from 0 in the order of the story: those of its first captures stay what they are when others
// come, as long as they are the same reports.
std::vector<Telling> BareTellingsOf(const StoredStory& story);

// The captures of `whole` as TellStory takes them, `reading` null where the story has none; valid
// as long as `whole`.
std::vector<Telling> TellingsOf(const WholeStory& whole);

// Open questions of `story`, at the cost of a look where what it told is kept.
Result<std::size_t> OpenQuestionsOf(const Store& store, const StoredStory& story);
std::size_t CountOpen(const ToldStory& told);

}  // namespace checkback
