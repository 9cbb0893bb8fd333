// A reading as JSON: the member `reading` that docs/formats.md describes.

#pragma once

#include "reading/reading.h"
#include "text/json_writer.h"

namespace checkback {

// The words ("tokens") are written where the reading holds a parse. Of a language without a parser
// they have their places only, the rest is null.
void WriteReading(const Reading& reading, JsonWriter& json);

}  // namespace checkback
