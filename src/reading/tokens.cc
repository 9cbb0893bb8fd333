#include "reading/tokens.h"

#include <algorithm>
#include <string>

#include "reading/token_address.h"
#include "reading/token_rules.h"
#include "text/abbreviations.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// A word that is longer is not looked up in tables.
constexpr std::size_t kLongestRuled = 40;

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}
bool IsUpper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool IsLower(char c) {
  return c >= 'a' && c <= 'z';
}
bool IsLetter(char c) {
  return IsUpper(c) || IsLower(c) || static_cast<unsigned char>(c) >= 0x80;
}
bool IsHan(char32_t c) {
  return (c >= 0x3400 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00) ||
         (c >= 0x20000 && c < 0x32000);
}
bool IsInWord(char32_t c) {
  // Arabic comma, semicolon, question mark, full stop; danda
  if (c == 0x060C || c == 0x061B || c == 0x061F || c == 0x06D4 || c == 0x0964 || c == 0x0965)
    return false;
  return IsWordChar(c);
}
bool IsApostrophe(char32_t c) {
  return c == '\'' || c == 0x2019 || c == '`' || c == 0x02BC;
}

std::string WithPlainApostrophes(std::string_view word) {
  std::string plain;
  for (std::size_t at = 0; at < word.size();) {
    const CodePoint c = CodePointAt(word, at);
    if (IsApostrophe(c.value)) {
      plain += '\'';
    } else {
      plain += word.substr(at, c.bytes);
    }
    at += c.bytes;
  }
  return plain;
}

class Cutter {
 public:
  Cutter(std::string_view text, const TokenRules& rules, const AbbreviationTable& abbreviations,
         std::vector<Span>& words)
      : text_(text), rules_(rules), abbreviations_(abbreviations), words_(words) {}

  void Run(Span sentence) {
    sentence_end_ = sentence.end;
    std::size_t at = sentence.start;
    while (at < sentence.end) {
      const CodePoint c = CodePointAt(text_, at);
      if (IsSpace(c.value)) {
        at += c.bytes;
        continue;
      }
      std::size_t end = at;
      while (end < sentence.end) {
        const CodePoint d = CodePointAt(text_, end);
        if (IsSpace(d.value)) break;
        end += d.bytes;
      }
      end = std::min(end, sentence.end);
      Chunk(at, end);
      at = end;
    }
  }

 private:
  char At(std::size_t i) const { return i < chunk_end_ ? text_[i] : '\0'; }
  CodePoint Point(std::size_t i) const {
    return i < chunk_end_ ? CodePointAt(text_, i) : CodePoint{0, 0};
  }
  void Add(std::size_t start, std::size_t end) {
    if (start < end) words_.push_back({start, end});
  }
  std::string Lower(std::size_t start, std::size_t end) const {
    return AsciiLower(text_.substr(start, end - start));
  }

  // What stands between two white spaces.
  void Chunk(std::size_t at, std::size_t end) {
    chunk_start_ = at;
    chunk_end_ = end;
    while (at < end) {
      std::size_t next = Address(at);
      if (next == at) next = Face(at);
      if (next == at) next = Whole(at);
      if (next > at) {
        Add(at, next);
      } else {
        const CodePoint c = Point(at);
        if (IsHan(c.value)) {
          next = at + c.bytes;
          Add(at, next);
        } else {
          next = IsInWord(c.value) ? Word(at) : Marks(at);
        }
      }
      at = next;
    }
  }

  // The end of a web or mail address that begins here, without marks of the sentence.
  std::size_t Address(std::size_t at) const {
    const bool begins = at == chunk_start_ ||
                        std::string_view("(<\"[:>").find(text_[at - 1]) != std::string_view::npos;
    return begins ? at + AddressSize(text_.substr(at, chunk_end_ - at)) : at;
  }

  std::size_t Face(std::size_t at) const {
    if (rules_.faces.empty() || IsDigit(At(at))) return at;
    if (at > chunk_start_ && IsDigit(text_[at - 1])) return at;
    for (const std::string_view face : rules_.faces) {
      if (text_.substr(at, chunk_end_ - at).starts_with(face)) {
        const std::size_t end = at + face.size();
        if (IsLetter(face.back()) && IsInWord(Point(end).value)) continue;
        if (IsLetter(face.front()) && at > chunk_start_) continue;
        return end;
      }
    }
    return at;
  }

