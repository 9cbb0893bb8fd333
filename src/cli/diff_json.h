// What changed between two versions as the JSON that docs/formats.md describes.
//
// Pure, safe to call from many threads.

#pragma once

#include <string>
#include <string_view>

#include "article/article.h"
#include "article/version/diff.h"
#include "article/version/version.h"
#include "page/page.h"
#include "text/json_writer.h"

namespace checkback {

// One of the two: its page and what stands on it. For a call, not to be kept.
struct SeenArticle {
  std::string_view name;  // the file it came from
  const Page& page;
  const Article& article;
};

// The value of a member `changes`: [{ "was", "now", "what", ... }].
void WriteChanges(const Diff& diff, const Article& was, const Article& now, JsonWriter& json);

// What `diff --json` writes, without a line break.
std::string DiffAsJson(const SeenArticle& was, const SeenArticle& now, Change change,
                       const Diff& diff);

std::string_view NameOf(Change change);  // "none", "cosmetic", "version"

}  // namespace checkback
