// The dates of HTTP (RFC 9110, 5.6.7), all three forms that a recipient has to know:
//
//   Sun, 06 Nov 1994 08:49:37 GMT    Sunday, 06-Nov-94 08:49:37 GMT    Sun Nov  6 08:49:37 1994
//
// Pure and safe to call from many threads.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "text/instant.h"

namespace checkback {

// Nothing where it is no such date; another zone than GMT, UT or UTC is none. Years of two digits
// are those from 1970 to 2069; years after 2199 are taken as 2199.
std::optional<Instant> ParseHttpDate(std::string_view text);

// "Sun, 06 Nov 1994 08:49:37 GMT".
std::string HttpDateOf(Instant instant);

}  // namespace checkback
