// Which living stories hold a term? Each story is entered under its few heaviest terms, so that
// finding the candidates of an article costs the same however many stories live.

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "story/keeper/vectors.h"

namespace checkback {

class StoryIndex {
 public:
  static constexpr std::size_t kTerms = 30;  // under so many terms each story stands
  // So many entries are read for one article: those of its rarest terms first, of each term the
  // last ones entered.
  static constexpr std::size_t kMostRead = 3000;
  static constexpr std::size_t kMostOfTerm = 1000;

  struct Hit {
    std::uint32_t story = 0;
    float score = 0;
  };
  // The stories that share most with `article`, best first, at most `most`.
  std::vector<Hit> Find(const TermVector& article, std::size_t most);

  // Enters `story` under the heaviest of `terms` and takes it from under the others of `indexed`,
  // which is brought up to date. No terms: it is found no more.
  void Update(std::uint32_t story, const TermVector& terms, std::vector<TermId>& indexed);

  bool Has(TermId term) const { return term < lists_.size(); }
  bool AllBelow(std::uint32_t end) const;  // the stories that are entered

  template <typename Archive>
  friend void Fields(Archive& archive, StoryIndex& index) {
    archive(index.lists_);
    if constexpr (Archive::kLoads) index.MakeRoom();
  }

 private:
  struct Lookup {
    std::uint64_t order = 0;  // the length of the term's list, then the term
    float weight = 0;
  };
  void MakeRoom();
  std::vector<Lookup> LookupsOf(const TermVector& article) const;
  std::size_t Count(const std::vector<Lookup>& lookups);
  std::vector<Hit> TakeBest(std::size_t touched, std::size_t most);

  std::vector<std::vector<std::uint32_t>> lists_;  // of stories by term, in order of entry
  // For every story that is entered; all 0 between calls.
  std::vector<float> scores_;
  std::vector<std::uint32_t> touched_ = std::vector<std::uint32_t>(kMostRead + 1);
};

}  // namespace checkback
