// A reading as the store keeps it: its JSON, without the words and their grammar, in a zstd frame.
//
// Pure, safe to call from many threads.

#pragma once

#include <string>
#include <string_view>

#include "article/article.h"
#include "reading/reading.h"
#include "text/result.h"

namespace checkback {

// `reading` is that of `article`.
std::string ReadingFrameOf(const Article& article, const Reading& reading);

Result<std::string> JsonOfReadingFrame(std::string_view frame);
// Without the parse: Parse::words is empty.
Result<Reading> ReadingOfFrame(std::string_view frame);

}  // namespace checkback
