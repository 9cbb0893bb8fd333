#include "store/search/cut.h"

#include <array>
#include <string>
#include <vector>

#include "store/search/fold.h"
#include "text/span.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// What an ASCII byte is inside a word: its small letter or digit, or 0 where it parts words.
constexpr std::array<char, 128> kInWord = [] {
  std::array<char, 128> letters{};
  for (std::size_t c = '0'; c <= '9'; ++c) letters[c] = static_cast<char>(c);
  for (std::size_t c = 'a'; c <= 'z'; ++c) letters[c] = static_cast<char>(c);
  for (std::size_t c = 'A'; c <= 'Z'; ++c) letters[c] = static_cast<char>(c + 32);
  return letters;
}();

char InWord(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x80 ? kInWord[byte] : '\0';
}

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

// Groups of digits with one mark between each two: "1,234,567.89", "14.05.2025".
struct Digits {
  std::vector<Span> groups;
  std::string marks;  // one fewer than groups
  bool zero = false;  // the first digit is 0
};

enum class NumberForm { kWhole, kDecimal, kSeveral };

// Whether the groups are one number, and whether its last group is a fraction.
NumberForm FormOf(const Digits& digits) {
  const std::size_t marks = digits.marks.size();
  if (marks == 0) return NumberForm::kWhole;
  const auto thousands = [&](std::size_t group) { return digits.groups[group].size() == 3; };
  if (marks == 1) {
    const bool whole = thousands(1) && digits.groups[0].size() <= 3 && !digits.zero;
    return whole ? NumberForm::kWhole : NumberForm::kDecimal;
  }
  for (std::size_t n = 1; n < marks; ++n) {
    if (!thousands(n) || digits.marks[n - 1] != digits.marks[0]) return NumberForm::kSeveral;
  }
  if (digits.marks[marks - 1] != digits.marks[0]) return NumberForm::kDecimal;
  return thousands(marks) ? NumberForm::kWhole : NumberForm::kSeveral;
}

class Cutter {
 public:
  Cutter(std::string_view text, const WordSink& sink) : text_(text), sink_(sink) {}

  void Cut() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (static_cast<unsigned char>(c) >= 0x80) {
        BeyondAscii();
      } else if (IsDigit(c)) {
        Number();
      } else if (InWord(c) != '\0') {
        Word(at_);
      } else {
        ++at_;
      }
    }
  }

 private:
  void BeyondAscii() {
    const CodePoint point = CodePointAt(text_, at_);
    if (IsUnspacedScript(point.value) && IsWordChar(point.value)) {
      word_.clear();
      AppendFolded(point.value, word_);
      const std::size_t start = at_;
      at_ += point.bytes;
      Give(start);
    } else if (IsWordChar(point.value) && !IsUnseenInWords(point.value)) {
      Word(at_);
    } else {
      at_ += point.bytes;
    }
  }

  // A word from at_ on; `word_` is begun with the digits from `start` to at_ if there are any.
  void Word(std::size_t start) {
    if (start == at_) word_.clear();
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (const char letter = InWord(c); letter != '\0') {
        word_ += letter;
        ++at_;
        continue;
      }
      if (static_cast<unsigned char>(c) < 0x80) break;
      const CodePoint point = CodePointAt(text_, at_);
      const bool unseen = IsUnseenInWords(point.value);
      if (!unseen && (IsUnspacedScript(point.value) || !IsWordChar(point.value))) break;
      AppendFolded(point.value, word_);
      at_ += point.bytes;
    }
    Give(start);
  }

  void Number() {
    const std::size_t start = at_;
    Digits& digits = digits_;
    digits.groups.clear();
    digits.marks.clear();
    digits.zero = text_[at_] == '0';
    ReadGroup(digits);
    while (at_ + 1 < text_.size() && (text_[at_] == ',' || text_[at_] == '.') &&
           IsDigit(text_[at_ + 1])) {
      digits.marks += text_[at_++];
      ReadGroup(digits);
    }
    word_.clear();
    const NumberForm form = FormOf(digits);
    if (form == NumberForm::kSeveral) return GiveEach(digits);
    for (std::size_t n = 0; n < digits.groups.size(); ++n) {
      if (n > 0 && n + 1 == digits.groups.size() && form == NumberForm::kDecimal) word_ += '.';
      word_ += Words(text_, digits.groups[n]);
    }
    Word(start);
  }

  void ReadGroup(Digits& digits) {
    const std::size_t start = at_;
    while (at_ < text_.size() && IsDigit(text_[at_])) ++at_;
    digits.groups.push_back({start, at_});
  }

  void GiveEach(const Digits& digits) {
    for (const Span& group : digits.groups) {
      word_ = Words(text_, group);
      Give(group.start, group.end);
    }
  }

  void Give(std::size_t start) { Give(start, at_); }

  void Give(std::size_t start, std::size_t end) {
    if (word_.empty()) return;
    std::size_t length = word_.size();
    if (length > kLongestWord) {
      length = kLongestWord;
      while (length > 0 && (static_cast<unsigned char>(word_[length]) & 0xC0) == 0x80) --length;
    }
    sink_(std::string_view(word_).substr(0, length), start, end);
  }

  std::string_view text_;
  const WordSink& sink_;
  std::size_t at_ = 0;
  std::string word_;
  Digits digits_;
};

}  // namespace

void CutWords(std::string_view text, const WordSink& sink) {
  Cutter(text, sink).Cut();
}

}  // namespace checkback
