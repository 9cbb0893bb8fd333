// How far a long command is, on one line of the terminal that is written over and over:
//
//   [=========>              ]  38 %  1,204 captures  612/s  57 copies  2:13 left
//
// Shown only where standard error is a terminal. Not for use by two threads at once.

#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "follow/import.h"

namespace checkback {

// The line for a run of `seconds` so far, at most `columns` wide. Pure.
std::string ProgressLine(const ImportProgress& progress, double seconds, std::size_t columns);

class ProgressDisplay {
 public:
  ProgressDisplay(bool shown, std::size_t columns) : shown_(shown), columns_(columns) {}
  ~ProgressDisplay() { Clear(); }
  ProgressDisplay(const ProgressDisplay&) = delete;
  ProgressDisplay& operator=(const ProgressDisplay&) = delete;

  // At most a few times a second.
  void Show(const ImportProgress& progress);
  // Takes the line away: before words are written, and at the end.
  void Clear();
  double Seconds() const;

 private:
  using Clock = std::chrono::steady_clock;
  bool shown_;
  std::size_t columns_;
  Clock::time_point begun_ = Clock::now();
  Clock::time_point last_{};
  bool is_there_ = false;
};

}  // namespace checkback
