// Hashes of bytes. Sha256 is provenance (what was captured); Hash64 is for tables
// inside one process and is never stored or shown.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace checkback {

// SHA-256 (FIPS 180-4) of `bytes` as 64 lower-case hex digits.
std::string Sha256Hex(std::string_view bytes);

// The digests that archives carry beside what they hold.
enum class DigestKind { kMd5, kSha1, kSha256, kSha512 };

// The bytes of the digest themselves (16, 20, 32, 64 of them), not hex.
std::string Digest(DigestKind kind, std::string_view bytes);

// XXH3, 64 bits.
std::uint64_t Hash64(std::string_view bytes, std::uint64_t seed = 0);

}  // namespace checkback
