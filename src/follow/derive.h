// A raw record and what is derived from it: the same bytes give the same capture, today and at
// every rebuild.
//
//   Input  --RecordOf-->  raw record  --kept in a segment-->
//                             |
//                         DeriveCapture  -->  NewCapture { id, article, version key, sketch,
//                         reading }
//
// A page of an archive stays the record that it is. A line of JSON Lines becomes a resource record
// that holds the line, to the byte; a saved file one that holds the file; a page that came in
// several answers one that holds them all (page/page_parts.h).
//
// Safe to call from many threads, each with its own GzipDeflater.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "follow/inputs.h"
#include "page/gzip_member.h"
#include "page/page_parts.h"
#include "page/warc.h"
#include "store/capture.h"
#include "text/instant.h"
#include "text/result.h"

namespace checkback {

struct RawRecord {
  WarcRecord record;
  std::string member;  // the same as a gzip member, for the segment
};

struct RecordOptions {
  std::optional<Instant> seen_at = {};  // of inputs that do not say it
};

// What is to be kept of `input`. Errors as ReadLine and ReadPage for inputs that cannot be a
// capture: no address, no time, no page.
Result<RawRecord> RecordOf(Input& input, const RecordOptions& options, GzipDeflater& deflater);

// Several answers that make one page, the page itself first.
struct PartsToKeep {
  std::string url;    // of the page that they make
  Instant seen_at{};  // when the last of them came
  std::vector<PartRole> roles = {};
  std::vector<std::string> members = {};  // RawRecord::member of each
};
// Of answers whose records were made here. kBadInput, kTooLarge.
Result<RawRecord> RecordOfParts(const PartsToKeep& parts, GzipDeflater& deflater);

// Whether `record`, of a segment, holds a capture; others are warcinfo and the like.
bool HoldsCapture(const WarcRecord& record);

// Everything that follows from `record`, which HoldsCapture. A page that cannot be read is a
// capture too, with the reason in `trouble`.
NewCapture DeriveCapture(WarcRecord record);

}  // namespace checkback
