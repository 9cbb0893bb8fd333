// The events of stories as rows: JSON objects and lines of CSV, with the members of
// docs/formats.md.
//
// Pure.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "follow/whole_story.h"
#include "story/told/story_events.h"
#include "text/instant.h"

namespace checkback {

// The events of `whole`, each once; with `since`, those first told after it.
std::vector<StoryEvent> EventsIn(const WholeStory& whole, std::optional<Instant> since = {});

// "e1a2b3c4d": of the capture and the words that told it first.
std::string EventIdOf(const WholeStory& whole, const StoryEvent& event);

// The country of the place where it happened (ISO 3166-1 alpha-3); "" where that is not known.
std::string CountryOf(const WholeStory& whole, const StoryEvent& event);

std::string EventAsJson(const WholeStory& whole, const StoryEvent& event);

// The names of the columns, and one event as a line, both as RFC 4180 has it (with \r\n). A cell
// that a spreadsheet would take for a formula (it begins with = + - @, a tab or a line break)
// has an apostrophe before it; so have codes of nobody's country, "'---GOV".
std::string EventColumns();
std::string EventAsCsv(const WholeStory& whole, const StoryEvent& event);

// One cell of such a line, without the comma.
std::string CsvCell(std::string_view text);

}  // namespace checkback
