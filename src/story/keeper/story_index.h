// Which living stories hold a term? Each story is entered under its few heaviest terms.

#pragma once

#include <cstdint>
#include <vector>

#include "story/keeper/vectors.h"

namespace checkback {

class StoryIndex {
 public:
  // A story stands under so many terms.
  static constexpr std::size_t kTerms = 30;
  // So many entries are read for one article, those of its rarest terms first, the newest of each
  // list first.
  static constexpr std::size_t kMostRead = 6000;
  static constexpr std::size_t kMostOfTerm = 1500;

  struct Hit {
    std::uint32_t story = 0;
    float score = 0;
  };
  // The stories that share most with `article`, best first, at most `most`.
  std::vector<Hit> Find(const TermVector& article, std::size_t most);

  // Enters `story` under the heaviest of `terms` and takes it out of the others of `indexed`,
  // which is brought up to date. No terms: it is out.
  void Update(std::uint32_t story, const TermVector& terms, std::vector<TermId>& indexed);

 private:
  std::vector<std::vector<std::uint32_t>> lists_;  // by term
  std::vector<float> scores_;                      // by story, scratch of Find
};

}  // namespace checkback
