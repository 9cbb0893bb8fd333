// What the servers said to every fetch that is no capture of a page: feeds, sitemaps, robots.txt,
// hubs, redirects, errors, "not modified"; and that some said nothing.
//
//   fetches/000007.warc.gz    Tuesday
//   fetches/000008.warc.gz    Wednesday: Append --> Sync --> only now is what it says made use of
//
// WARC segments beside the captures of a store, written by the same code (store/capture_log.h).
// Each opens with a warcinfo record that says when it was begun; there is one for each day (UTC),
// more where a day fills them. Nothing is derived from them, so no rebuild touches them, and the
// oldest go when they are too many or too old: whole segments, never the newest.
//
// What the records say is for follow/fetch/logged_fetch.h. One writer, which holds the store's
// lock; any number of readers beside it. Errors: kIo; kBadInput where a segment is no web archive.

#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "page/warc.h"
#include "store/capture_log.h"
#include "text/instant.h"
#include "text/result.h"

namespace checkback {

class FetchLog {
 public:
  struct Options {
    // A poll that brought nothing new takes 900 bytes: some 800 feeds that are asked twice an hour
    // and say nothing fill 512 MB in a fortnight. How much news adds is not measured.
    std::chrono::days keep{14};
    std::uint64_t most_bytes = std::uint64_t{512} << 20;
    std::string software = "checkback";  // that writes it
    // What a full segment holds; nothing: an eighth of `most_bytes`, from 1 to 32 MiB
    // (Open reads the newest one).
    std::optional<std::uint64_t> segment_bytes = {};
  };

  // Makes `fetches` in the folder of the store where it is missing; cuts off what a crash has left
  // of a record, and drops what is too old at `now`.
  static Result<std::unique_ptr<FetchLog>> Open(const std::string& store_folder, Options options,
                                                Instant now);

  // One gzip member or more, each a record; the first is what is to be found.
  Result<void> Append(std::string_view members, Instant now);
  // Returns when all that was appended is on the disk; at once where nothing was since.
  Result<void> Sync();

  // What Open cut off.
  std::uint64_t cut_off() const { return log_.cut_off(); }

 private:
  struct Segment {
    std::int64_t number = 0;
    Instant begun{};
  };

  FetchLog(CaptureLog log, Options options) : log_(std::move(log)), options_(std::move(options)) {}
  Result<void> Begin(Instant now);
  void DropOld(Instant now);

  CaptureLog log_;
  Options options_;
  std::vector<Segment> segments_;  // by number; the last one is written to
  bool synced_ = true;
};

// Records from `since` on, as far as the segments tell: those of the day before come too. In the
// order in which they came, digests not checked, warcinfo left out. `take` may end it with false.
// A damaged record, and the one that is being written, are passed over. Nothing where there is no
// log.
Result<void> ForEachLoggedRecord(
    const std::string& store_folder, std::optional<Instant> since,
    const std::function<bool(std::int64_t segment, const WarcRecord& record)>& take,
    WarcReader::Options reading = {});

struct FetchLogCheck {
  std::size_t records = 0;  // without warcinfo and requests
  std::uint64_t bytes = 0;
  std::vector<std::string> wrong;  // a sentence each
};
// Reads all of the log against its digests. A torn end of the newest segment is not wrong: it is
// being written, or will be cut off.
Result<FetchLogCheck> CheckFetchLog(const std::string& store_folder);

}  // namespace checkback
