#include "article/lines/line_tokens.h"

#include "text/utf8.h"

namespace checkback {
namespace {

// U+00C0 to U+017F without accent and case; '?' where a letter stands for itself.
constexpr std::string_view kLatin =
    "aaaaaa?ceeeeiiiidnooooo?ouuuuy??aaaaaa?ceeeeiiiidnooooo?ouuuuy?y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkkkllllllllll"
    "nnnnnnnnnoooooo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(kLatin.size() == 0x180 - 0xC0);

char32_t Fold(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  if (c >= 0xC0 && c < 0x180) {
    const char base = kLatin[c - 0xC0];
    if (base != '?') return static_cast<char32_t>(base);
    return c < 0xE0 ? c + 32 : c | 1;  // Æ, Þ, Ĳ, Œ
  }
  if (c >= 0x391 && c <= 0x3A9) return c + 32;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  if (c == 0x401 || c == 0x451) return 0x435;  // Ё
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  if (c == 0x623 || c == 0x625 || c == 0x622) return 0x627;  // forms of alef
  if (c == 0x649) return 0x64A;
  if (c == 0x629) return 0x647;
  return c;
}

bool IsUpper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  if (c >= 0xC0 && c < 0xDF) return c != 0xD7;
  if (c >= 0x100 && c < 0x180) return (c & 1) == 0;
  if (c >= 0x391 && c < 0x430) return c <= 0x3A9 || c >= 0x400;
  return c >= 0x600;  // no case: every word may be a name
}

bool IsApostrophe(char32_t c) {
  return c == '\'' || c == 0x2019 || c == 0x2BC || c == 0x2018;
}

// Written but not spoken: combining accents, Arabic vowel signs, tatweel, soft hyphen,
// and zero-width marks of direction.
bool IsSilent(char32_t c) {
  return (c >= 0x300 && c < 0x370) || (c >= 0x64B && c <= 0x652) || c == 0x640 || c == 0xAD ||
         (c >= 0x200B && c <= 0x200F) || c == 0xFE0F;
}

bool IsArabicMark(char32_t c) {
  return c == 0x60C || c == 0x61B || c == 0x61F || c == 0x6D4;
}

constexpr char32_t kCopyright = 0xA9;

bool IsLetter(char32_t c) {
  return (IsWordChar(c) && !IsArabicMark(c)) || c == kCopyright;
}

// A word of its own, whatever stands beside it.
bool StandsAlone(char32_t c) {
  return IsUnspacedScript(c) || c == kCopyright;
}

bool IsDigit(char32_t c) {
  return c >= '0' && c <= '9';
}

bool IsDash(char32_t c) {
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

bool EndsSentence(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 ||
         c == 0xFF1F || c == 0x61F || c == 0x6D4 || c == 0x964;
}

constexpr std::uint64_t kHashStart = 1469598103934665603u;  // FNV-1a
std::uint64_t Mix(std::uint64_t hash, char32_t c) {
  return (hash ^ c) * 1099511628211u;
}

class Reader {
 public:
  Reader(std::string_view line, std::vector<LineToken>& out) : line_(line), out_(out) {}

  bool Run(std::size_t most) {
    while (at_ < line_.size()) {
      if (out_.size() >= most) return true;
      const CodePoint point = CodePointAt(line_, at_);
      if (IsDigit(point.value)) {
        Number();
      } else if (IsLetter(point.value)) {
        Word(point);
      } else {
        Mark(point);
      }
    }
    return false;
  }

 private:
  char32_t Peek(std::size_t at) const {
    return at < line_.size() ? CodePointAt(line_, at).value : U' ';
  }

  void Word(CodePoint point) {
    LineToken token{.word = kHashStart, .kind = TokenKind::kWord, .capital = IsUpper(point.value)};
    const bool unspaced = StandsAlone(point.value);
    const bool behind_digit = at_ > 0 && IsDigit(line_[at_ - 1]);  // "14h05" is three tokens
    token.word = Mix(token.word, Fold(point.value));
    at_ += point.bytes;
    while (!unspaced && at_ < line_.size()) {
      const char c = line_[at_];
      if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
        token.word = Mix(token.word, static_cast<char32_t>(c | 0x20));
        ++at_;
        continue;
      }
      if (c == ' ' || (behind_digit && IsDigit(c))) break;
      point = CodePointAt(line_, at_);
      if (IsLetter(point.value) && !StandsAlone(point.value)) {
        if (!IsSilent(point.value)) token.word = Mix(token.word, Fold(point.value));
      } else if (!IsSilent(point.value) &&
                 !(IsApostrophe(point.value) && IsLetter(Peek(at_ + point.bytes)))) {
        break;
      }
      at_ += point.bytes;
    }
    out_.push_back(token);
  }

  void Number() {
    LineToken token{.word = 0, .kind = TokenKind::kNumber, .capital = false};
    const std::size_t start = at_;
    std::size_t marks = 0;
    while (at_ < line_.size() && (IsDigit(line_[at_]) || NumberMark())) {
      marks += IsDigit(line_[at_]) ? 0 : 1;
      ++at_;
    }
    if (marks >= 1 && IsClock(line_.substr(start, at_ - start))) token.kind = TokenKind::kClock;
    out_.push_back(token);
  }
  // "14:05", "7.30", "14:05:59": minutes below 60.
  static bool IsClock(std::string_view digits) {
    const std::size_t mark = digits.find_first_of(":.");
    if (mark > 2 || mark == std::string_view::npos || digits.size() < mark + 3) return false;
    if (digits.size() > mark + 3 && digits[mark + 3] != ':') return false;
    return digits[mark + 1] < '6';
  }
  bool NumberMark() const {
    const char c = line_[at_];
    return (c == '.' || c == ',' || c == ':' || c == '/') && IsDigit(Peek(at_ + 1));
  }

  void Mark(CodePoint point) {
    const bool blank_before = at_ == 0 || line_[at_ - 1] == ' ';
    at_ += point.bytes;
    const char32_t next = Peek(at_);
    const bool last = !IsLetter(next);
    if (EndsSentence(point.value)) {
      if (last || point.value >= 0x80) Put(TokenKind::kStop);
    } else if (point.value == ':' || point.value == 0xFF1A || point.value == '|') {
      Put(TokenKind::kSeparator);
    } else if (IsDash(point.value)) {
      if (blank_before || last || point.value == 0x2014) Put(TokenKind::kSeparator);
    }
  }
  void Put(TokenKind kind) {
    if (!out_.empty() && out_.back().kind == kind) return;
    out_.push_back({.word = 0, .kind = kind, .capital = false});
  }

  std::string_view line_;
  std::vector<LineToken>& out_;
  std::size_t at_ = 0;
};

constexpr std::size_t kTailBytes = 64;

std::uint64_t LastWordOfAnyScript(std::string_view line) {
  std::size_t start = line.size() > kTailBytes ? line.size() - kTailBytes : 0;
  while (start > 0 && start < line.size() && (line[start] & 0xC0) == 0x80) ++start;
  if (start > 0) {
    const std::size_t blank = line.find(' ', start);
    if (blank != std::string_view::npos && blank + 1 < line.size()) start = blank;
  }
  std::vector<LineToken> tokens;
  tokens.reserve(kTailBytes);
  TokenizeLine(line.substr(start), kTailBytes, tokens);
  for (auto token = tokens.rbegin(); token != tokens.rend(); ++token) {
    if (token->kind == TokenKind::kWord) return token->word;
    if (token->kind == TokenKind::kNumber || token->kind == TokenKind::kClock) return 0;
  }
  return 0;
}

}  // namespace

