// A reading as the store keeps it: its JSON, without the words and their grammar, in a zstd frame.
//
// Pure, safe to call from many threads.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "article/article.h"
#include "store/capture.h"
#include "text/result.h"

namespace checkback {

struct Reading;

// `reading` is that of `article`.
std::string ReadingFrameOf(const Article& article, const Reading& reading);

Result<std::string> JsonOfReadingFrame(std::string_view frame);
// Without the parse: Parse::words is empty.
Result<Reading> ReadingOfFrame(std::string_view frame);
// The same of an article that no frame is kept of.
Reading ReadNow(const Article& article, Instant seen_at);

// A page that does not say when it was printed is read from the day it was seen on, so each day has
// a reading of its own: days since 1970; 0 for the pages that say it.
std::int64_t ReadingDayOf(const Article& article, Instant seen_at);

// What of it is searched.
ReadTerms ReadTermsOf(const Reading& reading);

}  // namespace checkback
