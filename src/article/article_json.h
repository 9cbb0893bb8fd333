// An article as JSON, and read back: the value of `article` in docs/formats.md, which is also what
// the store keeps.
//
// Pure, safe to call from many threads.

#pragma once

#include <string_view>

#include "article/article.h"
#include "text/json_writer.h"
#include "text/result.h"

namespace checkback {

// The value of a member `article`. `dropped` is written only where it is asked for.
enum class ShowDropped { kNo, kYes };
void WriteArticle(const Article& article, ShowDropped dropped, JsonWriter& json);

// What WriteArticle wrote, less `dropped`: the same article again, field by field. kBadInput where
// it is no JSON object; members that are missing are absent in the article.
Result<Article> ReadArticleJson(std::string_view json);

}  // namespace checkback
