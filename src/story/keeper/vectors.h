// Weighted terms: what an article and a story are compared by.

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "story/keeper/vocabulary.h"

namespace checkback {

// One term in four views: of the headline, of the lede, of all words, of what is written like a
// name. Of an article each view has length 1, or is empty.
struct Weight {
  TermId term = 0;
  float head = 0;
  float lede = 0;
  float all = 0;
  float name = 0;

  friend bool operator==(const Weight&, const Weight&) = default;
};
using TermVector = std::vector<Weight>;  // by term

inline constexpr std::size_t kArticleTerms = 80;
inline constexpr std::size_t kStoryTerms = 100;

// The heaviest terms of an article, with the idf of this moment.
TermVector VectorOf(const ArticleTerms& article, const std::vector<TermId>& ids,
                    const Vocabulary& vocabulary);

// Adds `factor` times `more` to `sum`, which keeps its heaviest `most` terms.
void AddTo(TermVector& sum, const TermVector& more, float factor, std::size_t most);

struct Lengths {
  float head = 0, lede = 0, all = 0, name = 0;
};
Lengths LengthsOf(const TermVector& vector);

}  // namespace checkback
