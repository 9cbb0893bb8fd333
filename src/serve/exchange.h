// One question over HTTP and its answer, as plain values: what the rest of this folder works with,
// whatever library speaks to the network.
//
//   GET /stories/k5wq?as_of=2025-05-14   -->   segments {"stories", "k5wq"}, as_of "2025-05-14"

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace checkback {

inline constexpr std::size_t kLongestTarget = 8192;  // bytes, as most servers have it
inline constexpr std::size_t kMostSegments = 8;
inline constexpr std::size_t kMostParameters = 16;

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

// `text` with all but letters, digits and -._~ written as %XX: safe inside a segment or a value.
std::string PercentEncoded(std::string_view text);

struct WebRequest {
  std::string method;
  std::string target;  // as it was sent
  std::string host;    // headers; "" where they were not sent
  std::string authorization;
  std::string if_none_match;
};

struct WebResponse {
  int status = 200;
  std::string type;  // "text/html; charset=utf-8"
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;  // beside those that every answer has
};

}  // namespace checkback
