#include "reading/grammar.h"

#include <gtest/gtest.h>

#include "reading/cues.h"
#include "reading/sources.h"
#include "text/sentences.h"

namespace checkback {
namespace {

constexpr std::string_view kNews = "The ministry denied that it had met the rebels on Monday.";

WordIndex Place(const Grammar& grammar, std::string_view word) {
  for (WordIndex i = 0; i < grammar.size(); ++i) {
    if (grammar.Printed(i) == word) return i;
  }
  ADD_FAILURE() << "no word " << word;
  return 0;
}

TEST(Grammar, KnowsWhatStandsBelowAWord) {
  const Parse parse = ParseText(kNews, FindSentences(kNews, "en"), "en");
  const Grammar grammar(kNews, parse, "en");
  const WordIndex denied = Place(grammar, "denied");
  EXPECT_EQ(grammar.Lemma(denied), "deny");
  EXPECT_EQ(CueOf(grammar.Lemma(denied), grammar[denied].upos, "en"), Cue::kDeny);
  const auto clause = grammar.Dependent(denied, Relation::kCcomp);
  ASSERT_TRUE(clause);
  EXPECT_EQ(Words(kNews, grammar.Bytes(grammar.Trimmed(grammar.WordsUnder(*clause)))),
            "that it had met the rebels on Monday");
}

TEST(Sources, AreTheSubjectsOfVerbsOfSaying) {
  const Parse parse = ParseText(kNews, FindSentences(kNews, "en"), "en");
  const Grammar grammar(kNews, parse, "en");
  const auto source = SourceOf(grammar, FindNames(grammar), Place(grammar, "denied"));
  ASSERT_TRUE(source);
  EXPECT_EQ(source->name, "the ministry");
}

TEST(Grammar, OfALanguageWithoutAParserHasWordsAndSentences) {
  const std::string_view text = "Ei tietoa. Ei mitään.";
  const Parse parse = ParseText(text, FindSentences(text, "fi"), "fi");
  const Grammar grammar(text, parse, "fi");
  ASSERT_EQ(grammar.sentences(), 2u);
  EXPECT_EQ(grammar.Lower(0), "ei");
  EXPECT_TRUE(grammar.Dependents(0).empty());
}

}  // namespace
}  // namespace checkback
