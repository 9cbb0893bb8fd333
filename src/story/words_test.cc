#include "story/words.h"

#include <gtest/gtest.h>

#include <string>

namespace checkback {
namespace {

// The stretches of the text that are words, parted by blanks.
std::string Parted(std::string_view text) {
  std::string parted;
  for (const FoldedWord& word : WordsOf(text)) {
    if (!parted.empty()) parted += ' ';
    parted += text.substr(word.start, word.end - word.start);
  }
  return parted;
}

bool SameWords(std::string_view a, std::string_view b) {
  const auto x = WordsOf(a), y = WordsOf(b);
  return std::equal(x.begin(), x.end(), y.begin(), y.end(),
                    [](const FoldedWord& v, const FoldedWord& w) { return v.hash == w.hash; });
}

struct Case {
  std::string_view text;
  std::string_view words;
};

constexpr Case kCases[] = {
    {"The dam at Verrin, closed on Monday.", "The dam at Verrin closed on Monday"},
    {"\"Don't go,\" Anna-Lena said.", "Don t go Anna Lena said"},
    {"the workers' union", "the workers union"},
    {"3.5 million, 12:30", "3 5 million 12 30"},
    {"Le préfet l’a dit", "Le préfet l a dit"},
    {"Правительство — нет!", "Правительство нет"},
    {"東京都知事は", "東京都知 京都知事 都知事は 知事は 事は は"},
    {"東京2020年", "東京 京 2020 年"},
    {"", ""},
    {"... — !?", ""},
};

TEST(Words, AreLettersAndDigitsWithoutPunctuation) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(Parted(c.text), c.words);
  }
}

TEST(Words, AreTheSameHoweverAnOutletSetsThem) {
  constexpr std::string_view kSettings[][2] = {
      {"PORT OF ARDEN CLOSED", "Port of Arden closed"},
      {"“We won’t sign,” he said", "'We won't sign', he said"},
      {"Élysée – ÉTÉ", "élysée, été"},
      {"МИНИСТР уехал", "Министр уехал"},
      {"devel\u00ADopment", "development"},
  };
  for (const auto& [a, b] : kSettings) EXPECT_TRUE(SameWords(a, b)) << a << " | " << b;
  EXPECT_FALSE(SameWords("port of arden", "port or arden"));
  EXPECT_FALSE(SameWords("ab c", "a bc"));
}

TEST(Words, BytesThatAreNotUtf8DoNoHarm) {
  const std::string_view text = "port\xff\xfe of \xe6\x9d";
  for (const FoldedWord& word : WordsOf(text)) EXPECT_LE(word.end, text.size());
  EXPECT_FALSE(WordsOf(text).empty());
}

TEST(Words, ALineWithoutAnyBlankIsOneWord) {
  EXPECT_EQ(WordsOf(std::string(1 << 20, 'a')).size(), 1u);
}

}  // namespace
}  // namespace checkback
