// What the keeper remembers of an article and of a story while the story lives.

#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "story/keeper/article.h"
#include "story/keeper/story_terms.h"
#include "story/keeper/vectors.h"

namespace checkback {

inline constexpr std::uint32_t kNowhere = ~std::uint32_t{0};

struct KeptArticle {
  ArticleId id = 0;  // 0: the place is free
  ArticleId follows = 0;
  std::uint64_t arrival = 0;  // 1 is the first article that ever came
  StoryTime time = 0;
  std::uint32_t story = kNowhere;  // its place on the shelf
  std::uint16_t head_words = 0;
  std::uint16_t words = 0;  // at most 65,535
  bool founded = false;     // a story has its id
  PackedVector terms;       // empty where it follows another
  double name_ledes = 0;    // squares of its ledes' weights that are names; in no snapshot

  template <typename Archive>
  friend void Fields(Archive& archive, KeptArticle& a) {
    archive(a.id, a.follows, a.arrival, a.time, a.story, a.head_words, a.words, a.founded, a.terms);
  }
};

// A few terms, which lie in the story itself.
template <std::size_t Most>
class FewTerms {
 public:
  void Set(std::span<const TermId> terms) {
    count_ = static_cast<std::uint8_t>(std::min(terms.size(), Most));
    std::copy_n(terms.begin(), count_, terms_.begin());
  }
  std::size_t size() const { return count_; }
  const TermId* begin() const { return terms_.data(); }
  const TermId* end() const { return terms_.data() + count_; }

  template <typename Archive>
  friend void Fields(Archive& archive, FewTerms& few) {
    std::vector<TermId> terms(few.begin(), few.end());
    archive(terms);
    if constexpr (Archive::kLoads) few.Set(terms);
  }

 private:
  std::array<TermId, Most> terms_{};
  std::uint8_t count_ = 0;
};

// The heaviest terms of an article or a story, and the names that a story says most.
inline constexpr std::size_t kTopTerms = 8;
inline constexpr std::size_t kCoreNames = 5;

struct KeptStory {
  StoryId id = 0;  // 0: the place is free
  StoryTime first = 0;
  StoryTime last = 0;
  std::uint64_t touched = 0;            // the arrival that came to it last
  std::uint32_t voices = 0;             // articles that follow no other: only they carry weight
  std::uint32_t looks_at = 2;           // at so many voices it looks around for others of its kind
  std::vector<std::uint32_t> articles;  // places on the shelf, by arrival
  StoryTerms sum;                       // of the voices' terms
  Lengths length;                       // of `sum`
  std::vector<TermId> indexed;          // terms under which it can be found
  FewTerms<kTopTerms> top;              // its heaviest terms, by term
  FewTerms<kCoreNames> names;           // the names that its articles say most, by term
  // Told by `sum`, and in no snapshot: how much its `names` weigh as names, which of its terms are
  // figures of its ledes, by place, and the squares of the ledes' weights that are figures and
  // names.
  std::array<float, kCoreNames> name_weights{};
  std::array<std::uint64_t, 2> figures{};
  double figure_ledes = 0;
  double name_ledes = 0;

  template <typename Archive>
  friend void Fields(Archive& archive, KeptStory& s) {
    archive(s.id, s.first, s.last, s.touched, s.voices, s.looks_at, s.articles, s.sum, s.length,
            s.indexed, s.top, s.names);
  }
};

}  // namespace checkback
