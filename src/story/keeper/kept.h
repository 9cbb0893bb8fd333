// What the keeper remembers of an article and of a story while the story lives.

#pragma once

#include <cstdint>
#include <vector>

#include "story/keeper/article.h"
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

  template <typename Archive>
  friend void Fields(Archive& archive, KeptArticle& a) {
    archive(a.id, a.follows, a.arrival, a.time, a.story, a.head_words, a.words, a.founded, a.terms);
  }
};

struct KeptStory {
  StoryId id = 0;  // 0: the place is free
  StoryTime first = 0;
  StoryTime last = 0;
  std::uint64_t touched = 0;            // the arrival that came to it last
  std::uint32_t voices = 0;             // articles that follow no other: only they carry weight
  std::uint32_t looks_at = 2;           // at so many voices it looks around for others of its kind
  std::vector<std::uint32_t> articles;  // places on the shelf, by arrival
  TermVector sum;                       // of the voices' terms
  Lengths length;                       // of `sum`
  std::vector<TermId> indexed;          // terms under which it can be found
  std::vector<TermId> top;              // its heaviest terms, by term
  std::vector<TermId> names;            // the names that its articles say most, by term

  template <typename Archive>
  friend void Fields(Archive& archive, KeptStory& s) {
    archive(s.id, s.first, s.last, s.touched, s.voices, s.looks_at, s.articles, s.sum, s.length,
            s.indexed, s.top, s.names);
  }
};

}  // namespace checkback
