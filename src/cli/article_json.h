// Pages and articles as the JSON that docs/formats.md describes.
//
// Pure, safe to call from many threads.

#pragma once

#include <string>
#include <string_view>

#include "article/article.h"
#include "page/page.h"
#include "text/json_writer.h"
#include "text/result.h"

namespace checkback {

// The value of a member `article`. `dropped` is written only where it is asked for.
enum class ShowDropped { kNo, kYes };
void WriteArticle(const Article& article, ShowDropped dropped, JsonWriter& json);

// What `read --json` writes for one page, without a line break.
std::string ReadingAsJson(const Page& page, const Article& article, ShowDropped dropped);

// What `extract` writes for one page, without a line break.
std::string ExtractedAsJson(const Page& page, const Article& article, ShowDropped dropped);

// { "url", "error": { "code", "what" } }
std::string ErrorAsJson(std::string_view url, const Error& error);

}  // namespace checkback
