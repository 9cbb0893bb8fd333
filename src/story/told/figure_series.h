// How numbers moved: figures of the same thing, by time.
//
//   09:00 "four people died"   12:00 "at least 17 dead"   18:00 "the toll rose to 19"
//   -> people killed: 4, at least 17, 19
//
// A number joins the series that it fits best: by unit, by what became of those counted, by the
// words around, by its value (docs/decisions/0020). It meets only series that share a word, a
// value, a role or a unit with it, the newest of each, so that one more costs the same in a long
// story. What is told of it later never changes where a number went.
//
// Not for use by two threads at once.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "story/told/counted.h"
#include "story/told/figure_likeness.h"
#include "story/told/teller.h"
#include "story/told/told.h"
#include "text/hash_table.h"

namespace checkback {

// A number of the capture that was added last, and its series; nothing where it is no point.
struct PlacedNumber {
  CountedNumber number;
  std::optional<std::size_t> series;
};

class FigureLayer {
 public:
  // The numbers of the capture, where they went. Valid until the next Add, and as long as the
  // telling's article and reading. Nothing for a visit.
  std::span<const PlacedNumber> Add(const NextCapture& next);

  // In the order of their first points.
  const std::vector<FigureSeries>& Told() const { return series_; }

 private:
  // What later numbers of a series meet.
  struct Known {
    std::vector<KnownNumber> newest;
    std::vector<double> values;  // the newest that differ
    double top = 0;              // the highest that is sure
    std::uint64_t units = 0;     // a bit for each unit that its numbers had
    bool any_bare = false;       // one had none
    bool any_seat = false;       // one was of a chamber
  };
  class Placing;

  // A word and how many numbers had it around them; `weight` is that of the round of Add in which
  // it was asked for last.
  struct Word {
    std::uint64_t hash = 0;
    std::uint64_t round = 0;
    double weight = 0;
    std::uint32_t numbers = 0;
  };
  // The words of the number that a series is looked for, weighed once for all that it meets.
  struct WeighedWord {
    std::uint64_t hash = 0;
    double weight = 0;
  };
  struct WeighedWords {
    std::vector<WeighedWord> words;
    double all = 0;

    // No less than Alike of them and those of `marks`.
    double AlikeAtMost(const WordMarks& marks) const;
  };
  // The series that fits best so far.
  struct Choice {
    std::size_t series = 0;
    double fit = 0;
    bool any = false;
  };

  SurroundingWords WordsOf(const HeldWords& words);
  void Begin(const Telling& first);
  std::uint64_t OtherDayOf(const CountedNumber& number) const;
  KnownNumber KnownOf(std::size_t capture, const CountedNumber& number);
  double WeightOf(std::uint32_t word);
  WeighedWords Weighed(const SurroundingWords& words);
  double Alike(const SurroundingWords& a, const SurroundingWords& b);
  double FitOfSeries(std::size_t series, const PlacedNumber& placed, const KnownNumber& number,
                     bool alone, double least);
  bool MayHoldUnitOf(std::size_t series, const KnownNumber& number) const;
  void Consider(std::size_t member, bool alone, Choice& best);
  std::size_t SeriesFor(std::span<const std::size_t> members);
  std::size_t MakeSeries(const Telling& telling, const CountedNumber& number);
  void Put(std::size_t series, std::size_t capture, const PlacedNumber& placed, KnownNumber known);
  void CountWords();

  std::vector<FigureSeries> series_;
  std::vector<Known> known_;  // by series
  // The newest series by what their numbers share.
  HashTable<std::vector<std::uint32_t>> by_key_;
  HashTable<std::uint32_t> word_places_;
  std::vector<Word> words_;
  std::uint64_t round_ = 0;  // counts Add: within one, no weight changes
  std::size_t numbers_ = 0;
  std::string from_;  // "2025-04-30": what was before that is no part of the story
  // Nouns of which there were millions: most are currencies.
  HashSet counted_in_millions_;
  std::vector<PlacedNumber> placed_;    // of the last capture
  std::vector<KnownNumber> comparing_;  // likewise
  // While a series is looked for: what it must fit, and which were met, by series.
  WeighedWords near_, around_;
  std::vector<std::uint64_t> met_;
  std::uint64_t meeting_ = 0;
};

}  // namespace checkback
