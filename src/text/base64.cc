#include "text/base64.h"

#include <cstdint>

namespace checkback {
namespace {

constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::size_t kGroup = 4;  // characters for three bytes
constexpr int kBits = 6, kByte = 8;
constexpr std::uint32_t kMask = 63, kByteMask = 255;

}  // namespace

std::string Base64(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * kGroup);
  std::uint32_t held = 0;
  int bits = 0;
  for (const char c : bytes) {
    held = held << kByte | static_cast<std::uint8_t>(c);
    for (bits += kByte; bits >= kBits; bits -= kBits)
      text += kDigits[held >> (bits - kBits) & kMask];
  }
  if (bits > 0) text += kDigits[held << (kBits - bits) & kMask];
  while (text.size() % kGroup != 0) text += '=';
  return text;
}

std::optional<std::string> FromBase64(std::string_view text) {
  if (text.size() % kGroup != 0) return std::nullopt;
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  text.remove_suffix(padding);
  std::string bytes;
  std::uint32_t held = 0;
  int bits = 0;
  for (const char c : text) {
    const std::size_t digit = kDigits.find(c);
    if (digit == kDigits.npos) return std::nullopt;
    held = held << kBits | static_cast<std::uint32_t>(digit);
    bits += kBits;
    if (bits < kByte) continue;
    bits -= kByte;
    bytes += static_cast<char>(held >> bits & kByteMask);
  }
  // What is left are the bits that padding stands for, none of them set.
  if ((held & ((1U << bits) - 1)) != 0) return std::nullopt;
  return bytes;
}

}  // namespace checkback
