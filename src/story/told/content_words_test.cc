#include "story/told/content_words.h"

#include <gtest/gtest.h>

#include "text/embedded.h"

namespace checkback {
namespace {

// # "Seven people were killed." = #7 people kill
TEST(ContentWords, OfTheExamplesInTheTableAreAsTheyStandThere) {
  std::string_view rules = FindEmbedded("rules/en/content.txt");
  int examples = 0;
  while (!rules.empty()) {
    const std::size_t end = std::min(rules.find('\n'), rules.size());
    const std::string_view line = rules.substr(0, end);
    rules.remove_prefix(std::min(end + 1, rules.size()));
    const std::size_t close = line.rfind("\" = ");
    if (!line.starts_with("# \"") || close == line.npos) continue;
    ++examples;
    EXPECT_EQ(ContentAsText(line.substr(3, close - 3), "en"), line.substr(close + 4)) << line;
  }
  EXPECT_GE(examples, 4);
}

TEST(ContentWords, ADeniedSentenceHoldsANegation) {
  EXPECT_EQ(ContentOf("He didn't sign the accord.", "en").negations, 1u);
  EXPECT_EQ(ContentOf("Nobody was hurt.", "en").negations, 1u);
  EXPECT_EQ(ContentOf("He signed the accord.", "en").negations, 0u);
}

TEST(ContentWords, QuotationMarksAndCapitalsDoNotMakeAnotherSentence) {
  EXPECT_EQ(ContentOf("“We left,” he SAID.", "en").printed,
            ContentOf("\"We left\", he said", "en").printed);
  EXPECT_NE(ContentOf("We left, he said.", "en").printed,
            ContentOf("He said: we left.", "en").printed);
}

TEST(ContentWords, AreTheSameInCapitals) {
  EXPECT_EQ(ContentAsText("Seven PEOPLE were Killed in HALVAR.", "en"),
            ContentAsText("seven people were killed in halvar.", "en"));
}

TEST(ContentWords, OfALanguageWithoutATableAreAllWordsAsTheyStand) {
  EXPECT_EQ(ContentAsText("Quatre personnes sont mortes.", "fr"), "quatre personnes sont mortes");
  EXPECT_FALSE(ContentOf("had", "fr").had);
}

TEST(ContentWords, OfHostileTextAreReadInOneGo) {
  std::string digits;
  for (int i = 0; i < 200'000; ++i) digits += "1,";
  EXPECT_FALSE(ContentAsText(digits, "en").empty());
  EXPECT_EQ(ContentOf("", "en").words.size(), 0u);
}

}  // namespace
}  // namespace checkback
