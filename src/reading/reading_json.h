// A reading as JSON: the member `reading` that docs/formats.md describes.

#pragma once

#include <string_view>

#include "reading/reading.h"
#include "text/json_writer.h"
#include "text/result.h"

namespace checkback {

// Whether the words are written too ("tokens"): there are many of them, and few ask.
enum class ShowWords { kNo, kYes };

// `text` is that of the article. Of a language without a parser the words have their places only,
// the rest is null.
void WriteReading(std::string_view text, const Reading& reading, ShowWords words, JsonWriter& json);

// What WriteReading wrote: the same reading again, field by field, without its words. kBadInput
// where it is no JSON object; members that are missing are absent in the reading.
Result<Reading> ReadReadingJson(std::string_view json);

}  // namespace checkback
