#include "story/told/shared_words.h"

#include <algorithm>

#include "story/words.h"

namespace checkback {

std::vector<std::string_view> WordsAmong(std::string_view text, const HeldWords& families,
                                         std::string_view language) {
  std::vector<std::string_view> among;
  HeldWords taken;
  for (const FoldedWord& word : WordsOf(text)) {
    const std::string_view printed = text.substr(word.start, word.end - word.start);
    const HeldWords of = FamiliesOf(printed, language);
    if (of.empty() || !Holding(families, of[0])) continue;
    if (std::find(taken.begin(), taken.end(), of[0]) != taken.end()) continue;
    taken.push_back(of[0]);
    among.push_back(printed);
  }
  return among;
}

}  // namespace checkback