  // A word of the table that stands here between marks.
  std::size_t Whole(std::size_t at) const {
    if (rules_.whole.empty()) return at;
    std::size_t end = at;
    while (end < chunk_end_ && end - at < kLongestRuled) {
      const CodePoint c = Point(end);
      if (!IsInWord(c.value) && !IsApostrophe(c.value) && c.value != '/' && c.value != '-') break;
      end += c.bytes;
    }
    return rules_.whole.contains(WithPlainApostrophes(Lower(at, end))) ? end : at;
  }

  // Marks: a run of one kind is one word ("...", "--", "!!", "?!"), others stand alone.
  std::size_t Marks(std::size_t at) {
    if (MarkBeginsWord(at)) return Word(at);
    const std::size_t end = EndOfMarks(at);
    Add(at, end);
    return end;
  }

  // "+44", "#election", ".doc", "'04"
  bool MarkBeginsWord(std::size_t at) const {
    const CodePoint c = Point(at);
    const std::size_t next = at + c.bytes;
    const bool letter_first = at == chunk_start_ && IsLetter(At(next));
    if (c.value == '+') return IsDigit(At(next));
    if (c.value == '#') return letter_first;
    if (c.value == '.') return rules_.known && letter_first;
    return (c.value == '\'' || c.value == 0x2019) && Clitic(at) == at && IsDigit(At(next)) &&
           IsDigit(At(next + 1)) && !IsDigit(At(next + 2));
  }

  std::size_t EndOfMarks(std::size_t at) const {
    const CodePoint c = Point(at);
    const std::size_t next = at + c.bytes;
    switch (c.value) {
      case '.':
        return EndOfRun(next, At(next) == '.' ? "." : "!?");
      case '!':
      case '?':
        return EndOfRun(next, "!?");
      case '`':
        return At(next) == '`' ? next + 1 : next;
      case '\'':
      case 0x2019:
        if (Point(next).value == c.value) return next + c.bytes;
        return std::max(Clitic(at), next);
      default:
        break;
    }
    const bool runs =
        c.value == 0x2014 || c.value == 0x2026 ||
        (c.value < 0x80 && std::string_view("-=_*~<>#+|^\\$").find(static_cast<char>(c.value)) !=
                               std::string_view::npos);
    std::size_t end = next;
    while (runs && Point(end).value == c.value) end += c.bytes;
    return runs ? end : EndOfSign(end);
  }

  std::size_t EndOfRun(std::size_t at, std::string_view marks) const {
    while (at < chunk_end_ && marks.find(text_[at]) != marks.npos) ++at;
    return at;
  }

  // Combining marks and the second half of an emoji stay with their sign.
  std::size_t EndOfSign(std::size_t at) const {
    while (at < chunk_end_) {
      const CodePoint c = Point(at);
      if (c.value != 0xFE0F && c.value != 0x200D && !(c.value >= 0x1F3FB && c.value <= 0x1F3FF)) {
        break;
      }
      at += c.bytes;
      if (c.value == 0x200D && at < chunk_end_) at += Point(at).bytes;
    }
    return at;
  }

  // The end of a clitic that begins with an apostrophe at `at` and ends with its word.
  std::size_t Clitic(std::size_t at) const {
    if (!IsApostrophe(Point(at).value) || at == chunk_start_ || !IsInWord(BeforeAt(at))) return at;
    const std::size_t letters = at + Point(at).bytes;
    if (text_[at - 1] == '0' && at > chunk_start_ + 1) return at;  // "the 1990's"
    for (const std::string_view clitic : rules_.clitics) {
      const std::size_t end = letters + clitic.size() - 1;
      if (end > chunk_end_ || IsInWord(Point(end).value)) continue;
      if (Lower(letters, end) == clitic.substr(1)) return end;
    }
    return at;
  }
  char32_t BeforeAt(std::size_t at) const {
    std::size_t i = at - 1;
    while (i > 0 && (static_cast<unsigned char>(text_[i]) & 0xC0) == 0x80) --i;
    return CodePointAt(text_, i).value;
  }

  // A word that begins with a letter or digit, with all that is joined to it.
  std::size_t Word(std::size_t at) {
    std::size_t end = at;
    if (!IsInWord(Point(at).value)) end += Point(at).bytes;
    while (end < chunk_end_) {
      const CodePoint c = Point(end);
      if (IsHan(c.value)) break;
      if (IsInWord(c.value) || c.value == '_') {
        end += c.bytes;
        continue;
      }
      const std::size_t joined = Joined(at, end, c);
      if (joined == end) break;
      end = joined;
    }
    AddParts(at, end);
    return end;
  }

