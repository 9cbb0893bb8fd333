// What a story told after some moment: for the reader who comes back.
//
//   told up to now  |------------since-----------now|
//                                 four sentences, one figure moved, one question answered
//
// Pure and safe to call from many threads.

#pragma once

#include <cstddef>
#include <span>
#include <vector>

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
  // Whether "nothing new" can be said: only where each page of the story was looked at since.
  std::size_t pages = 0;
  std::size_t pages_seen = 0;  // of those, since

  // Whether anything came that is not counted under pages.
  bool IsEmpty() const {
    return articles + versions + sentences + statements + figures + opened + answered == 0;
  }

  friend bool operator==(const SinceCounts&, const SinceCounts&) = default;
};

// Whether `passage` stands in a sentence that `updates`, by capture, hold for new.
bool IsInNewSentence(const Passage& passage, std::span<const StoryUpdate> updates);

struct ToldSince {
  SinceCounts counts;
  ToldStory told;  // no more than captures seen after it brought; figures with the point before
  std::vector<StoryQuestion> still_open;  // whenever they were opened
};

// `told` is what TellStory gave of `tellings`; `since` itself is not part of it. What is kept of
// (a, b] and of (b, c] is, as far as updates, statements and opened questions go, what is kept of
// (a, c].
ToldSince KeepSince(std::span<const Telling> tellings, ToldStory told, Instant since);

}  // namespace checkback
