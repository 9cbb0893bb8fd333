// An answer as records of a web archive, and as a capture for the store.
//
//   FetchAnswer  --RecordOfFetch-->  RawRecord { response or revisit }   as follow/derive.h takes
//   it
//                                    member: that record, and the request behind it
//
// The response is kept to the byte, head, chunks and codings. What was not changed becomes a
// revisit record that points at the capture it found again: server-not-modified for a 304,
// identical-payload-digest for a 200 with the same bytes.
//
// Safe to call from many threads, each with its own GzipDeflater.

#pragma once

#include <optional>
#include <string>

#include "follow/derive.h"
#include "follow/fetch/fetch_answer.h"
#include "page/gzip_member.h"
#include "text/instant.h"
#include "text/result.h"

namespace checkback {

// The last capture of the same page that has content, so no revisit.
struct CapturedBefore {
  std::string url;             // FetchAnswer::url of it
  Instant seen_at{};           // SeenAt of it
  std::string payload_digest;  // PayloadDigestOf it; "" where it is not known (a store's import)
};

// When the record says that it was seen: whole seconds, the start of the last hop.
Instant SeenAt(const FetchAnswer& answer);
// "sha256:..." of the body as it came.
std::string PayloadDigestOf(const FetchAnswer& answer);

// kBadInput where nothing was received that could be kept (kNetwork, kHeld ...), and for a 304
// where `before` is not known. HoldsCapture (follow/derive.h) tells whether the record is a
// capture; the others, such as a feed's, are for archives alone. A feed's 304 looks like a page's
// (it has no media type): it is for its caller to know.
Result<RawRecord> RecordOfFetch(const FetchAnswer& answer,
                                const std::optional<CapturedBefore>& before,
                                GzipDeflater& deflater);

}  // namespace checkback