  // Behind the mark at `end` when it belongs to the word [at, end), else `end`.
  std::size_t Joined(std::size_t at, std::size_t end, CodePoint c) const {
    const std::size_t after = end + c.bytes;
    const bool more =
        after < chunk_end_ && IsInWord(Point(after).value) && !IsHan(Point(after).value);
    const char before = text_[end - 1];
    const char next = At(after);
    switch (c.value) {
      case '.':
        return JoinsStop(at, end, more) ? after : end;
      case ',':
        return IsDigit(before) && IsDigit(next) && IsDigit(At(after + 1)) && IsDigit(At(after + 2))
                   ? after
                   : end;
      case ':':
        return IsDigit(before) && IsDigit(next) ? after : end;
      case '/':
        return JoinsSlash(at, end) ? after : end;
      case '&':
        return more && IsUpper(before) && IsUpper(next) ? after : end;
      case '@':
        return more ? after : end;
      case '*':
        return more && IsLetter(before) && IsLetter(next) ? after : end;
      case '-':
      case 0x2010:
      case 0x2011:
        return (more ? JoinsHyphen(at, end, after) : IsCutOff(at, end, after)) ? after : end;
      case '\'':
      case 0x2019:
      case '`':
      case 0x02BC:
        return more && Clitic(end) == end && !(rules_.known && Point(after).value == '"') ? after
                                                                                          : end;
      case 0xB7:
        return more ? after : end;
      default:
        // A combining mark that IsWordChar does not count, a soft hyphen, a joiner.
        return c.value == 0xAD || c.value == 0x200D || c.value == 0x200C ? after : end;
    }
  }

  bool JoinsStop(std::size_t at, std::size_t end, bool more) const {
    const char before = text_[end - 1];
    const char next = At(end + 1);
    if (more) {
      if (IsDigit(before) || IsDigit(next))
        return IsDigit(before) == IsDigit(next) || !IsUpper(next);
      // "end.Next": a blank was forgotten, unless the parts are single letters.
      const std::size_t last = LastPart(at, end);
      if (end - last > 2 && IsLower(before) && IsUpper(next) && IsLower(At(end + 2))) return false;
      return true;
    }
    if (next == '.') return false;
    const std::string_view word = text_.substr(at, end - at);
    const bool last = end + 1 >= sentence_end_ || OnlyClosersAfter(end + 1);
    if (word.find('.') != word.npos && LastPart(at, end) + 1 == end && IsLetter(before))
      return !last || IsUpper(before);  // U.S., p.m.
    if (word.size() == 1 && IsUpper(before)) return !last || word != "I";
    const Abbreviation kind = abbreviations_.KindOf(word);
    if (kind == Abbreviation::kNone || kind == Abbreviation::kNumber) {
      return kind == Abbreviation::kNumber && !last;
    }
    return !last;
  }

  bool OnlyClosersAfter(std::size_t at) const {
    constexpr std::size_t kMost = 6;
    for (std::size_t n = 0; n < kMost && at < sentence_end_; ++n) {
      const CodePoint c = CodePointAt(text_, at);
      if (IsInWord(c.value) || IsSpace(c.value) || c.value == ',' || c.value == ';' ||
          c.value == ':')
        return false;
      at += c.bytes;
    }
    return at >= sentence_end_;
  }

  // Where the part behind the last stop of the word begins.
  std::size_t LastPart(std::size_t at, std::size_t end) const {
    const std::size_t stop = text_.substr(at, end - at).rfind('.');
    return stop == std::string_view::npos ? at : at + stop + 1;
  }

  // Dates and telephone numbers stay whole; fractions and words do not.
  bool JoinsSlash(std::size_t at, std::size_t end) const {
    constexpr std::size_t kLongestDate = 10;
    if (!rules_.known || end - at > kLongestDate) return false;
    const std::string_view before = text_.substr(at, end - at);
    std::size_t last = end + 1;
    while (IsDigit(At(last))) ++last;
    const std::size_t digits = last - end - 1;
    if (digits == 0 || IsLetter(At(last))) return false;
    if (!std::all_of(before.begin(), before.end(), [](char c) { return IsDigit(c) || c == '/'; }))
      return false;
    if (before.find('/') != before.npos || At(last) == '/') return true;
    if (before == "1" && digits == 1) return false;
    if (digits == 1 && before.size() == 1 && before[0] < At(end + 1)) return false;
    return before.size() <= 2 && digits <= 2;
  }

