// Texts for the tests of copies: made-up reports of any length whose words do not repeat by
// chance, and an archive that reads them again.

#pragma once

#include <map>
#include <optional>
#include <string>

#include "story/copies.h"

namespace checkback {

class Archive : public ArticleTexts {
 public:
  std::optional<std::string> TextOf(ArticleId id) const override {
    const auto found = texts.find(id);
    return found == texts.end() ? std::nullopt : std::optional(found->second);
  }
  std::map<ArticleId, std::string> texts;
};

// One of 4,096 made-up words.
inline std::string MadeUpWord(std::uint64_t number) {
  constexpr const char* kSyllables[] = {"ar", "den", "ver", "rin", "kes", "tre", "mol", "dun",
                                        "sa", "lis", "por", "tan", "gre", "hol", "mi",  "nek"};
  std::string word;
  for (int k = 0; k < 3; ++k, number >>= 4) word += kSyllables[number & 15];
  return word;
}

// `words` words of report number `report`; other numbers give other words.
inline std::string Report(std::uint64_t report, int words) {
  std::string text;
  std::uint64_t state = report * 0x9e3779b97f4a7c15 + 1;
  for (int n = 0; n < words; ++n) {
    state = (state ^ (state >> 31)) * 0xbf58476d1ce4e5b9 + static_cast<std::uint64_t>(n);
    text += MadeUpWord(state >> 40);
    text += n % 12 == 11 ? ". " : " ";
  }
  return text;
}

}  // namespace checkback
