// Files into the store: archives, folders of saved pages, JSON Lines, feeds.
//
//   inputs --> record --> derive (all cores) --> batch --> Store::Keep
//
// May be broken off at any moment and run again: it goes on where it was, and nothing stands twice.
// What comes out does not depend on the order of the inputs, on batches or on threads.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "follow/inputs.h"
#include "store/capture.h"
#include "store/store.h"
#include "text/instant.h"
#include "text/result.h"

namespace checkback {

struct ImportProgress {
  std::uint64_t bytes_done = 0;   // of the files
  std::uint64_t bytes_total = 0;  // 0: not known
  std::uint64_t bytes_read = 0;   // of bytes_done, in this run
  std::size_t failed = 0;
  KeepTally kept;
};

struct ImportOptions {
  std::vector<std::string> names;
  std::optional<Instant> seen_at = {};  // of inputs that do not say it
  bool lines = false;                   // everything is JSON Lines
  unsigned threads = 1;
  // Called on any thread, one at a time.
  std::function<void(std::string_view)> complain = [](std::string_view) {};
  std::function<void(const ImportProgress&)> progress = [](const ImportProgress&) {};
  std::function<bool()> stop = [] { return false; };  // true: no further input is begun
  // With no store: what would be kept, in the order of the inputs. On one thread.
  std::function<void(NewCapture)> take = {};
};

struct ImportReport {
  KeepTally kept;
  std::size_t failed = 0;          // inputs that could not be kept; each was complained of
  std::vector<std::string> notes;  // what was passed over, and why
  std::size_t unchanged = 0;       // files that were read before
  bool stopped = false;
};

// What is kept is kept, also where this fails later on (kIo). With no store, everything is done
// but keeping, and `kept` counts what would be, each input for itself.
Result<ImportReport> Import(Store* store, const ImportOptions& options);

// Derives what the segments of `store` hold and its database does not: after a crash, and in a
// rebuild all of it. Gives how many captures there were.
struct DeriveOptions {
  unsigned threads = 1;
  std::function<void(const ImportProgress&)> progress = [](const ImportProgress&) {};
  std::function<bool()> stop = [] { return false; };
};
Result<KeepTally> DerivePending(Store& store, const DeriveOptions& options);

}  // namespace checkback
