#include "text/sentences.h"

#include <algorithm>

#include "text/abbreviations.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// A word before a stop that is longer than this is no abbreviation.
constexpr std::size_t kLongestAbbreviation = 24;
// A quotation in Japanese brackets is kept whole up to here; then a mark that was never closed is
// forgotten.
constexpr std::size_t kLongestQuote = 2000;

enum class Mark { kNone, kStop, kStrong, kWide, kEllipsis };

Mark MarkOf(char32_t c) {
  switch (c) {
    case '.':
      return Mark::kStop;
    case 0x2026:
      return Mark::kEllipsis;
    case '!':
    case '?':
    case 0x061F:  // Arabic question mark
    case 0x06D4:  // Urdu full stop
    case 0x0589:  // Armenian full stop
    case 0x0964:  // danda
    case 0x0965:
    case 0x1362:  // Ethiopic full stop
    case 0x1367:
    case 0x104B:  // Burmese
    case 0x17D4:  // Khmer
    case 0x203C:
    case 0x203D:
    case 0x2047:
    case 0x2048:
    case 0x2049:
      return Mark::kStrong;
    case 0x3002:  // ideographic full stop
    case 0xFF01:
    case 0xFF1F:
    case 0xFF61:
      return Mark::kWide;
    default:
      return Mark::kNone;
  }
}

bool IsWideOpener(char32_t c) {
  return c == 0x300C || c == 0x300E || c == 0xFF08;
}
bool IsWideCloser(char32_t c) {
  return c == 0x300D || c == 0x300F || c == 0xFF09;
}

bool IsCloser(char32_t c) {
  return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201D || c == 0x2019 || c == 0xBB ||
         c == 0x203A || c == 0x201C || c == 0x3011 || IsWideCloser(c);
}

// What may stand between the blank and the first word of a sentence.
bool IsOpener(char32_t c) {
  return c == '"' || c == '\'' || c == '(' || c == '[' || c == 0x201C || c == 0x2018 ||
         c == 0x201E || c == 0x201A || c == 0xAB || c == 0x2039 || c == 0xBB || c == 0xBF ||
         c == 0xA1 || c == 0x2022 || c == '*' || c == 0x201D;
}

bool IsDash(char32_t c) {
  return c == '-' || c == 0x2013 || c == 0x2014 || c == 0x2015;
}
bool IsDigit(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 0x0660 && c <= 0x0669) || (c >= 0x0966 && c <= 0x096F);
}

enum class Case { kNone, kUpper, kLower };

// Of the letter at the start of `word`, by what lower case makes of it.
Case CaseOf(std::string_view word) {
  const CodePoint c = CodePointAt(word, 0);
  if (c.value < 0x80) {
    if (c.value >= 'A' && c.value <= 'Z') return Case::kUpper;
    return c.value >= 'a' && c.value <= 'z' ? Case::kLower : Case::kNone;
  }
  const bool bicameral = (c.value >= 0xC0 && c.value < 0x590) ||
                         (c.value >= 0x1E00 && c.value < 0x2000) || c.value == 0xAA;
  if (!bicameral) return Case::kNone;
  return LowerCase(word.substr(0, c.bytes)) == word.substr(0, c.bytes) ? Case::kLower
                                                                       : Case::kUpper;
}

struct Next {
  bool line_break = false;  // or the end of the text
  bool blank = false;
  bool dash = false;    // a dash between blanks
  bool opener = false;  // a quotation mark before the word
  bool digit = false;
  Case letter = Case::kNone;
  std::string_view word;
};

class Splitter {
 public:
  Splitter(std::string_view text, std::string_view language)
      : text_(text), table_(AbbreviationsOf(language)) {}