  // "th-" of one who begins anew
  bool IsCutOff(std::size_t at, std::size_t end, std::size_t after) const {
    return rules_.known && end - at <= 2 && at == chunk_start_ && IsLetter(text_[at]) &&
           (after >= chunk_end_ || At(after) == ',');
  }

  bool JoinsHyphen(std::size_t at, std::size_t end, std::size_t after) const {
    if (!rules_.known) return true;
    if (IsDigit(text_[end - 1]) && IsDigit(At(after))) return JoinsDigits(at, end, after);
    if (end - at > kLongestRuled) return false;
    std::size_t first = at;
    for (std::size_t i = end; i > at; --i) {
      if (text_[i - 1] == '-') {
        first = i;
        break;
      }
    }
    const std::string prefix = Lower(first, end);
    if (rules_.prefixes.contains(prefix)) return true;
    std::size_t last = after;
    while (last < chunk_end_ && last - after < kLongestRuled && IsInWord(Point(last).value)) {
      last += Point(last).bytes;
    }
    return rules_.suffixes.contains(Lower(after, last));
  }

  // 555-0100, 713-555-0100: groups of three and four digits; 2001-09-11. A span of years or pages
  // is three words.
  bool JoinsDigits(std::size_t at, std::size_t end, std::size_t after) const {
    std::size_t last = after;
    while (IsDigit(At(last))) ++last;
    const std::size_t digits = last - after;
    std::size_t first = end;
    while (first > at && IsDigit(text_[first - 1])) --first;
    const std::size_t before = end - first;
    const bool grouped = first > at && text_[first - 1] == '-';
    if (grouped) return true;
    if (before == 3 && (digits == 4 || digits == 3)) return At(last) == '-' || digits == 4;
    if (At(last) != '-' || !IsDigit(At(last + 1))) return false;
    return (before == 4 && digits <= 2) || (before <= 2 && digits <= 3);
  }

  // The word [at, end) in its parts: clitics, units, words that are two.
  void AddParts(std::size_t at, std::size_t end) {
    if (!rules_.known || end - at > kLongestRuled) return Add(at, end);
    const std::string word = Lower(at, end);
    if (const auto split = rules_.splits.find(word);
        split != rules_.splits.end() && IsBefore(word, end)) {
      std::size_t start = at;
      for (const std::size_t cut : split->second) {
        Add(start, at + cut);
        start = at + cut;
      }
      return Add(start, end);
    }
    if (const std::size_t cut = Negation(at, end); cut > at) {
      Add(at, cut);
      return Add(cut, end);
    }
    if (IsDigit(word[0])) {
      std::size_t digits = 0;
      while (digits < word.size() && (IsDigit(word[digits]) || word[digits] == '.' ||
                                      word[digits] == ',' || word[digits] == ':'))
        ++digits;
      while (digits > 0 && !IsDigit(word[digits - 1])) --digits;
      std::string_view unit = std::string_view(word).substr(digits);
      if (unit.ends_with('.')) unit.remove_suffix(1);
      if (!unit.empty() && rules_.units.contains(unit)) {
        Add(at, at + digits);
        return Add(at + digits, end);
      }
    }
    Add(at, end);
  }

  // Whether a word that is two only before some words stands before one of them.
  bool IsBefore(const std::string& word, std::size_t end) const {
    const auto only = rules_.before.find(word);
    if (only == rules_.before.end()) return true;
    const std::size_t start = std::min(end + 1, sentence_end_);
    std::size_t last = start;
    while (last < sentence_end_ && last - start < kLongestRuled && IsLetter(text_[last])) ++last;
    return only->second.contains(Lower(start, last));
  }

  // Where "n't" begins; `at` where the word has none.
  std::size_t Negation(std::size_t at, std::size_t end) const {
    const std::string_view word = text_.substr(at, end - at);
    for (const std::string_view ending : {"n't", "N'T", "n\u2019t", "N\u2019T", "n`t", "N't"}) {
      if (word.size() > ending.size() && word.ends_with(ending)) return end - ending.size();
    }
    return at;
  }

  std::string_view text_;
  const TokenRules& rules_;
  const AbbreviationTable& abbreviations_;
  std::vector<Span>& words_;
  std::size_t sentence_end_ = 0;
  std::size_t chunk_start_ = 0;
  std::size_t chunk_end_ = 0;
};

}  // namespace

void AppendWords(std::string_view text, Span sentence, std::string_view language,
                 std::vector<Span>& words) {
  Cutter(text, TokenRulesOf(language), AbbreviationsOf(language), words).Run(sentence);
}

}  // namespace checkback
