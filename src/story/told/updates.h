// What is new, capture by capture: sentences that rules/updates.model holds for it
// (story/told/novelty.h), and the notes of correction that a page put up.
//
// Not for use by two threads at once.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_set>
#include <vector>

#include "story/told/novelty.h"
#include "story/told/told.h"
#include "text/hash_table.h"

namespace checkback {

// The correction notes of a page that was seen before, sentence by sentence; each once.
class NewNotes {
 public:
  std::vector<NotePassage> Of(const Telling& telling);

 private:
  std::unordered_set<std::size_t> pages_;
  HashSet told_;
};

class UpdateLayer {
 public:
  // The capture with the number `capture`, by time; nothing for a visit. The cost does not grow
  // with the story.
  std::optional<StoryUpdate> Add(std::size_t capture, const Telling& telling);

 private:
  NoveltyMeter meter_;
  NewNotes notes_;
};

}  // namespace checkback
