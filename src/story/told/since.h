// What a story told after some moment: for the reader who comes back.
//
//   told up to now  |------------since-----------now|
//                                 four sentences, one figure moved, one question answered
//
// Pure and safe to call from many threads.

#pragma once

#include <cstddef>
#include <span>

#include "story/told/told.h"
#include "text/instant.h"

namespace checkback {

struct SinceCounts {
  std::size_t articles = 0;    // pages that were not seen before in the story
  std::size_t copies = 0;      // of those, with the text of another
  std::size_t versions = 0;    // new versions of pages that were
  std::size_t sentences = 0;   // that are new, notes of correction too
  std::size_t statements = 0;  // that stand in new sentences
  std::size_t figures = 0;     // series that have another value than they had
  std::size_t opened = 0;      // questions
  std::size_t answered = 0;

  friend bool operator==(const SinceCounts&, const SinceCounts&) = default;
};

struct ToldSince {
  SinceCounts counts;
  ToldStory told;  // no more than captures seen after it brought; figures with the point before
};

// `told` is what TellStory gave of `tellings`.
ToldSince KeepSince(std::span<const Telling> tellings, ToldStory told, Instant since);

}  // namespace checkback
