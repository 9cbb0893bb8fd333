#include "reading/figure_numbers.h"

#include <algorithm>
#include <charconv>

namespace checkback {
namespace {

// Longer numbers of news are written with words for their scale.
constexpr std::size_t kMostDigits = 24;
constexpr WordIndex kMostWords = 8;

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

// "1,140", "2.6", "31000"; nothing of "12:30", "737-800", "3rd", "1.140.000".
std::optional<double> OfDigits(std::string_view word) {
  if (word.empty() || word.size() > kMostDigits || !IsDigit(word[0])) return std::nullopt;
  char digits[kMostDigits];
  std::size_t size = 0;
  std::size_t run = 0;
  bool grouped = false;
  bool decimals = false;
  for (const char c : word) {
    if (IsDigit(c)) {
      digits[size++] = c;
      ++run;
    } else if (c == ',' && !decimals && (grouped ? run == 3 : run >= 1 && run <= 3)) {
      grouped = true;
      run = 0;
    } else if (c == '.' && !decimals && (!grouped || run == 3)) {
      digits[size++] = c;
      decimals = true;
      run = 0;
    } else {
      return std::nullopt;
    }
  }
  if (run == 0 || (grouped && !decimals && run != 3)) return std::nullopt;
  double value = 0;
  std::from_chars(digits, digits + size, value);
  return value;
}

template <typename Map>
const typename Map::mapped_type* In(const Map& map, std::string_view key) {
  const auto found = map.find(key);
  return found == map.end() ? nullptr : &found->second;
}

bool Adjacent(const Grammar& grammar, WordIndex word) {
  return grammar[word - 1].span.end == grammar[word].span.start;
}

// "m" and "k" behind digits: of money and people only, else they measure.
const double* MoneyScale(const Grammar& grammar, const FigureRules& rules, WordIndex at,
                         WordIndex end, bool money) {
  const double* const scale = In(rules.money_scales, grammar.Lower(at));
  if (scale == nullptr || !Adjacent(grammar, at)) return nullptr;
  if (money) return scale;
  WordIndex next = at + 1;
  if (next < end && grammar.Lower(next) == "-") ++next;
  if (next >= end) return nullptr;
  const FigurePhrase* const unit = PhraseAt(grammar, rules.units, next, end);
  const bool people = rules.persons.contains(grammar.Lemma(next));
  return people || (unit != nullptr && unit->money) ? scale : nullptr;
}

// Behind `number` words for its scale: "2.5 [million]", "two [hundred thousand]".
void TakeScales(const Grammar& grammar, const FigureRules& rules, WordIndex end, bool money,
                FigureNumber& number) {
  for (int i = 0; i < 3 && number.end < end; ++i) {
    const double* scale = In(rules.scales, grammar.Lower(number.end));
    if (scale == nullptr && number.digits) {
      scale = MoneyScale(grammar, rules, number.end, end, money);
    }
    if (scale == nullptr) return;
    if (grammar.Lower(number.end) == "dozen") number.bound = FigureBound::kAbout;
    number.value *= *scale;
    ++number.end;
  }
}

// "two hundred and three", "forty-one thousand"
FigureNumber OfWords(const Grammar& grammar, const FigureRules& rules, WordIndex i, WordIndex end) {
  FigureNumber number;
  double whole = 0;
  double part = 0;
  double last_scale = 1;
  WordIndex at = i;
  const WordIndex last = std::min(end, i + kMostWords);
  while (at < last) {
    const std::string_view word = grammar.Lower(at);
    if (const double* const count = In(rules.counts, word)) {
      // "two three" are two numbers, "twenty three" is one.
      if (part != 0 && (static_cast<long>(part) % 100 < 20 && static_cast<long>(part) % 100 != 0))
        break;
      part += *count;
      last_scale = 1;
    } else if (const double* const scale = In(rules.scales, word); scale && at > i) {
      if (word == "dozen") number.bound = FigureBound::kAbout;
      last_scale = *scale;
      if (*scale == 100) {
        part = std::max(part, 1.0) * *scale;
      } else {
        whole += std::max(part, 1.0) * *scale;
        part = 0;
      }
    } else {
      break;
    }
    number.end = ++at;
    if (at + 1 >= last) break;
    const std::string_view joint = grammar.Lower(at);
    const bool joins = joint == "-" ? part >= 20 && static_cast<long>(part) % 10 == 0
                                    : joint == "and" && whole + part >= 100;
    if (joins && In(rules.counts, grammar.Lower(at + 1))) ++at;
  }
  number.value = whole + part;
  number.unscaled = number.value / last_scale;
  return number;
}

}  // namespace

const FigurePhrase* PhraseAt(const Grammar& grammar, const FigurePhrases& phrases, WordIndex i,
                             WordIndex end) {
  if (i >= end) return nullptr;
  const auto* const found = In(phrases, grammar.Lower(i));
  if (found == nullptr) return nullptr;
  for (const FigurePhrase& phrase : *found) {
    if (phrase.words.size() > end - i) continue;
    WordIndex at = i;
    const bool fits = std::all_of(phrase.words.begin(), phrase.words.end(),
                                  [&](auto word) { return grammar.Lower(at++) == word; });
    if (fits) return &phrase;
  }
  return nullptr;
}

const FigurePhrase* PhraseBefore(const Grammar& grammar, const FigurePhrases& phrases,
                                 WordIndex end, WordIndex first) {
  if (end <= first) return nullptr;
  const auto* const found = In(phrases, grammar.Lower(end - 1));
  if (found == nullptr) return nullptr;
  for (const FigurePhrase& phrase : *found) {
    const auto size = static_cast<WordIndex>(phrase.words.size());
    if (size > end - first) continue;
    WordIndex at = end - size;
    const bool fits = std::all_of(phrase.words.begin(), phrase.words.end(),
                                  [&](auto word) { return grammar.Lower(at++) == word; });
    if (fits) return &phrase;
  }
  return nullptr;
}

FigureNumber FigureNumberAt(const Grammar& grammar, const FigureRules& rules, WordIndex i,
                            WordIndex end, bool money) {
  FigureNumber number;
  if (i >= end) return number;
  if (const auto value = OfDigits(grammar.Lower(i))) {
    number.digits = true;
    number.value = *value;
    number.end = i + 1;
  } else if (const FigurePhrase* const vague = PhraseAt(grammar, rules.vague, i, end)) {
    number.vague = true;
    number.value = vague->value;
    number.unscaled = vague->value;
    number.bound = vague->bound;
    number.end = i + static_cast<WordIndex>(vague->words.size());
    return number;
  } else if (In(rules.counts, grammar.Lower(i)) == nullptr) {
    return number;
  } else {
    return OfWords(grammar, rules, i, end);
  }
  number.unscaled = number.value;
  TakeScales(grammar, rules, end, money, number);
  return number;
}

}  // namespace checkback
