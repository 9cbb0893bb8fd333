// How alike two numbers of a story are: what beside their words speaks for their counting one
// thing.
//
//   "two soldiers were killed"   "the toll rose to four"        one role: people killed
//   "about 1.3 million savers"   "all 1,264,000 customers"      one number, told rounded
//   "the reservoir was 98% full" "it was down to 91%"           one measure of one thing
//   "214 people aboard"          "thirty people aboard her"     two: those aboard stay as many
//
// Pure and safe to call from many threads.

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "story/told/word_marks.h"
#include "text/span.h"

namespace checkback {

// Words of a number: each once, in the order of their hashes, by their places in the layer's list
// of words.
struct SurroundingWords {
  std::vector<std::uint32_t> places;
  WordMarks marks;
};

// A number as later ones are compared with it.
struct KnownNumber {
  std::uint64_t unit = 0, role = 0, what = 0, noun = 0;
  double value = 0;
  std::uint64_t other_year = 0;  // of which it is told
  std::uint64_t other_day = 0;   // likewise: long before the story
  std::size_t capture = 0;
  Span sentence;
  bool part = false;
  bool is_more = false;
  bool is_fewer = false;
  bool is_margin = false;
  bool is_thing = false;
  bool is_of_story = false;
  bool stands = false;
  bool is_seat = false;
  bool sits = false;
  bool is_measured = false;
  SurroundingWords near, around;
};

// From so much on two numbers are of one series. Tuned on data/developing and, of
// quality/developing, on b to d (pairs of points of one series, F1; docs/decisions/0020): 0.22 to
// 0.3 differ by less than a point of the mean.
constexpr double kLeastFit = 0.24;
// From so many times of the words on, by rarity, two sentences are nearly the same.
constexpr double kNearlySame = 0.75;
// A number without a unit says something by itself from here on, or where it has a fraction.
constexpr double kTellingBare = 20;

// What of two numbers speaks for their being of one series, in parts of what one is.
struct Likeness {
  double parts = 0;      // all that it adds to the words
  bool may_fit = false;  // else nothing makes them one
  bool is_far = false;   // only a sentence that is nearly the same takes it in
};

Likeness LikenessOf(const KnownNumber& known, const KnownNumber& number);

// `near`, `around`: how alike the words are, from 0 to 1.
double FitOf(double near, double around, const Likeness& likeness);

bool IsWhole(double value);

}  // namespace checkback
