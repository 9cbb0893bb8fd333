// What was promised for a day to come, and whether the story told of it when the day had come.
//
//   14 May  "The two sides will meet in Lima on Friday."   due on 16 May
//   17 May  "The sides met in Lima on Friday."             happened; without it: overdue
//
// A promise is kept by a later sentence that tells of the same act (said_claim.h), or shares a
// fourth of its words and looks ahead to nothing, or names the very day and shares two word
// families. A day that belongs to the act of saying ("promised on Monday to") is no promise, nor is
// one half a year ahead without its year, which is as a rule one that has been.
//
// Overdue is counted from the last capture, so that a story as of some moment is told alike by any
// store. Each new sentence meets every promise of the story, of which a bounded number is followed.
//
// Not for use by two threads at once.

#pragma once

#include <chrono>
#include <cstddef>
#include <vector>

#include "story/told/answer_words.h"
#include "story/told/said_claim.h"
#include "story/told/teller.h"
#include "story/told/time_span.h"
#include "story/told/told.h"
#include "story/told/told_before.h"

namespace checkback {

class ExpectedLayer {
 public:
  void Add(const NextCapture& next);

  // By day.
  std::vector<Expected> Told() const;

 private:
  struct Promise {
    std::size_t place = 0;  // in expected_
    DaySpan days;
    ComparedTelling content;
    HeldWords families, names;
    SaidClaim act;  // what is planned
  };
  struct NewSentence {
    ComparedTelling content;
    HeldWords families, names;
    std::vector<DaySpan> about;
    std::vector<SaidClaim> claims;
    bool looks_ahead = false;  // it awaits something itself, or calls it off
  };

  static bool IsKeptBy(const Promise& promise, const NewSentence& sentence);
  void Keep(const Passage& at, const Telling& telling, const NewSentence& sentence);
  void Take(const Passage& at, const Telling& telling);

  std::vector<Promise> promises_;
  std::vector<Expected> expected_;  // in the order in which they were promised
  std::chrono::sys_days last_{};    // the day of the last capture
};

}  // namespace checkback
