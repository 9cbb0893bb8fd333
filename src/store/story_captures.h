// The captures of a story as the tables hold them, and the title they give it.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/sqlite.h"
#include "store/store.h"
#include "text/result.h"

namespace checkback {

// A question for rows of StoryCaptureIn; `where` may name story_capture s, capture c, article a.
std::string StoryCapturesSql(std::string_view where);
// All but is_visit and version, which only the story as a whole tells.
StoryCapture StoryCaptureIn(const Statement& row);

// Visits by the order of time, which need not be that of arrival.
void MarkVisits(std::vector<StoryCapture>& captures);

// Those of the story with the key `story`, by time.
Result<std::vector<StoryCapture>> CapturesOfStory(const Database& db, std::int64_t story);

// The places of the newest version of each page, visits left out; by time.
std::vector<std::size_t> NewestOfPages(const std::vector<StoryCapture>& captures);

// Of the headlines that pages have now, the one of the newer half whose words most others have too;
// of several the newest. Words count, not shares: a headline of a few words that all have says less
// than one that says what happened. "" where no page has any.
std::string TitleOf(const std::vector<StoryCapture>& captures);
// Counted up by whoever changes that: titles are kept with what stories told.
inline constexpr int kTitleRule = 1;

}  // namespace checkback
