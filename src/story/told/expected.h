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
// store. Each new sentence meets the promises that share a word or an act with it; a bounded number
// is followed.
//
// Not for use by two threads at once.

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "story/told/answer_words.h"
#include "story/told/said_claim.h"
#include "story/told/teller.h"
#include "story/told/time_span.h"
#include "story/told/told.h"
#include "story/told/told_before.h"
#include "text/hash_table.h"

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

  // Promises by what they share with a sentence: nothing that shares nothing keeps them.
  struct Index {
    HashTable<std::vector<std::uint32_t>> by_word;
    HashTable<std::vector<std::uint32_t>> by_family;  // without names
    HashTable<std::vector<std::uint32_t>> by_act;
    std::map<std::chrono::sys_days, std::vector<std::uint32_t>> by_day;  // the first
  };
  // What a sentence shares with a promise.
  struct Shared {
    std::uint64_t sentence = 0;  // of which it is told; of an earlier one: nothing
    std::uint32_t words = 0, families = 0;
    bool may_be_act = false;
  };

  static bool IsKeptBy(const Promise& promise, const NewSentence& sentence, const Shared& shared);
  static double Alike(const Promise& promise, const NewSentence& sentence, const Shared& shared);
  void Share(const NewSentence& sentence);
  Shared& SharedWith(std::uint32_t promise);
  bool AwaitsAny(const Telling& telling) const;
  void Keep(const Passage& at, const Telling& telling, const NewSentence& sentence);
  void Take(const Passage& at, const Telling& telling);
  void Follow(Promise promise);

  std::vector<Promise> promises_;
  Index index_;
  std::multiset<std::chrono::sys_days> awaited_;  // the first days of promises that were not kept
  // Of the sentence that was shared last: by promise, and which share anything.
  std::vector<Shared> shared_;
  std::vector<std::uint32_t> met_;
  std::uint64_t sentences_ = 0;
  std::vector<Expected> expected_;  // in the order in which they were promised
  std::chrono::sys_days last_{};    // the day of the last capture
};

}  // namespace checkback
