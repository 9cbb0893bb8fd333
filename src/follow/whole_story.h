// A story with all that it told: its captures, their articles and readings, and what is new, open,
// answered and disputed in them.

#pragma once

#include <vector>

#include "store/store.h"
#include "story/told/told.h"

namespace checkback {

struct WholeStory {
  StoredStory story;
  std::vector<Article> articles;  // one for each capture of the story
  std::vector<Reading> readings;  // likewise, without their parse
  ToldStory told;                 // Passage::capture counts the captures of the story
};

// `story` as `store` gave it. Errors are those of the store.
Result<WholeStory> WholeStoryOf(const Store& store, StoredStory story);

// The captures of `whole` as TellStory takes them; valid as long as `whole`.
std::vector<Telling> TellingsOf(const WholeStory& whole);

}  // namespace checkback
