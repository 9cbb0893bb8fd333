#include "text/hash.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "text/hmac.h"

namespace checkback {
namespace {

const EVP_MD* FunctionOf(DigestKind kind) {
  switch (kind) {
    case DigestKind::kMd5:
      return EVP_md5();
    case DigestKind::kSha1:
      return EVP_sha1();
    case DigestKind::kSha256:
      return EVP_sha256();
    case DigestKind::kSha512:
      return EVP_sha512();
  }
  return EVP_sha256();
}

const EVP_MD* FunctionOf(HmacKind kind) {
  switch (kind) {
    case HmacKind::kSha1:
      return EVP_sha1();
    case HmacKind::kSha256:
      return EVP_sha256();
    case HmacKind::kSha384:
      return EVP_sha384();
    case HmacKind::kSha512:
      return EVP_sha512();
  }
  return EVP_sha256();
}

}  // namespace

std::string Digest(DigestKind kind, std::string_view bytes) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest, &size, FunctionOf(kind), nullptr);
  return {reinterpret_cast<const char*>(digest), size};
}

std::string Sha256Hex(std::string_view bytes) {
  constexpr char kHex[] = "0123456789abcdef";
  std::string hex;
  for (const char c : Digest(DigestKind::kSha256, bytes)) {
    const auto byte = static_cast<unsigned char>(c);
    hex += kHex[byte >> 4];
    hex += kHex[byte & 15];
  }
  return hex;
}

std::uint64_t Hash64(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

std::string Hmac(HmacKind kind, std::string_view key, std::string_view bytes) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  HMAC(FunctionOf(kind), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest, &size);
  return {reinterpret_cast<const char*>(digest), size};
}

std::string HmacSha256(std::string_view key, std::string_view bytes) {
  return Hmac(HmacKind::kSha256, key, bytes);
}

bool IsSameSecret(std::string_view given, std::string_view wanted) {
  // Digests are compared, so neither bytes nor length of the secret show in the time it takes.
  const std::string a = Sha256Hex(given), b = Sha256Hex(wanted);
  unsigned differs = 0;
  for (std::size_t i = 0; i < b.size(); ++i)
    differs |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  return differs == 0;
}

}  // namespace checkback
