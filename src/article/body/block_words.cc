#include "article/body/block_words.h"

#include "text/utf8.h"

namespace checkback {
namespace {

bool IsStop(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F ||
         c == 0x2026 || c == 0x0964 || c == 0x061F || c == 0x06D4 || c == 0xFF0E || c == 0x17D4;
}
bool IsQuote(char32_t c) {
  return c == '"' || c == '\'' || c == 0xAB || c == 0xBB || (c >= 0x2018 && c <= 0x201F) ||
         (c >= 0x300C && c <= 0x300F) || c == 0x2039 || c == 0x203A;
}

}  // namespace

BlockWords MeasureWords(std::string_view text) {
  BlockWords out;
  out.bytes = text.size();
  char32_t before_end = 0, end = 0;  // the last characters that are no quotation mark or bracket
  std::size_t run = 0, digit_run = 0;
  std::size_t unspaced = 0;
  bool first = true;
  const auto end_word = [&] {
    if (run > 0) {
      ++out.words;
      if (run <= 3) ++out.short_words;
    }
    run = 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = CodePointAt(text, at);
    const char32_t c = point.value;
    at += point.bytes;
    const bool digit = c >= '0' && c <= '9';
    const bool small = c >= 'a' && c <= 'z';
    const bool capital = c >= 'A' && c <= 'Z';
    if (first) {
      out.opens = small                                     ? 1
                  : capital || (c >= 0xC0 && IsWordChar(c)) ? 2
                  : digit                                   ? 3
                  : IsQuote(c)                              ? 4
                  : c == '-' || c == 0x2013 || c == 0x2014 || c == 0x2022 || c == '*' ||
                          c == 0xB7 || c == '>' || c == '|' || c == 0x25CF || c == 0x25A0
                      ? 5
                      : 0;
      first = false;
    }
    if (digit || small || capital || (c >= 0x80 && IsWordChar(c))) {
      ++run;
      ++out.letters;
      if (digit) {
        ++out.digits;
        if (++digit_run == 4 && run == 4) {
          const std::string_view four = text.substr(at - 4, 4);
          out.year = out.year || four.starts_with("19") || four.starts_with("20");
        }
        if ((end == ':' || end == 'h') && before_end >= '0' && before_end <= '9') out.clock = true;
      } else {
        digit_run = 0;
      }
      if (capital) ++out.capitals;
      if (c >= 0x80 && IsUnspacedScript(c)) {
        ++unspaced;
        if (unspaced % 2 == 0) end_word();
      }
    } else {
      end_word();
      digit_run = 0;
      if (c == ',' || c == 0x3001 || c == 0xFF0C || c == 0x060C) ++out.commas;
      if (IsStop(c)) ++out.stops;
      if (c != ' ') ++out.marks;
      if (c == 0xA9) out.copyright = true;
      if (c == '@') out.at_sign = true;
      if (c == '|' || c == 0x2022 || c == 0xB7) out.bar = true;
      if (c == 0xBB || c == 0x203A || c == 0x2192 || c == 0x25B6 || c == '>') out.arrow = true;
    }
    if (!IsSpace(c) && !IsQuote(c) && c != ')' && c != ']') {
      before_end = end;
      end = c;
    }
  }
  end_word();
  out.prose_end = IsStop(end);
  out.colon_end = end == ':' || end == 0xFF1A;
  out.ellipsis_end = end == 0x2026 || (end == '.' && before_end == '.');
  out.question_end = end == '?' || end == 0xFF1F;
  return out;
}

bool HasStop(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      if (IsStop(static_cast<unsigned char>(text[at]))) return true;
      ++at;
      continue;
    }
    const CodePoint point = CodePointAt(text, at);
    if (IsStop(point.value)) return true;
    at += point.bytes;
  }
  return false;
}

}  // namespace checkback
