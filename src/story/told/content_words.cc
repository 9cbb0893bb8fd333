#include "story/told/content_words.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "story/words.h"
#include "text/language_tables.h"
#include "text/utf8.h"

namespace checkback {
namespace {

struct ContentRules {
  std::unordered_set<std::string_view> grammar, negations, before, pointing;
  std::unordered_map<std::string_view, std::uint64_t> numbers;
  std::unordered_map<std::string_view, std::string_view> same;
  std::vector<std::string_view> endings;  // the longest first
};

std::string_view TakeUntil(std::string_view& rest, char end) {
  const std::size_t at = std::min(rest.find(end), rest.size());
  const std::string_view taken = rest.substr(0, at);
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return taken;
}

void ReadNumber(std::string_view entry, ContentRules& rules) {
  const std::string_view word = TakeUntil(entry, '=');
  std::uint64_t value = 0;
  std::from_chars(entry.begin(), entry.end(), value);
  rules.numbers[word] = value;
}

void ReadLine(std::string_view line, ContentRules& rules) {
  const std::string_view kind = TakeUntil(line, ' ');
  const std::string_view first = line.substr(0, line.find(' '));
  while (!line.empty()) {
    const std::string_view word = TakeUntil(line, ' ');
    if (word.empty()) continue;
    if (kind == "grammar") rules.grammar.insert(word);
    if (kind == "not") rules.negations.insert(word);
    if (kind == "before") rules.before.insert(word);
    if (kind == "pointing") rules.pointing.insert(word);
    if (kind == "number") ReadNumber(word, rules);
    if (kind == "ending") rules.endings.push_back(word);
    if (kind == "same") rules.same[word] = first;
  }
}

ContentRules ReadRules(std::string_view bytes) {
  ContentRules rules;
  while (!bytes.empty()) {
    const std::string_view line = TakeUntil(bytes, '\n');
    if (!line.empty() && line[0] != '#') ReadLine(line, rules);
  }
  std::stable_sort(rules.endings.begin(), rules.endings.end(),
                   [](std::string_view a, std::string_view b) { return a.size() > b.size(); });
  return rules;
}

const ContentRules& RulesOf(std::string_view language) {
  static const LanguageTables<ContentRules> tables("content.txt", ReadRules);
  return tables.Of(language);
}

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view StemOf(std::string_view word, const ContentRules& rules) {
  constexpr std::size_t kLeast = 3;
  const auto same = rules.same.find(word);
  if (same != rules.same.end()) return same->second;
  for (const std::string_view ending : rules.endings) {
    if (word.size() >= ending.size() + kLeast && word.ends_with(ending))
      return word.substr(0, word.size() - ending.size());
  }
  return word;
}

// Reads a sentence word by word; numbers of several words ("twenty-three", "six hundred", "1,140")
// are one.
class ContentReader {
 public:
  // `take` gets the word as text ("kill", "#7") and what it is.
  using Take = std::function<void(std::string_view, ContentWord)>;

  ContentReader(std::string_view sentence, const ContentRules& rules, Take take)
      : sentence_(sentence), rules_(rules), words_(WordsOf(sentence)), take_(std::move(take)) {}

  Content Read() {
    for (std::size_t i = 0; i < words_.size();) i = ReadWord(i);
    content_.printed_words = words_.size();
    return content_;
  }

 private:
  std::string_view Printed(std::size_t i) const {
    return sentence_.substr(words_[i].start, words_[i].end - words_[i].start);
  }

  // Words [first, end) of digits with a mark between: 1,140 or 4.50.
  std::size_t EndOfDigits(std::size_t first) const {
    std::size_t end = first + 1;
    while (end < words_.size() && IsDigit(Printed(end - 1).back()) && IsDigit(Printed(end)[0]) &&
           words_[end].start == words_[end - 1].end + 1 &&
           std::string_view(",.:").find(sentence_[words_[end - 1].end]) != std::string_view::npos)
      ++end;
    return end;
  }

