// An address that may be asked, and where a redirect leads.
//
// What is looked at here is the text of an address, which keeps out nonsense early and with a
// reason. It is no guard: what a name means is known when it is connected to (transfers.h).
//
// Pure and safe to call from many threads.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "follow/fetch/fetch_answer.h"
#include "follow/fetch/reachable.h"
#include "text/result.h"

namespace checkback {

// Browsers take 2 MB and servers 8 kB.
inline constexpr std::size_t kLongestFetchUrl = 8u << 10;

struct FetchTarget {
  std::string url;     // as it is sent: no fragment, blanks and letters beyond ASCII escaped
  std::string host;    // lower case, without a last dot: who is asked
  std::string origin;  // "https://example.org:8080": whose robots.txt counts
  std::string path;    // "/a?b=c"
};

// kBadInput with a reason that names the address: not http or https, a name or password in it, a
// host that is none, or an address in numbers that IsReachable does not let through.
Result<FetchTarget> ReadFetchTarget(std::string_view url, const std::vector<NetBlock>& allowed);

// 301, 302, 303, 307, 308.
bool IsRedirect(int status);

// Where a redirect of `from` leads; kBadInput with a reason where it is not followed: no address,
// not http or https, from https to http, or a POST that is not to go there.
Result<std::string> FollowRedirect(std::string_view from, int status, std::string_view location,
                                   FetchRequest::Method method);

// Where an address has moved for good, by the redirects it went through: the end of those that
// open with 301 or 308. "" where it has not.
std::string PermanentUrl(const std::vector<FetchHop>& hops);

// `text` of a stranger for a sentence of ours: valid UTF-8, no control characters, not long.
std::string ShownText(std::string_view text);

}  // namespace checkback
