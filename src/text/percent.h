// Text inside an address or a form (RFC 3986, section 2.1).

#pragma once

#include <string>
#include <string_view>

namespace checkback {

// `text` with all but letters, digits and -._~ written as %XX: safe inside a segment or a value.
std::string PercentEncoded(std::string_view text);

}  // namespace checkback
