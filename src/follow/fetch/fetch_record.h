// An answer as records of a web archive: as a capture for the store, or for the log of fetches.
//
//   FetchAnswer  --RecordOfFetch-->  RawRecord { response or revisit }   as follow/derive.h takes
//   it
//                                    member: that record, and the request behind it
//                --LogRecordsOf-->   the same of any answer, with what it was asked for; where
//                                    nothing came, a metadata record that says why
//
// The response is kept to the byte, head, chunks and codings. What was not changed becomes a
// revisit record that points at the capture it found again: server-not-modified for a 304,
// identical-payload-digest for a 200 with the same bytes.
//
// Safe to call from many threads, each with its own GzipDeflater.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

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

enum class FetchPurpose : std::uint8_t {
  kPoll,     // of a feed, a site or a sitemap
  kSitemap,  // that an index names
  kPage,
  kRobots,
  kHub,
};
// "poll", "sitemap", "page", "robots", "hub".
std::string_view NameOf(FetchPurpose purpose);

// What the log says beside an answer.
struct FetchNote {
  FetchPurpose purpose = FetchPurpose::kPage;
  std::string source = {};  // address of the source that it was asked for; of pages the book knows
};
// Headers of our own in its records.
inline constexpr std::string_view kPurposeHeader = "Checkback-Purpose";
inline constexpr std::string_view kSourceHeader = "Checkback-Source";
// NameOf(FetchOutcome); "redirect" where it led on.
inline constexpr std::string_view kOutcomeHeader = "Checkback-Outcome";
inline constexpr std::string_view kWhyHeader = "Checkback-Why";

// A body that is made no use of, such as that of an error, is kept to here: what fills the log is
// what feeds say. Not tuned: error pages for people are shorter.
inline constexpr std::size_t kMostUnusedBody = 64u << 10;

struct LoggedAnswer {
  std::string members;  // of the records; "": nothing was asked, so there is nothing to keep
  std::optional<CapturedBefore> content;  // where it is a whole answer that others may refer to
};
// `before` as it was logged; a 304 whose answer before is not known points at its address alone. Of
// a POST only the head of the request is kept: what it says to a hub is a secret.
Result<LoggedAnswer> LogRecordsOf(const FetchAnswer& answer, const FetchNote& note,
                                  const std::optional<CapturedBefore>& before,
                                  GzipDeflater& deflater);

}  // namespace checkback
