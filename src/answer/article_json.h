// What `read` and `extract` write: pages and articles as the JSON that docs/formats.md describes.
//
// Pure, safe to call from many threads.

#pragma once

#include <string>
#include <string_view>

#include "article/article.h"
#include "article/article_json.h"
#include "page/page.h"
#include "reading/reading.h"
#include "reading/reading_json.h"
#include "text/result.h"

namespace checkback {

// What `read --json` writes for one page, without a line break.
std::string ReadingAsJson(const Page& page, const Article& article, const Reading& reading,
                          ShowDropped dropped, ShowWords words);

// What `extract` writes for one page, without a line break.
std::string ExtractedAsJson(const Page& page, const Article& article, ShowDropped dropped);

// { "url", "error": { "code", "what" } }
std::string ErrorAsJson(std::string_view url, const Error& error);

}  // namespace checkback
