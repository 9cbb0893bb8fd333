#include "story/keeper/terms.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

namespace checkback {
namespace {

// The words in the order of the text, those that look like names in capitals.
std::string Shown(std::string_view headline, std::string_view text = {}) {
  ArticleTerms found = TermsOf(headline, {}, text);
  std::sort(found.terms.begin(), found.terms.end(),
            [](const Term& a, const Term& b) { return a.first < b.first; });
  std::string shown;
  for (const Term& term : found.terms) {
    if (!shown.empty()) shown += ' ';
    shown += (term.name ? "*" : "") + term.word;
  }
  return shown;
}

struct Case {
  std::string_view headline;
  std::string_view words;
};

constexpr Case kCases[] = {
    {"Quake of 6.1 shakes Halvar's coast", "quake of 6.1 shakes *halvar coast"},
    {"1,140 homes without power", "1140 homes without power"},
    {"L'homme de l'année", "homme de année"},
    {"Anna-Lena wins", "anna *lena wins"},
    {"Ex\u00ADplo\u00ADsion im Hafen", "explosion im *hafen"},  // soft hyphens
    {"\u00C5rhus HAVN brænder", "århus *havn brænder"},
    {"東京で地震", "東京 京で で地 地震"},
    {"", ""},
    {"?! ... ---", ""},
};

TEST(Terms, AreFoldedWordsFiguresAndPairsOfCharacters) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.headline);
    EXPECT_EQ(Shown(c.headline), c.words);
  }
}

TEST(Terms, ACapitalWhereNoneIsDueMakesAName) {
  EXPECT_EQ(Shown("", "Rain fell. Mayor Brandt spoke of rain."),
            "rain fell mayor *brandt spoke of");
}

TEST(Terms, AHeadlineInCapitalsSaysNothingOfNames) {
  EXPECT_EQ(Shown("Heavy Quake Shakes Halvar Coast"), "heavy quake shakes halvar coast");
}

TEST(Terms, CountWhereTheyStood) {
  std::string text = "Halvar was calm.";
  for (int i = 0; i < 100; ++i) text += " word" + std::to_string(i);
  const ArticleTerms found = TermsOf("Quake in Halvar", "Halvar shaken", text + " tail");
  const auto of = [&](std::string_view word) {
    return *std::find_if(found.terms.begin(), found.terms.end(),
                         [&](const Term& t) { return t.word == word; });
  };
  EXPECT_EQ(of("halvar").head, 1);
  EXPECT_EQ(of("halvar").lede, 3);
  EXPECT_EQ(of("halvar").all, 3);
  EXPECT_EQ(of("tail").lede, 0);
  EXPECT_EQ(of("tail").all, 1);
  EXPECT_EQ(found.head_words, 3u);
}

TEST(Terms, OfAnEndlessTextAreTheFirst) {
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += "w" + std::to_string(i) + " ";
  const ArticleTerms found = TermsOf("", "", text);
  EXPECT_EQ(found.terms.size(), kMostTerms);
  EXPECT_LE(found.words, 20'000u);
}

}  // namespace
}  // namespace checkback
