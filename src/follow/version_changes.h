// How the pages of a story were changed from version to version, and why.
//
//   version 1 --- VersionChange ---> version 2      a Diff, and for each of its edits the reason
//
// Comparing takes longer than all else that an answer does, so it is kept with what the story told.

#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "article/version/diff.h"
#include "store/store.h"
#include "story/told/edit_reason.h"

namespace checkback {

struct VersionChange {
  std::size_t from = 0, to = 0;  // places in the captures of the story
  Diff diff;
  std::vector<EditReason> reasons;          // of its edits
  EditReason reason = EditReason::kSilent;  // of all of it

  friend bool operator==(const VersionChange&, const VersionChange&) = default;
};

// The versions of one page that follow one another, by the time of the later one.
std::vector<std::pair<std::size_t, std::size_t>> VersionPairsOf(const StoredStory& story);

VersionChange ChangeBetween(std::span<const Article> articles, std::size_t from, std::size_t to);
// `was` and `now` stand at `from` and `to`.
VersionChange ChangeOf(const Article& was, const Article& now, std::size_t from, std::size_t to);

// Of each of those pairs. `articles` has one for each capture of the story.
std::vector<VersionChange> ChangesOf(const StoredStory& story, std::span<const Article> articles);

// Whether `changes` are of those pairs.
bool AreChangesOf(const StoredStory& story, std::span<const VersionChange> changes);

}  // namespace checkback
