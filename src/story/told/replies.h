// What one party says and another answers at once, in the same report, whatever words it chooses.
//
//   A blast was fired on Sunday, he claimed.     The company answered that no charge had been set
//                                                off since Friday.
//   He was staring at his phone, she claimed.    His lawyer blasted the claim. "It was in his
//                                                locker."
//   The Board rang at 03:50, the mayor said.     The Board said its first call was logged at 03:05.
//
// Two parties must be told, each for what it says; that one answers the other is told by words
// (rules/<language>/contradictions.txt: "contests", "answers"), or by what both share while the
// second is negated. Across reports nothing is found so: there the act must be one (denials.h).
//
// Not for use by two threads at once.

#pragma once

#include <cstdint>
#include <vector>

#include "story/told/read_sentences.h"
#include "story/told/teller.h"
#include "story/told/told.h"
#include "text/hash_table.h"

namespace checkback {

class Replies {
 public:
  // `sentences`: of `next`. Those that the capture brings, in the order of its text; without their
  // ids. Linear in the sentences: each meets the few before it.
  std::vector<Contradiction> Add(const NextCapture& next, ReadSentences& sentences);

 private:
  HashSet printed_;  // sentences, by any page
};

}  // namespace checkback
