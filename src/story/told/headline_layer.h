// Open questions of headlines as questions of the story: those that no text asks.
//
//   "DEATH FERRY: Was mate on his phone?"   over an article that does not say that it is not known
//
// They stand open: which sentence settles them is not looked for. The layer of a StoryTeller.

#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

#include "story/told/teller.h"
#include "story/told/told.h"

namespace checkback {

class HeadlineLayer {
 public:
  // A headline that asks what one before asked is not kept again.
  void Add(const NextCapture& next);
  // Appends those that are of no kind and thing that `questions` ask, by who opened them.
  void AddTo(std::vector<StoryQuestion>& questions) const;

 private:
  std::vector<StoryQuestion> questions_;
  std::vector<std::set<std::uint64_t>> words_;  // of each
};

}  // namespace checkback
