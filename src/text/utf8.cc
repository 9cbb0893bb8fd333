#include "text/utf8.h"

#include <unicode/uchar.h>

#include <cstdint>
#include <cstring>

namespace checkback {
namespace {

bool IsAscii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

// How many bytes at `at` are ASCII, eight at a time.
std::size_t AsciiRun(std::string_view text, std::size_t at) {
  const std::size_t start = at;
  while (at + 8 <= text.size()) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + at, 8);
    if (word & 0x8080808080808080ull) break;
    at += 8;
  }
  while (at < text.size() && IsAscii(text[at])) ++at;
  return at - start;
}

bool IsTail(unsigned char c) {
  return (c & 0xC0) == 0x80;
}

bool IsAsciiSpace(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

bool IsAsciiAlnum(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

CodePoint CodePointAt(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t left = text.size() - at;
  if (lead >= 0xC2 && lead < 0xE0) {
    if (left < 2 || !IsTail(byte(1))) return {};
    return {static_cast<char32_t>((lead & 0x1F) << 6 | (byte(1) & 0x3F)), 2};
  }
  if (lead >= 0xE0 && lead < 0xF0) {
    if (left < 3 || !IsTail(byte(1)) || !IsTail(byte(2))) return {};
    const char32_t value = (lead & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
    if (value < 0x800 || (value >= 0xD800 && value < 0xE000)) return {};
    return {value, 3};
  }
  if (lead >= 0xF0 && lead < 0xF5) {
    if (left < 4 || !IsTail(byte(1)) || !IsTail(byte(2)) || !IsTail(byte(3))) return {};
    const char32_t value =
        (lead & 0x07u) << 18 | (byte(1) & 0x3Fu) << 12 | (byte(2) & 0x3Fu) << 6 | (byte(3) & 0x3Fu);
    if (value < 0x10000 || value > 0x10FFFF) return {};
    return {value, 4};
  }
  return {};
}

void AppendUtf8(char32_t value, std::string& out) {
  if (value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) value = kReplacement;
  if (value < 0x80) {
    out += static_cast<char>(value);
  } else if (value < 0x800) {
    out += static_cast<char>(0xC0 | value >> 6);
    out += static_cast<char>(0x80 | (value & 0x3F));
  } else if (value < 0x10000) {
    out += static_cast<char>(0xE0 | value >> 12);
    out += static_cast<char>(0x80 | (value >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (value & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | value >> 18);
    out += static_cast<char>(0x80 | (value >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (value >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (value & 0x3F));
  }
}

bool IsValidUtf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    at += AsciiRun(bytes, at);
    if (at == bytes.size()) break;
    const CodePoint point = CodePointAt(bytes, at);
    if (point.bytes == 1) return false;
    at += point.bytes;
  }
  return true;
}

std::string RepairUtf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) {
    const CodePoint point = CodePointAt(bytes, at);
    const bool broken = point.value == 0 || (point.bytes == 1 && !IsAscii(bytes[at]));
    if (broken) {
      AppendUtf8(kReplacement, out);
    } else {
      out.append(bytes, at, point.bytes);
    }
    at += point.bytes;
  }
  return out;
}

bool IsSpace(char32_t c) {
  if (c < 0x80) return IsAsciiSpace(static_cast<char>(c));
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

bool IsWordChar(char32_t c) {
  if (c < 0x80) return IsAsciiAlnum(c);
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA || c == 0xB2 || c == 0xB3 || c == 0xB9;
  if (c == 0xD7 || c == 0xF7) return false;
  if (c >= 0x2000 && c < 0x2C00)
    return c >= 0x2070 && c < 0x20A0 ? true : c >= 0x2100 && c < 0x2190;
  if (c >= 0x3000 && c < 0x3041) return c >= 0x3005 && c <= 0x3007;
  if (c >= 0xE000 && c < 0xF900) return false;  // private use: icon fonts
  if (c >= 0xFE10 && c < 0xFE70) return false;  // CJK compatibility punctuation
  if (c >= 0xFF00 && c < 0xFF66) {              // full-width forms
    return (c >= 0xFF10 && c <= 0xFF19) || (c >= 0xFF21 && c <= 0xFF3A) ||
           (c >= 0xFF41 && c <= 0xFF5A);
  }
  if (c >= 0xFFE0 && c < 0x10000) return false;
  return !(c >= 0x1F000 && c < 0x20000);  // pictographs
}

bool IsUnspacedScript(char32_t c) {
  return (c >= 0x0E00 && c < 0x0F00) || (c >= 0x1000 && c < 0x10A0) ||
         (c >= 0x1780 && c < 0x1800) || (c >= 0x3041 && c < 0x3100) ||
         (c >= 0x3400 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00) ||
         (c >= 0xFF66 && c < 0xFFA0) || (c >= 0x20000 && c < 0x32000);
}

void AppendCollapsed(std::string_view text, std::string& out) {
  const std::size_t start = out.size();
  bool blank = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = CodePointAt(text, at);
    if (IsSpace(point.value)) {
      // Zero-width ones part nothing in scripts with spaces; as a blank they would
      // split words, so they only vanish.
      blank = blank || (point.value != 0x200B && point.value != 0xFEFF && point.value != 0x2060);
    } else {
      if (blank && out.size() > start) out += ' ';
      blank = false;
      out.append(text, at, point.bytes);
    }
    at += point.bytes;
  }
}

std::string Collapse(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  AppendCollapsed(text, out);
  return out;
}

std::string_view Trim(std::string_view text) {
  while (!text.empty()) {
    const CodePoint point = CodePointAt(text, 0);
    if (!IsSpace(point.value)) break;
    text.remove_prefix(point.bytes);
  }
  while (!text.empty()) {
    std::size_t at = text.size() - 1;
    while (at > 0 && text.size() - at < 4 && IsTail(static_cast<unsigned char>(text[at]))) --at;
    const CodePoint point = CodePointAt(text, at);
    if (at + point.bytes != text.size() || !IsSpace(point.value)) break;
    text.remove_suffix(point.bytes);
  }
  return text;
}

std::string AsciiLower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

char32_t LowerCase(char32_t value) {
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(value)));
}

std::string LowerCase(std::string_view text) {
  // Most words have no other letters than those of ASCII.
  std::string out(text);
  std::size_t at = 0;
  for (; at < text.size() && static_cast<unsigned char>(text[at]) < 0x80; ++at)
    if (text[at] >= 'A' && text[at] <= 'Z') out[at] = static_cast<char>(text[at] + 32);
  if (at == text.size()) return out;
  out.resize(at);
  while (at < text.size()) {
    const CodePoint point = CodePointAt(text, at);
    AppendUtf8(LowerCase(point.value), out);
    at += point.bytes;
  }
  return out;
}

std::string BareLetters(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = CodePointAt(text, at);
    if (IsWordChar(point.value)) AppendUtf8(LowerCase(point.value), out);
    at += point.bytes;
  }
  return out;
}

std::size_t CountWords(std::string_view text) {
  std::size_t words = 0, unspaced = 0;
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = CodePointAt(text, at);
    at += point.bytes;
    if (point.value >= 0x0E00 && IsUnspacedScript(point.value)) {
      ++unspaced;
      inside = false;
    } else if (IsWordChar(point.value)) {
      words += inside ? 0 : 1;
      inside = true;
    } else if (point.value != '\'' && point.value != 0x2019) {  // don't is one word
      inside = false;
    }
  }
  return words + (unspaced + 1) / 2;
}

}  // namespace checkback
