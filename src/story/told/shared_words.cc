#include "story/told/shared_words.h"

#include <algorithm>

#include "story/words.h"

namespace checkback {

std::vector<FamilyWord> FamilyWordsOf(std::string_view text, std::string_view language) {
  std::vector<FamilyWord> words;
  for (const FoldedWord& word : WordsOf(text)) {
    const std::string_view printed = text.substr(word.start, word.end - word.start);
    const HeldWords of = FamiliesOf(printed, language);
    if (of.empty()) continue;
    const bool is_known = std::any_of(words.begin(), words.end(),
                                      [&](const FamilyWord& one) { return one.family == of[0]; });
    if (!is_known) words.push_back({of[0], printed});
  }
  return words;
}

std::vector<std::string_view> WordsAmong(const std::vector<FamilyWord>& words,
                                         const HeldWords& families) {
  std::vector<std::string_view> among;
  for (const FamilyWord& word : words)
    if (Holding(families, word.family)) among.push_back(word.printed);
  return among;
}

std::vector<std::string_view> WordsAmong(std::string_view text, const HeldWords& families,
                                         std::string_view language) {
  return WordsAmong(FamilyWordsOf(text, language), families);
}

}  // namespace checkback
