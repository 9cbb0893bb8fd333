// What speaks for an article belonging to a story, as numbers.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "story/keeper/article.h"
#include "story/keeper/vectors.h"

namespace checkback {

// An article as the keeper remembers it while its story lives.
struct KeptArticle {
  ArticleId id = 0;
  StoryTime time = 0;
  std::uint32_t story = 0;  // its place on the shelf
  std::uint16_t head_words = 0;
  std::uint16_t words = 0;
  bool follows = false;  // a copy or a version: carries no weight of its own
  bool founded = false;  // a story has its id
  ArticleId followed = 0;
  TermVector terms;  // empty where it follows
};

struct KeptStory {
  ArticleId id = 0;  // of its founding article
  bool living = false;
  StoryTime first = 0;
  StoryTime last = 0;
  std::uint32_t voices = 0;  // articles that follow no other
  TermVector sum;            // of their vectors
  Lengths length;            // of `sum`
  std::vector<std::uint32_t> articles;  // places on the shelf, in the order of arrival
  std::vector<TermId> indexed;          // the terms it is found by
  std::uint32_t moves = 0;
};

enum Column : std::size_t {
  kCosHead, kCosLede, kCosAll, kCosName, kHeadInAll, kAllInHead,
  kMeanHead, kMeanLede, kMeanAll, kMeanName,
  kBestHead, kBestLede, kBestAll, kBestName,
  kSharedHeadIdf, kSharedLedeIdf, kSharedNames,
  kOwnTopFound, kStoryTopFound, kNamesFound, kDigitsFound, kDigitsMissing,
  kHoursToNearest, kHoursToFirst, kHoursToLast,
  kVoices, kHeadWords, kWords, kStoryWords, kCohesionLede, kCohesionAll,
  kMarginLede, kMarginAll, kRankAll,
  kColumns
};
extern const std::array<std::string_view, kColumns> kColumnNames;
using Measures = std::array<float, kColumns>;

// The weights of one article by term, for looking up many times.
class TermLookup {
 public:
  explicit TermLookup(const TermVector& terms);
  // Nothing: nullptr.
  const Weight* Find(TermId term) const {
    for (std::size_t at = Place(term); slots_[at] != 0; at = (at + 1) & (kSlots - 1)) {
      if (terms_[slots_[at] - 1].term == term) return &terms_[slots_[at] - 1];
    }
    return nullptr;
  }
  const TermVector& terms() const { return terms_; }

 private:
  static constexpr std::size_t kSlots = 256;  // for kArticleTerms
  static std::size_t Place(TermId term) { return (term * 0x9E3779B1u) >> 24; }
  const TermVector& terms_;
  std::array<std::uint8_t, kSlots> slots_{};
};

}  // namespace checkback
