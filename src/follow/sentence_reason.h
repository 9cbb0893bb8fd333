// Why a sentence is new to its story, or why it is not.
//
//   k5wq...@412  "Seven people were killed in Halvar."
//      nearest  "At least four people were killed in Halvar"   holds 0.8 of it
//      score 1.9 = bias -0.5, number_differs 1.4, held -2.6, ...        above 0: new
//
// Found by measuring the captures before it again, so it costs as much as telling them.

#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "follow/whole_story.h"
#include "story/told/novelty.h"

namespace checkback {

struct SentenceReason {
  Passage sentence;
  std::size_t number = 0;  // of the sentence in its article, from 0
  bool is_new = false;     // as it was told
  bool is_visit = false;   // its page said the same before; then nothing else is said
  bool told_already = false;
  double score = 0;       // as the story is told; above 0 it is new, if it was not told already
  double recomputed = 0;  // of the terms
  std::vector<NoveltyTerm> terms;  // the weightiest first
  struct Earlier {
    Passage sentence;
    std::size_t number = 0;
    double held = 0;
  };
  std::optional<Earlier> nearest;
};

// A sentence as it is named: "k5wq:3" is the one with the number 3, from 0, of the capture whose id
// begins so; "k5wq@412" the one that holds the byte 412 of its text. The second is the id of new
// sentences in JSON.
struct SentenceId {
  std::string_view capture;
  std::size_t number = 0;
  bool is_byte = false;
};
// Nothing where it is of another form.
std::optional<SentenceId> SentenceIdIn(std::string_view typed);

// `whole` with its readings; `capture` is the place of that of `id` in it. kNotFound where it has
// no such sentence.
Result<SentenceReason> ReasonOfSentence(const WholeStory& whole, std::size_t capture,
                                        const SentenceId& id);

}  // namespace checkback
