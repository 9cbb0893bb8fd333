#include "story/words.h"

#include <array>
#include <limits>

#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::uint64_t kSeed = 0xcbf29ce484222325;
constexpr std::uint64_t kPrime = 0x9e3779b97f4a7c15;

// How many characters one "word" holds in a script without blanks.
constexpr std::size_t kUnspacedCharacters = 4;

std::uint64_t Mixed(std::uint64_t hash, char32_t letter) {
  hash = (hash ^ letter) * kPrime;
  return hash ^ (hash >> 29);
}

// What an ASCII byte is inside a word: its small letter, or 0 where it parts words.
constexpr std::array<unsigned char, 128> kFolded = [] {
  std::array<unsigned char, 128> folded{};
  for (unsigned char c = '0'; c <= '9'; ++c) folded[c] = c;
  for (unsigned char c = 'a'; c <= 'z'; ++c) folded[c] = c;
  for (unsigned char c = 'A'; c <= 'Z'; ++c) folded[c] = static_cast<unsigned char>(c + 32);
  return folded;
}();

// An apostrophe that Unicode counts among the letters; it parts words like the others.
bool IsLetterApostrophe(char32_t c) {
  return c == 0x02BC;
}

// Soft hyphens, joiners and zero-width blanks: they stand inside words unseen.
bool IsUnseen(char32_t c) {
  return c == 0x00AD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
}

class WordReader {
 public:
  explicit WordReader(std::string_view text) : text_(text) { words_.reserve(text.size() / 6 + 1); }

  std::vector<FoldedWord> Read() {
    while (at_ < text_.size()) {
      const auto byte = static_cast<unsigned char>(text_[at_]);
      if (byte >= 0x80) {
        ReadBeyondAscii();
      } else if (const unsigned char letter = kFolded[byte]; letter != 0) {
        Letter(letter, 1);
      } else {
        Close();
        ++at_;
      }
    }
    Close();
    return std::move(words_);
  }

 private:
  void Letter(char32_t letter, std::size_t bytes) {
    if (!inside_) word_ = {kSeed, static_cast<std::uint32_t>(at_), 0};
    inside_ = true;
    word_.hash = Mixed(word_.hash, letter);
    at_ += bytes;
    word_.end = static_cast<std::uint32_t>(at_);
  }

  void Close() {
    if (inside_) words_.push_back(word_);
    inside_ = false;
  }

  void ReadBeyondAscii() {
    const CodePoint point = CodePointAt(text_, at_);
    if (IsUnspacedScript(point.value)) {
      Close();
      ReadUnspacedRun();
    } else if (IsUnseen(point.value)) {
      at_ += point.bytes;
    } else if (IsWordChar(point.value) && !IsLetterApostrophe(point.value)) {
      Letter(LowerCase(point.value), point.bytes);
    } else {
      Close();
      at_ += point.bytes;
    }
  }

  // Characters up to the next one of a script with blanks, or punctuation. The last
  // three open shorter words, so that a run of any length has words.
  void ReadUnspacedRun() {
    const std::size_t first = words_.size();
    while (at_ < text_.size()) {
      const CodePoint point = CodePointAt(text_, at_);
      if (!IsUnspacedScript(point.value)) break;
      words_.push_back({kSeed, static_cast<std::uint32_t>(at_), 0});
      at_ += point.bytes;
      const std::size_t opened = words_.size() - first;
      const std::size_t open = opened < kUnspacedCharacters ? opened : kUnspacedCharacters;
      for (std::size_t back = 1; back <= open; ++back) {
        FoldedWord& word = words_[words_.size() - back];
        word.hash = Mixed(word.hash, point.value);
        word.end = static_cast<std::uint32_t>(at_);
      }
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool inside_ = false;
  FoldedWord word_;
  std::vector<FoldedWord> words_;
};

}  // namespace

std::vector<FoldedWord> WordsOf(std::string_view text) {
  return WordReader(text.substr(0, std::numeric_limits<std::uint32_t>::max())).Read();
}

}  // namespace checkback
