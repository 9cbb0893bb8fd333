// How questions and claims stand, in our own words: the same on the page and in the terminal.
//
//   "asked by 3 origins, open 3 days"    "asked once, expired, it was about 2025-05-16"    "R D C"
//
// Pure.

#pragma once

#include <string>
#include <string_view>

#include "story/told/told.h"
#include "text/instant.h"

namespace checkback {

// `opened` is when it was asked first, `now` when the story is looked at.
std::string StandingOf(const StoryQuestion& question, Instant opened, Instant now);

// C confirmed, R reported, D denied, U unclear, ? conditional, P planned or proposed; "-" for
// anything else.
std::string_view LetterOfStatus(std::string_view status);
// Those of its rows in their order: "R D C".
std::string LettersOf(const StoryClaim& claim);

}  // namespace checkback
