// One article as far as its story goes.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "story/copies.h"

namespace checkback {

using StoryTime = std::int64_t;  // milliseconds since 1970, UTC

// The id of the article that founded the story: the same articles in the same order give the same
// ids, in every store. Never given twice, not after a merge either.
using StoryId = ArticleId;

struct StoryArticle {
  ArticleId id = 0;  // of the capture; never 0, given once
  StoryTime seen_at = 0;
  std::optional<StoryTime> published_at;
  std::string language;  // BCP 47; only its first part counts. "": told from the words
  std::string headline;
  std::string description;
  std::string text;
  // The earlier article that this one follows wherever it goes: whose words it prints (its first
  // exact or edited copy), or of which it is a new version. 0: none.
  ArticleId follows = 0;
  // Names that a reading found. Empty: words that are written like names are taken.
  std::vector<std::string> names;
};

}  // namespace checkback
