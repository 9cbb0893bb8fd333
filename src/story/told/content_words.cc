#include "story/told/content_words.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <unordered_map>
#include <utility>

#include "story/told/printed_hash.h"
#include "story/words.h"
#include "text/hash_table.h"
#include "text/language_tables.h"
#include "text/take_until.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// What the table says of one word.
struct WordRule {
  bool grammar = false, negation = false, before = false, pointing = false;
  std::optional<std::uint64_t> number;
  std::optional<std::string_view> same;
};

struct ContentRules {
  // All in one table: each word of each sentence is looked up in it.
  std::unordered_map<std::string_view, WordRule> words;
  // The same, without those that have other letters than ASCII, by FoldedWord::hash: where a word
  // has no other letters, its hash is there already.
  HashTable<WordRule> by_hash;
  std::vector<std::string_view> endings;  // the longest first
  bool has_grammar = false;

  const WordRule& Of(std::string_view word) const { return In(words, word); }
  const WordRule& OfAscii(const FoldedWord& word) const { return In(by_hash, word.hash); }

 private:
  template <typename Table, typename Key>
  static const WordRule& In(const Table& table, const Key& key) {
    static const WordRule none;
    const auto found = table.find(key);
    return found == table.end() ? none : found->second;
  }
};

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

void ReadNumber(std::string_view entry, ContentRules& rules) {
  const std::string_view word = TakeUntil(entry, '=');
  std::uint64_t value = 0;
  std::from_chars(entry.begin(), entry.end(), value);
  rules.words[word].number = value;
}

void ReadLine(std::string_view line, ContentRules& rules) {
  const std::string_view kind = TakeUntil(line, ' ');
  const std::string_view first = line.substr(0, line.find(' '));
  while (!line.empty()) {
    const std::string_view word = TakeUntil(line, ' ');
    if (word.empty()) continue;
    if (kind == "grammar") rules.words[word].grammar = rules.has_grammar = true;
    if (kind == "not") rules.words[word].negation = true;
    if (kind == "before") rules.words[word].before = true;
    if (kind == "pointing") rules.words[word].pointing = true;
    if (kind == "number") ReadNumber(word, rules);
    if (kind == "ending") rules.endings.push_back(word);
    if (kind == "same") rules.words[word].same = first;
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
  for (const auto& [word, rule] : rules.words) {
    const std::vector<FoldedWord> folded = WordsOf(word);
    const bool is_word = folded.size() == 1 && folded[0].end - folded[0].start == word.size();
    if (is_word && IsAscii(word) && LowerCase(word) == word)
      rules.by_hash.emplace(folded[0].hash, rule);
  }
  return rules;
}

const ContentRules& RulesOf(std::string_view language) {
  static const LanguageTables<ContentRules> tables("content.txt", ReadRules);
  return tables.Of(language);
}

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

// `rule`: that of the word.
std::string_view StemOf(std::string_view word, const WordRule& rule, const ContentRules& rules) {
  constexpr std::size_t kLeast = 3;
  if (rule.same) return *rule.same;
  for (const std::string_view ending : rules.endings) {
    if (word.size() >= ending.size() + kLeast && word.back() == ending.back() &&
        word.ends_with(ending))
      return word.substr(0, word.size() - ending.size());
  }
  return word;
}

// Reads a sentence word by word; numbers of several words ("twenty-three", "six hundred", "1,140")
// are one. `take` gets the word as text ("kill", "#7") and what it is.
template <typename Take>
class ContentReader {
 public:
  ContentReader(std::string_view sentence, const ContentRules& rules, const Take& take)
      : sentence_(sentence), rules_(rules), words_(WordsOf(sentence)), take_(take) {}

  Content Read() {
    content_.words.reserve(words_.size());
    for (std::size_t i = 0; i < words_.size();) i = ReadWord(i);
    content_.printed_words = words_.size();
    PrintedHash printed;
    for (const FoldedWord& word : words_) printed.Add(word);
    content_.printed = printed.value();
    return std::move(content_);
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
    const std::string_view printed = Printed(i);
    if (IsDigit(printed[0])) return ReadDigits(i);
    const WordRule& rule = Fold(i);
    if (i == 0) content_.leans = rule.pointing;
    const bool clipped = lower_ == "t" && i > 0 && Printed(i - 1).ends_with('n');  // "didn't"
    if (clipped || rule.negation) ++content_.negations;
    if (rule.before) content_.speaks_of_before = true;
    if (lower_ == "had" && rules_.has_grammar) content_.had = true;
    if (rule.number) return ReadNumberWords(i, *rule.number);
    if (rule.grammar) return i + 1;
    const CodePoint c = CodePointAt(printed, 0);
    Give(StemOf(lower_, rule, rules_), {.is_name = i > 0 && LowerCase(c.value) != c.value});
    return i + 1;
  }

  // Puts the word in lower case into lower_; what the table says of it.
  const WordRule& Fold(std::size_t i) {
    const std::string_view printed = Printed(i);
    if (!IsAscii(printed)) {
      lower_ = LowerCase(printed);
      return rules_.Of(lower_);
    }
    lower_.resize(printed.size());
    std::transform(printed.begin(), printed.end(), lower_.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    });
    return rules_.OfAscii(words_[i]);
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
    }
    Give(value, {.is_number = true});
    if (unit.empty()) return end;
    const std::string lower = LowerCase(unit);
    const WordRule& rule = rules_.Of(lower);
    if (!rule.grammar) Give(StemOf(lower, rule, rules_), {});
    return end;
  }

  std::size_t ReadNumberWords(std::size_t i, std::uint64_t value) {
    constexpr std::uint64_t kLargest = 1'000'000'000;
    while (++i < words_.size()) {
      const std::optional<std::uint64_t> next = Fold(i).number;
      if (!next || value > kLargest) break;
      const bool digit = value >= 20 && value % 10 == 0 && *next < 10;
      const bool times = *next >= 100 && *next > value;
      if (!digit && !times) break;
      value = digit ? value + *next : value * *next;
    }
    Give('#' + std::to_string(value), {.is_number = true});
    return i;
  }

  void Give(std::string_view text, ContentWord word) {
    const std::string_view first = word.is_number ? text : FirstLetters(text);
    const std::uint64_t of_first = Mixed(0xcbf29ce484222325, first);
    word.family = Ended(of_first);
    word.hash = Ended(Mixed(of_first, text.substr(first.size())));
    content_.words.push_back(word);
    take_(text, word);
  }

  static std::string_view FirstLetters(std::string_view text) {
    constexpr std::size_t kOfFamily = 5;
    if (IsAscii(text.substr(0, kOfFamily))) return text.substr(0, kOfFamily);
    std::size_t end = 0;
    for (std::size_t i = 0; i < kOfFamily && end < text.size(); ++i)
      end += CodePointAt(text, end).bytes;
    return text.substr(0, end);
  }

  // FNV-1a, which may go on where it was, and its end.
  static std::uint64_t Mixed(std::uint64_t hash, std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return hash;
  }
  static std::uint64_t Ended(std::uint64_t hash) { return hash ^ (hash >> 32); }

  std::string_view sentence_;
  const ContentRules& rules_;
  std::vector<FoldedWord> words_;
  const Take& take_;
  std::string lower_;  // the word at hand
  Content content_;
};

}  // namespace

Content ContentOf(std::string_view sentence, std::string_view language) {
  const auto take = [](std::string_view, ContentWord) {};
  return ContentReader(sentence, RulesOf(language), take).Read();
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
