// One question over HTTP and its answer, as plain values: what the rest of this folder works with,
// whatever library speaks to the network.
//
//   GET /stories/k5wq?as_of=2025-05-14   -->   segments {"stories", "k5wq"}, as_of "2025-05-14"

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/instant.h"
#include "text/percent.h"
#include "text/result.h"

namespace checkback {

inline constexpr std::size_t kLongestTarget = 8192;  // bytes, as most servers have it
inline constexpr std::size_t kMostSegments = 8;
inline constexpr std::size_t kMostParameters = 16;
inline constexpr std::size_t kMostBodyBytes = 16u << 10;  // of a request; forms are small

// What stands after the method, taken apart and decoded to valid UTF-8.
struct WebTarget {
  std::vector<std::string> segments;  // of the path; none is empty, "." or ".."
  std::vector<std::pair<std::string, std::string>> parameters;

  // The first parameter of that name; "" without one.
  std::string_view Parameter(std::string_view name) const;
};

// Nothing for what is longer than the limits, does not begin with a slash, or holds a wrong
// percent sign, a NUL, or a segment that is "." or "..". A slash at the end changes nothing.
std::optional<WebTarget> ParseTarget(std::string_view target);

// What a form sends: "story=k5wq&until=2025-05-14". Nothing where it cannot be read.
std::optional<WebTarget> ParseForm(std::string_view body);

// The value of the cookie `name` in a Cookie header; "" without one.
std::string_view CookieIn(std::string_view header, std::string_view name);

// Whether an Accept-Encoding header takes gzip.
bool AcceptsGzip(std::string_view header);

struct WebRequest {
  std::string method;
  std::string target;  // as it was sent
  std::string host;    // headers; "" where they were not sent
  std::string authorization;
  std::string if_none_match;
  std::string if_modified_since = {};
  std::string cookie = {};
  std::string origin = {};
  std::string fetch_site = {};  // Sec-Fetch-Site
  std::string content_type = {};
  std::string last_event_id = {};
  std::string hub_signature = {};  // X-Hub-Signature
  std::string body = {};           // at most kMostBodyBytes, but where Site::MostBodyOf says more
  std::string peer = {};           // the network address of the other end; of IPv6 the first half
  std::string accept_encoding = {};
  bool is_local = false;  // from this machine, and through no proxy
};

struct WebResponse {
  int status = 200;
  std::string type;  // "text/html; charset=utf-8"
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;  // beside those that every answer has
  // Of a stream of events: `body` holds those up to this one, and later ones follow as they are
  // published. Only those of `stream_topic`, where that is not "".
  std::optional<std::int64_t> stream_after = {};
  std::string stream_topic = {};
  // When what it is made of was written last, for Last-Modified; never after the request.
  std::optional<Instant> modified = {};
  // Of a body that is too long to be held: gives it to `take` a piece at a time, for as long as
  // that says true; `body` is "" then. An error in the middle ends the connection. It reads from
  // the site, which has to outlive it.
  std::function<Result<void>(const std::function<bool(std::string_view piece)>& take)> write = {};
};

// One event of the stream.
struct WebEvent {
  std::int64_t id = 0;  // ascending
  std::string topic;    // whom it is for, beside those who want all
  std::string name;     // "capture"
  std::string data;     // one line
};

// As text/event-stream has it.
std::string EventText(const WebEvent& event);

}  // namespace checkback
