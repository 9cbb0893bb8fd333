// The raw captures: WARC segments in a folder, only ever appended to.
//
//   captures/000001.warc.gz   full
//   captures/000002.warc.gz   Append --> Sync --> only now may the database speak of it
//
// Everything else in a store can be derived from these files again. A torn record at the end,
// left by a crash, is cut off by OpenForAppend; nothing else is ever removed. (The log of fetches
// beside them, store/fetch_log.h, is written in the same way and does drop its oldest segments.)
// Not for use by two threads at once.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "page/warc.h"
#include "page/warc_writer.h"
#include "store/capture.h"
#include "text/result.h"

namespace checkback {

class CaptureLog {
 public:
  // A segment is full when it holds this much: few enough files for years, small enough to copy.
  static constexpr std::uint64_t kSegmentBytes = std::uint64_t{1} << 30;

  explicit CaptureLog(std::string folder, std::uint64_t segment_bytes = kSegmentBytes)
      : folder_(std::move(folder)), segment_bytes_(segment_bytes) {}

  // Numbers of the segments that are there, ascending.
  Result<std::vector<std::int64_t>> Segments() const;
  std::string PathOf(std::int64_t segment) const;
  // Bytes of a segment; nothing where it is not there.
  std::optional<std::uint64_t> SizeOf(std::int64_t segment) const;

  // Makes the folder and the first segment where there are none. `known_until`: bytes of the last
  // segment that are known to be whole.
  Result<void> OpenForAppend(std::uint64_t known_until);
  // Appends one gzip member that holds one record. After kIo nothing of it is there.
  Result<RawPlace> Append(std::string_view member);
  // Returns when all that was appended is on the disk.
  Result<void> Sync();
  // What comes next goes into a segment of its own, whatever room there is in this one.
  Result<void> BeginSegment();
  // Where the next record will stand.
  RawPlace End() const { return {segment_, writer_ ? writer_->size() : 0, 0}; }
  // What OpenForAppend cut off.
  std::uint64_t cut_off() const { return cut_off_; }

  // The record at `place`, its digests not yet checked.
  Result<WarcRecord> Read(const RawPlace& place) const;

 private:
  Result<void> OpenSegment(std::int64_t segment, std::uint64_t known_until);

  std::string folder_;
  std::uint64_t segment_bytes_;
  std::int64_t segment_ = 0;
  std::uint64_t cut_off_ = 0;
  std::optional<WarcWriter> writer_;
};

}  // namespace checkback
