// One request to the test web, and what it answers. Plain values.

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/instant.h"

namespace testweb {

using Headers = std::vector<std::pair<std::string, std::string>>;

// The first header of that name, in any case of letters; "" without one.
std::string_view HeaderOf(const Headers& headers, std::string_view name);

struct Asked {
  std::string method = "GET";
  std::string host = {};  // without a port, in small letters
  std::string path = {};  // with its query
  Headers headers = {};
  std::string body = {};
  checkback::Instant at{};  // on the simulated clock
};

// How the bytes of an answer go out.
enum class Sending {
  kWhole,     // head and body, and the connection stays open
  kDribble,   // a byte at a time, some of them a second: a slow loris
  kSilence,   // nothing, and the connection stays open
  kShort,     // says a longer body than comes, then closes
  kEndless,   // a body that never ends
  kNonsense,  // `body` is sent as it is, without a head, then closes
};

struct Served {
  int status = 200;
  Headers headers = {};  // Content-Length and Date are added
  std::string body = {};
  Sending sending = Sending::kWhole;
};

}  // namespace testweb
