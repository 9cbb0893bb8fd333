#include "story/told/answer_rules.h"

#include <algorithm>
#include <cstddef>

#include "text/language_tables.h"

namespace checkback {
namespace {

void LearnWords(std::string_view words, WordTable& table) {
  for (const FoldedWord& word : WordsOf(words)) table.insert(word.hash);
}

void LearnPhrases(std::string_view phrases, PhraseTable& table) {
  while (!phrases.empty()) {
    const std::size_t bar = std::min(phrases.find('|'), phrases.size());
    table.Learn(phrases.substr(0, bar));
    phrases.remove_prefix(std::min(bar + 1, phrases.size()));
  }
}

AnswerRules ReadAnswerRules(std::string_view bytes) {
  AnswerRules rules;
  while (!bytes.empty()) {
    const std::string_view line = bytes.substr(0, bytes.find('\n'));
    bytes.remove_prefix(std::min(line.size() + 1, bytes.size()));
    if (line.empty() || line[0] == '#') continue;
    const std::string_view kind = line.substr(0, line.find(' '));
    const std::string_view rest = line.substr(kind.size());
    if (kind == "reason") LearnPhrases(rest, rules.reason);
    if (kind == "place") LearnWords(rest, rules.place);
    if (kind == "denial") LearnWords(rest, rules.denial);
    if (kind == "no") LearnWords(rest, rules.no);
    if (kind == "telling") LearnWords(rest, rules.telling);
    if (kind == "ahead") LearnWords(rest, rules.ahead);
    if (kind == "rumour") LearnPhrases(rest, rules.rumour);
    if (kind == "naming") LearnWords(rest, rules.naming);
    if (kind == "self") LearnWords(rest, rules.self);
    if (kind == "as") LearnWords(rest, rules.as);
    if (kind == "waver") LearnPhrases(rest, rules.waver);
    if (kind == "identity") LearnPhrases(rest, rules.identity);
    if (kind == "settled") LearnPhrases(rest, rules.settled);
    if (kind == "open") LearnPhrases(rest, rules.open);
  }
  return rules;
}

}  // namespace

void PhraseTable::Learn(std::string_view phrase) {
  const std::vector<FoldedWord> words = WordsOf(phrase);
  if (words.empty()) return;
  first_.Set(words.front().hash);
  std::vector<std::uint64_t>& rest = by_first_[words.front().hash].emplace_back();
  for (std::size_t i = 1; i < words.size(); ++i) rest.push_back(words[i].hash);
}

bool PhraseTable::IsIn(const std::vector<FoldedWord>& words) const {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!first_.MayHold(words[i].hash)) continue;
    const auto found = by_first_.find(words[i].hash);
    if (found == by_first_.end()) continue;
    for (const std::vector<std::uint64_t>& rest : found->second) {
      std::size_t same = 0;
      while (same < rest.size() && i + 1 + same < words.size() &&
             words[i + 1 + same].hash == rest[same])
        ++same;
      if (same == rest.size()) return true;
    }
  }
  return false;
}

const AnswerRules& AnswerRulesOf(std::string_view language) {
  static const LanguageTables<AnswerRules> tables("answers.txt", ReadAnswerRules);
  return tables.Of(language);
}

bool LeavesOpen(const AnswerRules& rules, const std::vector<FoldedWord>& words) {
  constexpr std::size_t kReach = 4;  // "could not be independently verified"
  if (rules.open.IsIn(words)) return true;
  std::size_t since = kReach;  // words since the last "not"
  for (const FoldedWord& word : words) {
    if (since < kReach && rules.telling.contains(word.hash)) return true;
    since = rules.no.contains(word.hash) ? 0 : since + 1;
  }
  return false;
}

bool NamesSomebody(const AnswerRules& rules, const std::vector<FoldedWord>& words) {
  constexpr std::size_t kReach = 7;  // "identified the head of the clinic as"
  if (rules.identity.IsIn(words)) return true;
  std::size_t since = kReach;  // words since the last "identified"
  for (const FoldedWord& word : words) {
    if (since < kReach && rules.as.contains(word.hash)) return true;
    if (rules.self.contains(word.hash)) since = kReach;
    since = rules.naming.contains(word.hash) ? 0 : since + 1;
  }
  return false;
}

}  // namespace checkback
