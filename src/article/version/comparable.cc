#include "article/version/comparable.h"

#include <algorithm>

#include "text/hash.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// What stands for `c` in comparisons; "" where it is dropped, nothing where it is itself.
const char* FormOf(char32_t c) {
  switch (c) {
    case 0xAD:    // soft hyphen
    case 0x200B:  // zero width
    case 0x200C:
    case 0x200D:
    case 0x2060:
    case 0xFEFF:
    case 0x200E:
    case 0x200F:
      return "";
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0x2039:
    case 0x203A:
    case '`':
    case 0xB4:
    case 0x2BC:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
    case 0xAB:
    case 0xBB:
    case '"':
      return "'";
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
      return "-";
    case 0x2026:
      return "...";
    default:
      return nullptr;
  }
}

bool IsDigit(char32_t c) {
  return c >= '0' && c <= '9';
}

// Where the word that begins at `at` ends: "don't", "U.S", "1,200.5", "10-year".
std::size_t WordEnd(std::string_view text, std::size_t at, std::size_t limit) {
  bool digit_before = false;
  while (at < limit) {
    const CodePoint c = CodePointAt(text, at);
    const char* form = FormOf(c.value);
    if (IsWordChar(c.value)) {
      if (IsUnspacedScript(c.value)) return at;
      digit_before = IsDigit(c.value);
      at += c.bytes;
      continue;
    }
    if (form != nullptr && form[0] == '\0') {
      at += c.bytes;
      continue;
    }
    if (c.value == '%' && digit_before) return at + c.bytes;
    const std::size_t behind = at + c.bytes;
    if (behind >= limit) return at;
    const CodePoint next = CodePointAt(text, behind);
    const bool apostrophe = c.value == '\'' || c.value == 0x2019 || c.value == '.';
    const bool in_number =
        digit_before && IsDigit(next.value) && (c.value == ',' || c.value == ':');
    const bool joins =
        in_number || (apostrophe && IsWordChar(next.value) && !IsUnspacedScript(next.value));
    if (!joins) return at;
    at = behind;
  }
  return at;
}

}  // namespace

std::string Comparable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool blank = false;  // one is due
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = CodePointAt(text, at);
    const char* form = FormOf(c.value);
    const std::string_view piece = form != nullptr ? form : text.substr(at, c.bytes);
    at += c.bytes;
    if (piece.empty()) continue;
    if (IsSpace(c.value)) {
      blank = !out.empty();
      continue;
    }
    // Dashes: "a -- b", "a—b" and "a - b" are the same.
    if (piece == "-") {
      if (!out.empty() && out.back() == '-') continue;
    } else if (blank && out.back() != '-') {
      out += ' ';
    }
    blank = false;
    if (piece == "'" && !out.empty() && out.back() == '\'') continue;  // '' as a double mark
    out += piece;
  }
  return out;
}

std::vector<ComparedToken> TokensOf(std::string_view text, Span range) {
  std::vector<ComparedToken> tokens;
  const std::size_t limit = std::min(range.end, text.size());
  for (std::size_t at = range.start; at < limit;) {
    const CodePoint c = CodePointAt(text, at);
    const char* form = FormOf(c.value);
    const bool invisible = form != nullptr && form[0] == '\0';
    if (IsSpace(c.value) || invisible) {
      at += c.bytes;
      continue;
    }
    std::size_t end = at + c.bytes;
    const bool word = IsWordChar(c.value);
    if (word && !IsUnspacedScript(c.value)) end = WordEnd(text, at, limit);
    // Runs of one mark ("--", "''", "...") are one token, as they are one in better typography.
    while (!word && end < limit && (form != nullptr || c.value == '.')) {
      const CodePoint more = CodePointAt(text, end);
      if (more.value != c.value) break;
      end += more.bytes;
    }
    const Span span = {at, end};
    tokens.push_back(
        {.span = span, .hash = Hash64(Comparable(Words(text, span))), .is_word = word});
    at = end;
  }
  return tokens;
}

std::string ComparableWords(std::string_view text, Span range) {
  std::string out;
  for (const ComparedToken& token : TokensOf(text, range)) {
    if (!out.empty()) out += ' ';
    out += Comparable(Words(text, token.span));
  }
  return out;
}

}  // namespace checkback
