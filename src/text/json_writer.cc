#include "text/json_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

#include "text/utf8.h"

namespace checkback {
namespace {

// What stands after the backslash for a byte that needs one; 'u' for \u00XX, 0 for none.
constexpr std::array<char, 256> kEscapes = [] {
  std::array<char, 256> escapes{};
  for (std::size_t c = 0; c < 0x20; ++c) escapes[c] = 'u';
  escapes[0x7F] = 'u';  // a terminal takes it as a command
  escapes['"'] = '"';
  escapes['\\'] = '\\';
  escapes['\b'] = 'b';
  escapes['\f'] = 'f';
  escapes['\n'] = 'n';
  escapes['\r'] = 'r';
  escapes['\t'] = 't';
  return escapes;
}();

// Room for `more` bytes. Growing copies all that was written: of megabytes, as seldom as can be.
void MakeRoom(std::size_t more, std::string& out) {
  constexpr std::size_t kLarge = 1U << 20U;
  const std::size_t needed = out.size() + more, now = out.capacity();
  if (needed > now) out.reserve(now < kLarge ? needed : std::max(needed, 4 * now));
}

// Whether every byte is ASCII and stands in JSON as it is: nearly always so, and told of eight
// bytes at once.
bool IsPlain(std::string_view text) {
  constexpr std::uint64_t kOnes = 0x0101010101010101, kHigh = 0x8080808080808080;
  const auto has = [](std::uint64_t bytes, char sign) {
    const std::uint64_t other = bytes ^ (kOnes * static_cast<unsigned char>(sign));
    return (other - kOnes) & ~other & kHigh;
  };
  std::size_t at = 0;
  for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, &text[at], sizeof bytes);
    const std::uint64_t controls = (bytes - kOnes * 0x20) & ~bytes & kHigh;
    if (((bytes & kHigh) | controls | has(bytes, '"') | has(bytes, '\\') | has(bytes, '\x7F')) != 0)
      return false;
  }
  for (; at < text.size(); ++at) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c >= 0x80 || kEscapes[c] != 0) return false;
  }
  return true;
}

// `text` between quotes; it is valid UTF-8.
void AppendQuoted(std::string_view text, std::string& out) {
  MakeRoom(text.size() + 2, out);
  out += '"';
  std::size_t from = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto c = static_cast<unsigned char>(text[at]);
    const char escape = kEscapes[c];
    if (escape == 0) [[likely]]
      continue;
    out.append(text, from, at - from);
    from = at + 1;
    out += '\\';
    out += escape;
    if (escape == 'u') {
      constexpr std::string_view kHex = "0123456789abcdef";
      out += "00";
      out += kHex[c >> 4];
      out += kHex[c & 15];
    }
  }
  out.append(text, from);
  out += '"';
}

}  // namespace

void JsonWriter::Comma() {
  if (comma_) out_ += ',';
  comma_ = true;
}

void JsonWriter::Open(char bracket) {
  Comma();
  out_ += bracket;
  comma_ = false;
}

JsonWriter& JsonWriter::Close(char bracket) {
  out_ += bracket;
  comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::Key(std::string_view name) {
  Text(name);
  out_ += ':';
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::Text(std::string_view text) {
  Comma();
  if (IsPlain(text)) {
    MakeRoom(text.size() + 2, out_);
    out_ += '"';
    out_ += text;
    out_ += '"';
  } else if (IsValidUtf8(text)) {
    AppendQuoted(text, out_);
  } else {
    AppendQuoted(RepairUtf8(text), out_);
  }
  return *this;
}

JsonWriter& JsonWriter::TextOrNull(std::string_view text) {
  return text.empty() ? Null() : Text(text);
}

JsonWriter& JsonWriter::Number(std::int64_t value) {
  Comma();
  char digits[24];
  out_.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
  return *this;
}

JsonWriter& JsonWriter::Number(double value) {
  if (!std::isfinite(value)) return Null();
  Comma();
  char digits[32];
  out_.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
  return *this;
}

JsonWriter& JsonWriter::Bool(bool value) {
  Comma();
  out_ += value ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::Null() {
  Comma();
  out_ += "null";
  return *this;
}

std::string JsonWriter::Take() {
  comma_ = false;
  std::string taken = std::move(out_);
  out_.clear();
  return taken;
}

JsonWriter& JsonWriter::Raw(std::string_view json) {
  Comma();
  out_ += json;
  return *this;
}

}  // namespace checkback
