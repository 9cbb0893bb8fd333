// One article as far as its story goes.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "story/copies.h"

namespace checkback {

// Milliseconds since 1970, UTC.
using StoryTime = std::int64_t;

struct StoryArticle {
  ArticleId id = 0;  // of the capture; never 0, given once
  StoryTime seen_at = 0;
  std::optional<StoryTime> published_at;
  std::string language;  // BCP 47; only its first part counts. "": not known
  std::string headline;
  std::string description;
  std::string text;
  // The earlier article that this one follows wherever it goes: whose words it prints (the first
  // of its exact or edited copies), or of which it is a new version. 0: none.
  ArticleId follows = 0;
  // Names that a reading found; empty: words written like names are taken.
  std::vector<std::string> names;
};

}  // namespace checkback
