// An archive into the store as if it were coming in now: captures in the order in which they were
// seen, on a clock so fast that all of them take a minute or two. For looking at how a story
// develops, with `serve` beside it.
//
//   seen   Tue 05:52 ---- 14:02 15:10 -------------------- Wed 09:30 ---> Thu 17:30
//   kept   0 s            18 s  20 s                        60 s           120 s
//
// What is in the store at the end is what Import would have put there.

#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>

#include "follow/import.h"
#include "store/store.h"
#include "text/result.h"

namespace checkback {

// All captures are held from the beginning: beyond this it is no replay but an import.
inline constexpr std::size_t kMostReplayed = 5'000;

struct ReplayOptions {
  ImportOptions import;  // its progress is not told
  std::chrono::milliseconds lasts{};
  // Since the replay began, by a clock that never goes back; and a wait that may end early.
  std::function<std::chrono::milliseconds()> elapsed;
  std::function<void(std::chrono::milliseconds)> wait;
  // Told of each capture once it can be read in the store.
  std::function<void(const NewCapture&)> came = [](const NewCapture&) {};
};

// As Import; kTooLarge where there are more than kMostReplayed captures. Captures that the store
// holds already are passed over and take no time. Stopped, it goes on with what is left the next
// time.
Result<ImportReport> Replay(Store& store, const ReplayOptions& options);

}  // namespace checkback
