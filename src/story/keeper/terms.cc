#include "story/keeper/terms.h"

#include <algorithm>

#include "story/keeper/hash_places.h"
#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kUsualTerms = 400;    // of an article: room to begin with
constexpr std::size_t kLedeWords = 60;      // of the body: two to three sentences
constexpr std::size_t kMostWords = 20'000;  // what follows says nothing new
constexpr std::size_t kLongestWord = 40;    // bytes; longer ones are cut

enum class Field { kHeadline, kDescription, kBody };

// Soft hyphens, joiners and zero-width blanks: they stand inside words unseen.
bool IsUnseen(char32_t c) {
  return c == 0x00AD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
}

bool IsDigit(char32_t c) {
  return c >= '0' && c <= '9';
}

bool IsCapital(char c) {
  return c >= 'A' && c <= 'Z';
}

// What most texts are made of.
bool IsPlain(char c) {
  return IsCapital(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool HasVowelSigns(char32_t c) {
  return c < 0x2E80;  // Thai, Lao, Khmer, Myanmar
}

class TermReader {
 public:
  TermReader() {
    places_.Clear(kUsualTerms);
    found_.terms.reserve(kUsualTerms);
    cased_.reserve(kUsualTerms);
  }

  void Read(std::string_view text, Field field) {
    field_ = field;
    text_ = text;
    at_ = 0;
    opens_ = true;
    while (at_ < text_.size() && words_ < kMostWords) {
      if (IsPlain(text_[at_])) {
        PlainLetters();
      } else {
        Step();
      }
    }
    Close();
    if (field == Field::kHeadline) found_.head_words = words_;
  }

  ArticleTerms Take(bool headline_in_capitals) {
    found_.words = words_;
    for (Term& term : found_.terms) {
      Cased& cased = cased_[static_cast<std::size_t>(term.first)];
      term.name = !term.digits && (cased.body || (cased.head && !headline_in_capitals));
      term.first = cased.rank;
    }
    return std::move(found_);
  }

  // How many words of the headline open with a capital, and how many could.
  std::uint32_t capitals = 0, long_words = 0;

 private:
  struct Cased {
    bool head = false, body = false;  // a capital where none was due
    std::uint32_t rank = 0;
  };

  void Step() {
    const CodePoint point = CodePointAt(text_, at_);
    if (IsUnspacedScript(point.value)) {
      Close();
      ReadUnspacedRun();
      return;
    }
    if (IsUnseen(point.value)) {
      at_ += point.bytes;
      return;
    }
    if (IsWordChar(point.value)) {
      Letter(point.value);
      at_ += point.bytes;
      return;
    }
    const bool joins = (point.value == '.' || point.value == ',') && !word_.empty() &&
                       IsDigit(static_cast<unsigned char>(word_.back())) &&
                       at_ + 1 < text_.size() &&
                       IsDigit(static_cast<unsigned char>(text_[at_ + 1]));
    if (joins) {
      if (point.value == '.') word_ += '.';
      ++at_;
      return;
    }
    Close();
    if (point.value == '.' || point.value == '!' || point.value == '?' || point.value == ':' ||
        point.value == '\n' || point.value == 0x201C || point.value == '"') {
      opens_ = true;
    }
    at_ += point.bytes;
  }

  // A run of letters and digits of ASCII: what Letter does, for all of it.
  void PlainLetters() {
    const std::size_t begin = at_;
    if (word_.empty()) {
      capital_ = IsCapital(text_[at_]);
      letters_ = 0;
    }
    do {
      digits_ = digits_ || IsDigit(static_cast<unsigned char>(text_[at_]));
      ++at_;
    } while (at_ < text_.size() && IsPlain(text_[at_]));
    letters_ += at_ - begin;
    const std::size_t room = kLongestWord - std::min(kLongestWord, word_.size());
    for (const char c : text_.substr(begin, std::min(room, at_ - begin)))
      word_ += static_cast<char>(IsCapital(c) ? c + 32 : c);
  }

  void Letter(char32_t value) {
    const char32_t small =
        value < 0x80 ? (value >= 'A' && value <= 'Z' ? value + 32 : value) : LowerCase(value);
    if (word_.empty()) {
      capital_ = small != value;
      letters_ = 0;
    }
    ++letters_;
    if (IsDigit(value)) digits_ = true;
    if (word_.size() >= kLongestWord) return;
    if (small < 0x80) {
      word_ += static_cast<char>(small);
    } else {
      AppendUtf8(small, word_);
    }
  }

  void Close() {
    if (word_.empty()) return;
    const bool cased = capital_ && !opens_;
    if (letters_ > 1 || digits_) {
      if (field_ == Field::kHeadline && letters_ > 3 && !digits_ && !opens_) {
        ++long_words;
        capitals += capital_ ? 1 : 0;
      }
      Enter(word_, cased);
    }
    opens_ = false;
    word_.clear();
    digits_ = false;
    capital_ = false;
  }

  void ReadUnspacedRun() {
    std::size_t starts[3] = {at_, at_, at_};  // of the last characters
    std::size_t count = 0;
    while (at_ < text_.size() && words_ < kMostWords) {
      const CodePoint point = CodePointAt(text_, at_);
      if (!IsUnspacedScript(point.value)) break;
      const std::size_t length = HasVowelSigns(point.value) ? 3 : 2;
      starts[0] = starts[1];
      starts[1] = starts[2];
      starts[2] = at_;
      at_ += point.bytes;
      if (++count < length) continue;
      Enter(text_.substr(starts[3 - length], at_ - starts[3 - length]), false);
    }
    opens_ = false;
  }

  void Enter(std::string_view word, bool cased) {
    const std::uint64_t hash = TermHash(word);
    const std::uint32_t rank = words_++;
    if (field_ == Field::kBody) ++body_words_;
    std::uint32_t known = places_.Find(hash);
    if (known == HashPlaces::kNone) {
      if (found_.terms.size() >= kMostTerms) return;
      known = static_cast<std::uint32_t>(found_.terms.size());
      places_.Enter(hash, known);
      Term term;
      term.hash = hash;
      term.word = word;
      term.digits =
          std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
      term.first = static_cast<std::uint32_t>(cased_.size());
      found_.terms.push_back(std::move(term));
      cased_.push_back({false, false, rank});
    }
    Term& term = found_.terms[known];
    Cased& seen = cased_[known];
    const auto count = [](std::uint16_t& n) {
      n = n < 60'000 ? static_cast<std::uint16_t>(n + 1) : n;
    };
    count(term.all);
    if (field_ == Field::kHeadline) count(term.head);
    if (field_ != Field::kBody || body_words_ <= kLedeWords) count(term.lede);
    if (cased) (field_ == Field::kHeadline ? seen.head : seen.body) = true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Field field_ = Field::kHeadline;
  std::string word_;
  bool capital_ = false, digits_ = false, opens_ = true;
  std::size_t letters_ = 0;
  std::uint32_t words_ = 0, body_words_ = 0;
  ArticleTerms found_;
  std::vector<Cased> cased_;
  HashPlaces places_;
};

}  // namespace

// Stored in snapshots, so it must stay as it is (FNV-1a, mixed once more).
std::uint64_t TermHash(std::string_view word) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  hash *= 0x9e3779b97f4a7c15;
  return hash ^ (hash >> 32);
}

ArticleTerms TermsOf(std::string_view headline, std::string_view description,
                     std::string_view text) {
  TermReader reader;
  reader.Read(headline, Field::kHeadline);
  reader.Read(description, Field::kDescription);
  reader.Read(text, Field::kBody);
  // "Quake Shakes Halvar Coast": capitals that say nothing of names.
  const bool in_capitals = reader.long_words >= 3 && 2 * reader.capitals > reader.long_words;
  return reader.Take(in_capitals);
}

}  // namespace checkback
