// The ids of questions: "q0f380792".
//
// Made of the capture that asks it first and of its words, so that two stories that ask the same
// have two ids, and one story gives the same id in any store that holds that capture, as of any
// time after it. Whatever else asks the question would have made an id too; a link to that one,
// from before two stories were merged or an earlier page came in, still finds it, and so does one
// of the time when ids were made of words alone.
//
// Pure and safe to call from many threads.

#pragma once

#include <span>
#include <string>
#include <string_view>

#include "story/told/told.h"

namespace checkback {

// `words`: those that ask, as `telling` prints them.
std::string QuestionIdOf(const Telling& telling, std::string_view words);

// Whether `id` is that of the question, or was. `tellings` of its story.
bool IsIdOf(const StoryQuestion& question, std::span<const Telling> tellings, std::string_view id);

}  // namespace checkback
