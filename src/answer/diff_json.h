// What changed between two versions as the JSON that docs/formats.md describes.
//
// Pure, safe to call from many threads.

#pragma once

#include <string>
#include <string_view>

#include "article/article.h"
#include "article/version/diff.h"
#include "article/version/version.h"
#include "text/instant.h"
#include "text/json_writer.h"

namespace checkback {

// One of the two: when it was seen and what stood there. For a call, not to be kept.
struct SeenArticle {
  std::string_view name;  // the file it came from, or the id of its capture
  bool is_capture = false;
  Instant seen_at{};
  const Article& article;
};

// The value of a member `changes`: [{ "was", "now", "what", ... }].
void WriteChanges(const Diff& diff, const Article& was, const Article& now, JsonWriter& json);

// What `diff --json` writes, without a line break.
std::string DiffAsJson(const SeenArticle& was, const SeenArticle& now, Change change,
                       const Diff& diff);

std::string_view NameOf(Change change);  // "none", "cosmetic", "version"

}  // namespace checkback
