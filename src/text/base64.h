// Bytes as text (RFC 4648, section 4): "\x14\xfb\x9c" <-> "FPuc".
//
// Pure and safe to call from many threads.

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace checkback {

// With padding.
std::string Base64(std::string_view bytes);
// Nothing where `text` is no base64: another character, a wrong length, bits that no byte has.
std::optional<std::string> FromBase64(std::string_view text);

}  // namespace checkback