  std::vector<Span> Run() {
    std::size_t at = 0;
    while (at < text_.size()) {
      const CodePoint c = CodePointAt(text_, at);
      if (c.value == '\n') {
        Close(at);
        at += c.bytes;
        depth_ = 0;
        continue;
      }
      if (IsWideOpener(c.value)) {
        if (depth_++ == 0) opened_ = at;
      } else if (IsWideCloser(c.value)) {
        depth_ -= depth_ > 0 ? 1 : 0;
      }
      const Mark mark = MarkOf(c.value);
      at = mark == Mark::kNone ? at + c.bytes : AtMark(at, mark);
    }
    Close(text_.size());
    return std::move(found_);
  }

 private:
  // Behind the run of marks and closers that begins at `at`, having ended the sentence there if
  // it ends.
  std::size_t AtMark(std::size_t at, Mark mark) {
    const std::size_t word_end = at;
    std::size_t stops = 0;
    for (Mark more = mark; more != Mark::kNone && at < text_.size();) {
      const CodePoint c = CodePointAt(text_, at);
      more = MarkOf(c.value);
      if (more == Mark::kNone) break;
      if (more == Mark::kWide || (more == Mark::kStrong && mark != Mark::kWide)) mark = more;
      ++stops;
      at += c.bytes;
    }
    if (mark == Mark::kStop && stops > 1) mark = Mark::kEllipsis;
    const std::size_t marks_end = at;
    while (at < text_.size()) {
      const CodePoint c = CodePointAt(text_, at);
      if (!IsCloser(c.value)) break;
      if (IsWideCloser(c.value) && depth_ > 0) --depth_;
      at += c.bytes;
    }
    const Next next = Look(at);
    if (next.line_break) return at;
    if (mark == Mark::kWide ? EndsWide(at, at > marks_end, next)
                            : next.blank && EndsSpaced(mark, word_end, at > marks_end, next)) {
      Close(at);
    }
    return at;
  }

  // A quotation in brackets stays whole; what follows a closed one without a blank goes on with
  // its sentence ("...", he said).
  bool EndsWide(std::size_t at, bool closed, const Next& next) const {
    if (depth_ > 0 && at - opened_ < kLongestQuote) return false;
    return !closed || next.blank || next.opener;
  }

  bool EndsSpaced(Mark mark, std::size_t word_end, bool closed, const Next& next) const {
    if (next.letter == Case::kLower) {
      // "Really?" she asked; Yahoo! said
      if (mark == Mark::kStrong) return !closed && text_[word_end] != '!';
      return mark == Mark::kStop && EndsBeforeLower(word_end, closed);
    }
    if (mark != Mark::kStop) return !next.dash;
    if (closed) return !next.dash;
    return EndsAtStop(WordBefore(word_end), next);
  }

  // "it is late. we go" in hurried writing; but "approx. two", "Prof. emeritus".
  bool EndsBeforeLower(std::size_t word_end, bool closed) const {
    constexpr std::size_t kFewestLetters = 3;  // tuned on EWT dev
    if (closed) return false;
    const std::string_view word = WordBefore(word_end);
    return word.size() >= kFewestLetters && table_.KindOf(word) == Abbreviation::kNone &&
           word.find('.') == word.npos &&
           std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  }

  bool EndsAtStop(std::string_view word, const Next& next) const {
    const bool opens = table_.opens.contains(next.word) || next.opener;
    switch (table_.KindOf(word)) {
      case Abbreviation::kNever:
        return false;
      case Abbreviation::kNumber:
        return !next.digit && next.letter != Case::kNone;
      case Abbreviation::kMaybe:
        return opens && !next.dash;
      case Abbreviation::kOften:
        return next.letter == Case::kUpper && !table_.after.contains(next.word) && !next.dash;
      case Abbreviation::kNone:
        break;
    }
    if (word.empty()) return !next.dash;
    if (StandsAlone(word)) return false;  // "1. Buy milk", "b) "
    const bool number =
        std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (number && table_.ordinals && word.size() <= 2) return opens;
    if (IsInitial(word)) return opens && !next.dash;
    return true;
  }

