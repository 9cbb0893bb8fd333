// Keyed hashes: who wrote these bytes, to whoever has the key too.

#pragma once

#include <string>
#include <string_view>

namespace checkback {

// HMAC (RFC 2104) with SHA-256: 32 bytes, not hex.
std::string HmacSha256(std::string_view key, std::string_view bytes);

}  // namespace checkback
