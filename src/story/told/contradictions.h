// Where two passages cannot both hold: numbers that a page changed without a word
// (silent_numbers.h), figures of one series that exclude each other (disputed_figures.h), what one
// party says and another denies (denials.h) or answers at once (replies.h), and one act told with
// another day, place or doer (slot_clashes.h). Both sentences, never a verdict which holds.
//
// Not for use by two threads at once.

#pragma once

#include <span>
#include <unordered_set>
#include <vector>

#include "story/told/denials.h"
#include "story/told/disputed_figures.h"
#include "story/told/figure_series.h"
#include "story/told/replies.h"
#include "story/told/silent_numbers.h"
#include "story/told/slot_clashes.h"
#include "story/told/teller.h"

namespace checkback {

class ContradictionLayer {
 public:
  // `placed`: the numbers of the capture, as FigureLayer::Add gave them.
  void Add(const NextCapture& next, std::span<const PlacedNumber> placed);

  // In the order of the captures that brought them.
  const std::vector<Contradiction>& Told() const { return told_; }

 private:
  SilentNumbers silent_;
  DisputedFigures disputed_;
  Denials denials_;
  Replies replies_;
  SlotClashes clashes_;
  std::vector<std::string> urls_;  // by capture, with the time it was seen: what ids are made of
  std::vector<Contradiction> told_;
};

}  // namespace checkback