  // One letter ("W."), or letters with stops between ("U.S."); not the word "I", which ends
  // sentences.
  static bool IsInitial(std::string_view word) {
    const CodePoint c = CodePointAt(word, 0);
    if (c.bytes == word.size()) return !IsDigit(c.value) && CaseOf(word) == Case::kUpper;
    std::size_t letters = 0;
    for (std::size_t at = 0; at < word.size();) {
      const CodePoint letter = CodePointAt(word, at);
      if (letter.value == '.') {
        letters = 0;
      } else if (++letters > 1 || IsDigit(letter.value)) {
        return false;
      }
      at += letter.bytes;
    }
    return word.find('.') != word.npos;
  }

  // The mark of a list: the sentence has nothing but this short word.
  bool StandsAlone(std::string_view word) const {
    constexpr std::size_t kLongestMark = 3;
    if (word.size() > kLongestMark) return false;
    const auto before = static_cast<std::size_t>(word.data() - text_.data());
    const bool alone = Trim(text_.substr(start_, before - start_)).empty();
    return alone && (IsDigit(static_cast<unsigned char>(word[0])) || word.size() == 1);
  }

  // The letters, digits and inner stops that end at `end`; empty where they are too many.
  std::string_view WordBefore(std::size_t end) const {
    std::size_t begin = end;
    while (begin > start_ && end - begin <= kLongestAbbreviation) {
      const auto c = static_cast<unsigned char>(text_[begin - 1]);
      const bool inside = c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                          (c >= 'A' && c <= 'Z') || c == '.';
      if (!inside) break;
      --begin;
    }
    // Typographic marks and no-break spaces are bytes above ASCII too.
    std::size_t at = begin;
    while (at < end) {
      const CodePoint c = CodePointAt(text_, at);
      at += c.bytes;
      if (c.value != '.' && !IsWordChar(c.value)) begin = at;
    }
    return text_.substr(begin, end - begin);
  }

  Next Look(std::size_t at) const {
    Next next;
    constexpr std::size_t kMostGap = 24;
    const std::size_t limit = std::min(text_.size(), at + kMostGap);
    while (at < limit) {
      const CodePoint c = CodePointAt(text_, at);
      if (c.value == '\n') {
        next.line_break = true;
        return next;
      }
      if (IsSpace(c.value)) {
        next.blank = true;
      } else if (IsDash(c.value)) {
        next.dash = next.blank;
        if (!next.blank) break;
      } else if (IsOpener(c.value) || IsWideOpener(c.value)) {
        next.opener = next.opener || (c.value != '(' && c.value != '[');
      } else {
        break;
      }
      at += c.bytes;
    }
    if (at >= text_.size()) {
      next.line_break = true;
      return next;
    }
    std::size_t end = at;
    constexpr std::size_t kLongestWord = 32;
    while (end < text_.size() && end - at < kLongestWord) {
      const CodePoint c = CodePointAt(text_, end);
      if (!IsWordChar(c.value)) break;
      end += c.bytes;
    }
    next.word = text_.substr(at, end - at);
    next.digit = IsDigit(CodePointAt(text_, at).value);
    next.letter = next.word.empty() ? Case::kNone : CaseOf(next.word);
    return next;
  }

  void Close(std::size_t end) {
    const std::string_view words = Trim(text_.substr(start_, end - start_));
    if (!words.empty()) {
      const auto start = static_cast<std::size_t>(words.data() - text_.data());
      found_.push_back({start, start + words.size()});
    }
    start_ = end;
  }

  std::string_view text_;
  const AbbreviationTable& table_;
  std::vector<Span> found_;
  std::size_t start_ = 0;
  std::size_t opened_ = 0;  // the first wide bracket that is still open
  std::size_t depth_ = 0;
};

}  // namespace

std::vector<Span> FindSentences(std::string_view text, std::string_view language) {
  return Splitter(text, language).Run();
}

}  // namespace checkback
