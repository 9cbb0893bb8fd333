// A page seen again: a visit, a cosmetic change, or a new version.
//
//   seen  A   A   A'  B   A        A': another caption, other related links
//         new  -   -  new new      the last one is a return to the first
//
// All functions are pure and safe to call from many threads.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "article/article.h"

namespace checkback {

enum class Change {
  kNone,        // the same article: a visit
  kCosmetic,    // the words of headline and body are the same: captions, credits, notices, times,
                // links, typography, the order of paragraphs
  kNewVersion,  // the headline or a sentence of the body is another, or a correction was put up or
                // withdrawn
};

// Where and when the page was seen does not count, nor what was dropped from it.
Change CompareArticles(const Article& was, const Article& now);

// 64 hex digits: the same for two articles exactly where no new version lies between them.
// Stable across runs and machines, so it can be stored.
std::string VersionKey(const Article& article);

// For a row of versions, oldest first, by their keys: which earlier version each one returns to
// (A, B, A: the third returns to the first). Nothing where it is the first of its kind, or the
// same as the one before it. Of several earlier ones, the first.
std::vector<std::optional<std::size_t>> ReturnsOf(const std::vector<std::string>& keys);

}  // namespace checkback