std::uint64_t WordHash(std::string_view folded) {
  std::uint64_t hash = kHashStart;
  for (const char c : folded) hash = Mix(hash, static_cast<unsigned char>(c));
  return hash;
}

bool TokenizeLine(std::string_view line, std::size_t most, std::vector<LineToken>& out) {
  return Reader(line, out).Run(most);
}

std::uint64_t LastWord(std::string_view line) {
  // Nearly always the last word is ASCII, and is read from behind.
  const auto is_ascii_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  };
  std::size_t end = line.size();
  while (end > 0 && (line[end - 1] & 0x80) == 0 && !is_ascii_letter(line[end - 1])) {
    if (IsDigit(static_cast<unsigned char>(line[--end]))) return 0;
  }
  std::size_t start = end;
  while (start > 0 && (is_ascii_letter(line[start - 1]) || line[start - 1] == '\'')) --start;
  if (start < end && (start == 0 || ((line[start - 1] & 0x80) == 0 && !IsDigit(line[start - 1])))) {
    std::uint64_t hash = kHashStart;
    for (std::size_t at = start; at < end; ++at) {
      if (line[at] != '\'') hash = Mix(hash, Fold(static_cast<unsigned char>(line[at])));
    }
    return hash;
  }
  return LastWordOfAnyScript(line);
}

}  // namespace checkback
