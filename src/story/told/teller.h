// A story told capture by capture, so that one more costs no more in a long story.
//
//   StoryTeller teller;
//   teller.Add(first), teller.Add(second), ...    by time
//   teller.Told() == TellStory({first, second, ...})
//
// Each part of ToldStory has its layer, a class of this form:
//
//   class FigureLayer {
//    public:
//     void Add(const NextCapture& next);          // of bounded cost, whatever came before
//     std::vector<FigureSeries> Told() const;     // of all that were added
//   };
//
// A layer keeps what it needs of a capture, and no pointer to it: the article is gone when Add
// returns. What came before it meets only through an index and a bounded number of candidates.
//
// A capture that is earlier than one that was added, or that makes another one a visit or a copy,
// takes a new StoryTeller. Not for use by two threads at once.

#pragma once

#include <cstddef>
#include <memory>

#include "story/told/told.h"

namespace checkback {

// The capture that a layer is given.
struct NextCapture {
  std::size_t capture = 0;  // its number, as Passage::capture has it
  const Telling& telling;
  const StoryUpdate* update = nullptr;  // what is new in it; null: it is a visit
};

class StoryTeller {
 public:
  StoryTeller();
  ~StoryTeller();
  StoryTeller(StoryTeller&&) noexcept;
  StoryTeller& operator=(StoryTeller&&) noexcept;

  // The next capture by time. Its article and reading may go when this returns.
  void Add(const Telling& telling);

  std::size_t captures() const;

  // Linear in what is told.
  ToldStory Told() const;

 private:
  struct Layers;
  std::unique_ptr<Layers> layers_;
};

}  // namespace checkback
