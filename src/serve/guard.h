// Who may ask: the checks before anything is looked up.
//
//   Host     must be a name that we were told of. A page elsewhere that makes its own name point at
//            this machine (DNS rebinding) comes with that name, and is refused.
//   token    where one is set, each request but /healthz carries it: Authorization: Bearer ...
//   Origin   what changes something must come from a page of ours, or from no page at all
//
// Pure.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace checkback {

// Where to listen: "127.0.0.1:8080", "[::1]:8080", ":8080" (this machine only), "news.example:80".
struct ListenAddress {
  std::string host;
  int port = 0;
};
// False for what is none; port 0 asks the system for a free one.
bool ParseListen(std::string_view typed, ListenAddress& address);
// Whether only this machine can reach `host`: 127.0.0.0/8, ::1, localhost.
bool IsLoopback(std::string_view host);

// Whether a Host header names one of `hosts` (any case, any port). Names of this machine always
// do; an empty one never does.
bool IsKnownHost(std::string_view header, const std::vector<std::string>& hosts);

// The token in an Authorization header; "" where it carries none. To be compared by IsSameSecret.
std::string_view BearerIn(std::string_view header);
// Where a request says that it comes from, by Sec-Fetch-Site and Origin, which pages elsewhere
// cannot set. `host` is the Host header.
enum class RequestFrom { kOurPage, kElsewhere, kNoPage };
RequestFrom FromWhere(std::string_view fetch_site, std::string_view origin, std::string_view host);

// Where to go after an action: `typed` where it is a path of ours, else "/".
std::string LocalPath(std::string_view typed);

}  // namespace checkback
