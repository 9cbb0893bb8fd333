#include "reading/time_words.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kLongestTimeWord = 16;
constexpr int kFirstYear = 1100;
constexpr int kLastYear = 2199;

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t DigitsIn(std::string_view word) {
  return static_cast<std::size_t>(std::find_if_not(word.begin(), word.end(), IsDigit) -
                                  word.begin());
}

int NumberOf(std::string_view digits) {
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

bool IsOrdinalEnding(std::string_view ending) {
  return ending == "er" || ending == "\u00ba" || ending == "\u00b0" || ending == "st" ||
         ending == "nd" || ending == "rd" || ending == "th";
}

// "7:30", "18:00:15"
bool IsClock(std::string_view word, std::size_t digits, char mark) {
  return digits <= 2 && word.size() >= digits + 3 && word[digits] == mark &&
         IsDigit(word[digits + 1]) && IsDigit(word[digits + 2]) &&
         NumberOf(word.substr(0, digits)) <= 24 && NumberOf(word.substr(digits + 1, 2)) < 60;
}

void ReadDigits(std::string_view word, TimeMeaning& meaning) {
  const std::size_t digits = DigitsIn(word);
  const std::string_view rest = word.substr(digits);
  const int number = digits <= 4 ? NumberOf(word.substr(0, digits)) : -1;
  // "14h30" in Romance languages
  if (IsClock(word, digits, ':') || (word.size() == digits + 3 && IsClock(word, digits, 'h')))
    meaning.Set(TimeClass::kClock, number);
  if (word.size() == digits + 3 && IsClock(word, digits, '.')) {
    meaning.Set(TimeClass::kDotClock, number);
  }
  if (rest.empty() && digits == 4 && number >= kFirstYear && number <= kLastYear) {
    meaning.Set(TimeClass::kYear, number);
  }
  if (digits <= 2 && number >= 1 && number <= 31 && (rest.empty() || IsOrdinalEnding(rest))) {
    meaning.Set(TimeClass::kDay, number);
  }
  if (digits <= 2 && IsOrdinalEnding(rest)) meaning.Set(TimeClass::kOrdinal, number);
  if (digits == 4 && number % 10 == 0 && (rest == "s" || rest == "'s")) {
    meaning.Set(TimeClass::kDecade, number / 10);
  }
  const auto marks = [&](char mark) { return std::count(word.begin(), word.end(), mark) == 2; };
  const bool all = std::all_of(word.begin(), word.end(),
                               [](char c) { return IsDigit(c) || c == '/' || c == '-'; });
  const bool dots =
      std::all_of(word.begin(), word.end(), [](char c) { return IsDigit(c) || c == '.'; });
  if (dots && marks('.') && digits <= 2) meaning.Set(TimeClass::kDate, 0);
  if (all && (marks('/') || (marks('-') && digits == 4))) meaning.Set(TimeClass::kDate, 0);
  if (rest.empty() || rest[0] == ',' || rest[0] == '.') meaning.Set(TimeClass::kNumber, 0);
}

}  // namespace

TimeWords::TimeWords(std::string_view text, std::span<const Word> words, const TimeRules& rules)
    : text_(text), lower_(AsciiLower(text)), words_(words), meanings_(words.size()) {
  for (std::size_t i = 0; i < words_.size(); ++i) Read(i, rules);
}

void TimeWords::Read(std::size_t i, const TimeRules& rules) {
  constexpr std::string_view kMid = "mid-";
  std::string_view word = Lower(i);
  if (word.size() > kLongestTimeWord || word.empty()) return;
  std::size_t skipped = 0;
  if (word.size() > kMid.size() && word.starts_with(kMid)) skipped = kMid.size();
  word.remove_prefix(skipped);
  TimeMeaning& meaning = meanings_[i];
  if (IsDigit(word[0])) return ReadDigits(word, meaning);
  // "'79"
  constexpr std::string_view kApostrophe = "\u2019";
  const bool curly = word.starts_with(kApostrophe);
  const std::string_view years = word.substr(curly ? kApostrophe.size() : 1);
  if ((curly || word[0] == '\'') && years.size() == 2 && DigitsIn(years) == 2) {
    constexpr int kTurnOfCentury = 30;
    const int number = NumberOf(years);
    meaning.Set(TimeClass::kYear, number + (number < kTurnOfCentury ? 2000 : 1900));
    return;
  }
  const auto found = rules.words.find(word);
  if (found == rules.words.end()) return;
  meaning = found->second;
  const char first = AsPrinted(i)[skipped];
  if (!(first >= 'A' && first <= 'Z')) meaning.classes &= ~meaning.capital;
  if (Holds(i, TimeClass::kCount)) meaning.Set(TimeClass::kNumber, 0);
}

TimeNumber TimeWords::NumberAt(std::size_t i) const {
  constexpr std::size_t kMostWords = 8;
  if (!Holds(i, TimeClass::kNumber)) return {};
  TimeNumber number;
  if (IsDigit(Lower(i)[0])) {
    std::string digits(Lower(i));
    std::erase(digits, ',');
    std::from_chars(digits.data(), digits.data() + digits.size(), number.value);
    number.words = 1;
  } else {
    double sum = 0;
    std::size_t at = i;
    while (at < size() && at - i < kMostWords && Holds(at, TimeClass::kCount)) {
      const int count = Meaning(at).number[static_cast<std::size_t>(TimeClass::kCount)];
      if (count >= 100) {
        sum = std::max(sum, 1.0) * count;
      } else {
        sum += count;
      }
      number.words = ++at - i;
      const bool joined = at + 1 < size() && (Lower(at) == "-" || Lower(at) == "and") &&
                          Holds(at + 1, TimeClass::kCount);
      if (joined) ++at;
    }
    number.value = sum;
  }
  // "two and a half"
  const std::size_t at = i + number.words;
  if (at + 2 < size() && Lower(at) == "and" && Lower(at + 1) == "a" && Lower(at + 2) == "half") {
    number.value += 0.5;
    number.words += 3;
  }
  return number;
}

}  // namespace checkback
