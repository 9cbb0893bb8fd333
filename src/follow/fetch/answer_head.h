// What the head of a response says about asking again.
//
//   ETag: W/"5f-1"                  sent back byte for byte in If-None-Match
//   Last-Modified: Sun, 06 Nov ...  likewise in If-Modified-Since
//   Retry-After: 120                not before
//   Cache-Control: max-age=300      fresh for
//
// Pure and safe to call from many threads.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "follow/fetch/fetch_answer.h"
#include "text/instant.h"

namespace checkback {

// Longer validators are not kept, and not sent. Those of the field are under 100 bytes.
inline constexpr std::size_t kLongestValidator = 1024;
// The longest that a page is taken to be fresh, whatever the head says.
inline constexpr std::chrono::seconds kLongestFresh = std::chrono::days(30);

struct AnswerHead {
  std::string etag, last_modified;  // "" without one, or where it is not to be believed
  std::optional<Instant> date;
  std::string content_type;
  std::string location;  // as written
  std::optional<FetchTime> not_before;
  std::optional<std::chrono::seconds> fresh_for;
  // Why the head cannot be believed: "it has two lengths"; "" where it can.
  std::string fault;
};

// Of `head`, received at `now`. Retry-After is at most `most_retry_after` from now.
AnswerHead ReadAnswerHead(std::string_view head, FetchTime now,
                          std::chrono::seconds most_retry_after);

// Whether a 304 with `got` may be the answer to a request with `sent`: the same but for W/ and for
// what servers append to it for a coding ("abc" and "abc-gzip"); "" says nothing.
bool IsSameEtag(std::string_view sent, std::string_view got);

// Whether `validator` may be kept and sent: neither empty nor too long, no control characters.
bool IsValidator(std::string_view validator);

}  // namespace checkback
