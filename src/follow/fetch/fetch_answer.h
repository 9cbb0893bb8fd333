// What is asked of a web server, and what came of it.
//
//   FetchRequest  --Fetcher-->  FetchAnswer  --fetch_record.h-->  WARC records
//
// Every request has exactly one answer, also where nothing was sent: `outcome` says which kind it
// is, `why` the reason in a sentence that names the place. Plain values; times are those of
// FetcherOptions::clock.

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/instant.h"

namespace checkback {

// Milliseconds since 1970, UTC: of the system's clock, or of a simulated one.
using FetchTime = std::chrono::sys_time<std::chrono::milliseconds>;

struct FetchHeader {
  std::string name;   // "Accept"
  std::string value;  // without line breaks
};

struct FetchRequest {
  enum class Method : std::uint8_t { kGet, kPost };

  std::uint64_t tag = 0;  // given back with the answer; means nothing here
  std::string url = {};   // http or https, without a name or password
  Method method = Method::kGet;
  std::string body = {};                  // of a POST
  std::vector<FetchHeader> headers = {};  // beside ours; not sent to another host after a redirect
  // What the server said last time (FetchAnswer), sent back byte for byte; "" without one.
  std::string etag = {};
  std::string last_modified = {};
  // FetchAnswer::url of the answer that gave them: they are sent to that address alone, since of
  // another one they say nothing. "": `url`.
  std::string validators_of = {};
  // Pages: yes. Feeds that a person named: no (RFC 9309 is for crawlers).
  bool ask_robots = true;
};

enum class FetchOutcome : std::uint8_t {
  kFetched,      // 200, whole, unpacked: `body` (for a POST: any 2xx)
  kNotModified,  // 304 to a request with validators
  kGone,         // 410
  kRefused,      // by us: an address or a redirect that is not gone to
  kRobots,       // robots.txt asks not to, or could not be had
  kHeld,         // not asked: the host has said not to come before `not_before`
  kHttpError,    // any other status
  kNetwork,      // no such name, no connection, TLS, closed early
  kTimeout,      // over a time cap
  kTooLarge,     // over a cap of bytes: head, body, or unpacked
  kBadAnswer,    // not HTTP, or HTTP that contradicts itself; cut short
};
// "fetched", "not_modified", ... as JSON has it.
std::string_view NameOf(FetchOutcome outcome);

struct FetchHop {
  std::string url;
  int status = 0;
  std::string location;  // resolved; "" of the last hop

  friend bool operator==(const FetchHop&, const FetchHop&) = default;
};

struct FetchAnswer {
  std::uint64_t tag = 0;
  FetchOutcome outcome = FetchOutcome::kNetwork;
  // "https://example.org/feed answered 503", "10.0.0.1 is a private network"; also of a kFetched
  // or kNotModified about which there is something to say. Safe to show: no control characters.
  std::string why;
  int status = 0;              // of the last hop; 0 where there was none
  std::string url;             // of the last hop that was asked
  std::vector<FetchHop> hops;  // one or more where something was sent
  // Where the address has moved for good: the end of the redirects 301 and 308 that it opens with.
  // "" where it has not, or where nothing was had there. Never from https to http, which is not
  // followed. Not to be taken over silently where `moved_elsewhere`: it is another site
  // (OutletDomain).
  std::string permanent_url;
  bool moved_elsewhere = false;
  bool sent = false;           // a request was, or was to be when no connection came about
  bool whole = false;          // the response came to its end; else `wire` is what came of it
  FetchTime began{}, ended{};  // of the last hop

  // Of the last hop, to the byte, with the blank line. Of HTTP/2, which has no text, as HTTP/1.1
  // would write it.
  std::string request_head, response_head;
  bool http2 = false;
  std::string address;  // "93.184.216.34"; "" where none was connected to
  std::string wire;     // the body as it came: chunks and codings are still on
  std::string body;     // the same without chunks and codings; of a kFetched only

  // From the response head; where a kNotModified has no validators, those of the request. They are
  // "" where they are too long, or not to be believed (a Last-Modified that is still to come, a 304
  // about another ETag): then the next request asks in full.
  std::string etag, last_modified;
  std::optional<Instant> date;
  std::string content_type;                       // as written
  std::optional<FetchTime> not_before;            // Retry-After
  std::optional<std::chrono::seconds> fresh_for;  // Cache-Control, else Expires; 0: not at all
};

}  // namespace checkback
