// What a story has told as JSON: the members of docs/formats.md.
//
// Pure.

#pragma once

#include <string>

#include "follow/whole_story.h"
#include "text/json_writer.h"

namespace checkback {

// The members `names` to `expected` of an object that is being written. `told` is what `whole`
// told, or a part of it.
void WriteTold(const WholeStory& whole, const ToldStory& told, JsonWriter& json);

// One element of the member `questions`.
void WriteQuestion(const WholeStory& whole, const StoryQuestion& question, JsonWriter& json);

// The same with the story that asks it.
std::string QuestionAsJson(const WholeStory& whole, const StoryQuestion& question);

}  // namespace checkback
