// The words of a story as its questions are weighed by them: how rare each one is so far, which
// were told before, and which parts of the capture at hand hold it.
//
//   places = words.PlacesOf({dam, broke, tuesday})      once, when the question is opened
//   words.SetParts({sentence 1, its clause, sentence 2})     once for each capture
//   words.WeightAt(places[0]), words.ForEachPartWith(places[0])
//
// A long story has hundreds of questions, and each of them is weighed anew for each capture: so its
// words are looked up once, and a capture's parts are asked for by word, not word by word.
//
// Not for use by two threads at once.

#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "story/told/answer_words.h"
#include "text/hash_table.h"

namespace checkback {

class ToldWords {
 public:
  // A word of the story by its number.
  using Place = std::uint32_t;

  // The sentence counts for how rare its words are.
  void Count(const HeldSentence& sentence);
  // What it says has been told from now on.
  void Keep(const HeldSentence& sentence);
  bool Holds(std::uint64_t word) const { return told_.contains(word); }

  // Of each of `words`, in their order.
  std::vector<Place> PlacesOf(const HeldWords& words);
  // The logarithm of sentences by those that hold the word.
  double WeightAt(Place place) {
    Weight& weight = weights_[counts_[place]];
    if (weight.at != sentences_) weight = WeightOf(counts_[place]);
    return weight.weight;
  }

  // `parts` (each with its words once) are what ForEachPartWith speaks of until the next call.
  void SetParts(std::span<const HeldWords* const> parts);

  // Whether a part holds the word.
  bool IsInAPart(Place place) const { return (in_a_part_[place / 64] >> place % 64 & 1) != 0; }

  // Calls `take` with the number of each of the parts that hold the word.
  template <typename Take>
  void ForEachPartWith(Place place, const Take& take) const {
    if (!IsInAPart(place)) return;
    for (std::uint32_t at = first_holders_[place]; at != kNone; at = holders_[at].next)
      take(holders_[at].part);
  }

 private:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  // Of words that so many sentences hold, when so many were counted.
  struct Weight {
    double weight = 0;
    std::size_t at = std::numeric_limits<std::size_t>::max();
  };
  struct Holder {
    std::uint32_t part = 0;
    std::uint32_t next = kNone;
  };

  Place PlaceOf(std::uint64_t word);
  Weight WeightOf(std::uint32_t count) const;

  HashTable<Place> places_;
  // By place, apart from each other: questions ask for words all over them, so that what is asked
  // of most should stay in the processor's caches.
  std::vector<std::uint32_t> counts_;         // sentences that hold the word
  std::vector<std::uint32_t> first_holders_;  // in holders_, of a word that is in a part
  std::vector<std::uint64_t> in_a_part_;      // a bit for each
  std::vector<Weight> weights_;               // by count
  HashSet told_;                              // words and days
  std::size_t sentences_ = 0;
  std::vector<Holder> holders_;
  std::vector<Place> held_;  // those whose bits are set
};

}  // namespace checkback
