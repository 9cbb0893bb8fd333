// Passages of a story as its page shows them: in their sentences, and each once where many captures
// print the same.
//
//   "Six people were hurt."   Herald 06:44, Post 07:10, Ledger 07:30
//   -->  "Six people were hurt."  Herald, 06:44; also in Post, Ledger
//
// Pure.

#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "follow/whole_story.h"

namespace checkback {

// The sentence that `passage` stands in; a line break always ends one. Where it reaches over
// several, `passage` itself.
Passage SentenceHolding(const WholeStory& whole, const Passage& passage);

// Finds the same for many passages: texts of a story repeat one another, and each line that they
// print is cut into sentences once. Not for sharing between threads; lives shorter than the story.
class HoldingSentences {
 public:
  explicit HoldingSentences(const WholeStory& whole) : whole_(whole) {}
  Passage Of(const Passage& passage);
  // The words of that sentence.
  std::string_view WordsOf(const Passage& passage);

 private:
  const WholeStory& whole_;
  // By line and language.
  std::map<std::pair<std::string_view, std::string_view>, std::vector<Span>> cut_;
};

// Items that say the same: the first of them, and the others in their order.
struct PrintedOnce {
  std::size_t first = 0;
  std::vector<std::size_t> again;
};
// One for each key, in the order of the first that has it.
std::vector<PrintedOnce> EachOnce(std::span<const std::string> keys);

// "; also in Wold Courier, Harbour Times and 2 others", of the outlets of `again` but that of
// `first`; "; also in its later versions" where there is no other; "" where nothing is.
std::string AlsoIn(const WholeStory& whole, std::size_t first, std::span<const std::size_t> again);

}  // namespace checkback
