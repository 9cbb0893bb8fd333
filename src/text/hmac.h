// Keyed hashes: who wrote these bytes, to whoever has the key too.
//
// Pure and safe to call from many threads.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace checkback {

enum class HmacKind : std::uint8_t { kSha1, kSha256, kSha384, kSha512 };

// HMAC (RFC 2104): 20, 32, 48 or 64 bytes, not hex.
std::string Hmac(HmacKind kind, std::string_view key, std::string_view bytes);
std::string HmacSha256(std::string_view key, std::string_view bytes);

// Whether two secrets are one, in the same time wherever the first difference is.
bool IsSameSecret(std::string_view given, std::string_view wanted);

}  // namespace checkback
