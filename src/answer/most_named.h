// Whom a story names most, for the page and the terminal.

#pragma once

#include <string>
#include <vector>

#include "follow/whole_story.h"

namespace checkback {

// The names of `kind`, those that most captures print first; valid as long as `told`.
std::vector<const StoryName*> MostNamed(const ToldStory& told, NameKind kind);

// The roles as printed, each once, those that hold another one in its place: "Kremlin spokesman"
// for "spokesman".
std::vector<Passage> TellingRoles(const WholeStory& whole, const StoryName& name);

}  // namespace checkback