  std::size_t ReadWord(std::size_t i) {
    Count(words_[i].hash);
    const std::string_view printed = Printed(i);
    if (IsDigit(printed[0])) return ReadDigits(i);
    const std::string lower = LowerCase(printed);
    if (i == 0) content_.leans = rules_.pointing.contains(lower);
    const bool clipped = lower == "t" && i > 0 && Printed(i - 1).ends_with('n');  // "didn't"
    if (clipped || rules_.negations.contains(lower)) ++content_.negations;
    if (rules_.before.contains(lower)) content_.speaks_of_before = true;
    if (lower == "had" && !rules_.grammar.empty()) content_.had = true;
    if (const auto number = rules_.numbers.find(lower); number != rules_.numbers.end())
      return ReadNumberWords(i, number->second);
    if (rules_.grammar.contains(lower)) return i + 1;
    const CodePoint c = CodePointAt(printed, 0);
    Give(StemOf(lower, rules_), {.is_name = i > 0 && LowerCase(c.value) != c.value});
    return i + 1;
  }

  std::size_t ReadDigits(std::size_t i) {
    const std::size_t end = EndOfDigits(i);
    std::string value = "#";
    std::string_view unit;
    for (std::size_t k = i; k < end; ++k) {
      const std::string_view part = Printed(k);
      const auto digits = static_cast<std::size_t>(
          std::find_if_not(part.begin(), part.end(), IsDigit) - part.begin());
      if (k > i && sentence_[words_[k].start - 1] != ',') value += '.';
      value += part.substr(0, digits);
      unit = part.substr(digits);
      if (k > i) Count(words_[k].hash);
    }
    Give(value, {.is_number = true});
    const std::string lower = LowerCase(unit);
    if (!lower.empty() && !rules_.grammar.contains(lower)) Give(StemOf(lower, rules_), {});
    return end;
  }

  std::size_t ReadNumberWords(std::size_t i, std::uint64_t value) {
    constexpr std::uint64_t kLargest = 1'000'000'000;
    while (++i < words_.size()) {
      const std::string lower = LowerCase(Printed(i));
      const auto next = rules_.numbers.find(lower);
      if (next == rules_.numbers.end() || value > kLargest) break;
      const bool digit = value >= 20 && value % 10 == 0 && next->second < 10;
      const bool times = next->second >= 100 && next->second > value;
      if (!digit && !times) break;
      value = digit ? value + next->second : value * next->second;
      Count(words_[i].hash);
    }
    Give('#' + std::to_string(value), {.is_number = true});
    return i;
  }

  void Give(std::string_view text, ContentWord word) {
    word.hash = Hash(text);
    word.family = word.is_number ? word.hash : Hash(FirstLetters(text));
    content_.words.push_back(word);
    take_(text, word);
  }

  void Count(std::uint64_t hash) {
    content_.printed = (content_.printed ^ hash) * kPrime;
    content_.printed ^= content_.printed >> 31;
  }

  static std::string_view FirstLetters(std::string_view text) {
    constexpr std::size_t kOfFamily = 5;
    std::size_t end = 0;
    for (std::size_t i = 0; i < kOfFamily && end < text.size(); ++i)
      end += CodePointAt(text, end).bytes;
    return text.substr(0, end);
  }

  static std::uint64_t Hash(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return hash ^ (hash >> 32);
  }

  static constexpr std::uint64_t kPrime = 0x9e3779b97f4a7c15;

  std::string_view sentence_;
  const ContentRules& rules_;
  std::vector<FoldedWord> words_;
  Take take_;
  Content content_;
};

}  // namespace

Content ContentOf(std::string_view sentence, std::string_view language) {
  return ContentReader(sentence, RulesOf(language), [](std::string_view, ContentWord) {}).Read();
}

std::string ContentAsText(std::string_view sentence, std::string_view language) {
  std::string text;
  const auto take = [&](std::string_view word, ContentWord) {
    if (!text.empty()) text += ' ';
    text += word;
  };
  ContentReader(sentence, RulesOf(language), take).Read();
  return text;
}

}  // namespace checkback
