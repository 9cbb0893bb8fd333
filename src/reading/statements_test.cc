#include "reading/statements.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "reading/happened.h"
#include "text/sentences.h"

namespace checkback {
namespace {

struct Case {
  std::string_view sentence;
  std::string_view word;  // of the statement that is meant
  std::string_view status;
};

// The status of the smallest statement over `word`, as who reads a statement off a word would ask.
std::string StatusOver(std::string_view text, std::string_view word, double* happened = nullptr) {
  const auto spans = FindSentences(text, "en");
  const Parse parse = ParseText(text, spans, "en");
  const Grammar grammar(text, parse, "en");
  const Names names = FindNames(grammar);
  const Clauses clauses = FindClauses(grammar);
  const Standings standings = FindStandings(grammar, clauses, names, FindQuotes(grammar, names));
  const std::size_t at = text.find(word);
  const NewsStatement* best = nullptr;
  const auto statements = FindStatements(grammar, clauses, standings);
  for (const NewsStatement& statement : statements) {
    if (statement.span.start > at || statement.span.end < at + word.size()) continue;
    if (!best || statement.span.end - statement.span.start < best->span.end - best->span.start) {
      best = &statement;
    }
  }
  if (!best) return "none";
  if (happened) *happened = best->happened;
  return std::string(NameOf(best->status));
}

constexpr Case kCases[] = {
    {"Heavy gunfire rang out near the barracks on Monday.", "rang", "reported"},
    {"The company confirmed that it had sold the plant.", "sold", "confirmed"},
    {"The ministry denied that it had met the rebels.", "met", "denied"},
    {"The ministry denied that it had met the rebels.", "denied", "reported"},
    {"It was not immediately known if the dam had been damaged.", "damaged", "unclear"},
    {"Officials did not say whether he would resign.", "resign", "unclear"},
    {"The talks will resume on Friday.", "resume", "planned"},
    {"He plans to close the bridge.", "close", "planned"},
    {"The chairman is to step down in April.", "step", "planned"},
    {"The minister called for a ceasefire.", "called", "reported"},
    {"If the weather turns, the vote may slip to April.", "slip", "conditional"},
    {"The plant would close unless the workers agreed.", "close", "conditional"},
    {"He denied that he planned to leave the country.", "leave", "denied"},
    {"The union urged its members to stay at home.", "stay", "proposed"},
    {"The company refused to pay the fine.", "pay", "denied"},
};

TEST(Statements, HaveAStatusByTheChainAboveThem) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.sentence);
    EXPECT_EQ(StatusOver(c.sentence, c.word), c.status);
  }
}

TEST(Statements, TellHowFarSomethingHappened) {
  double left = 0, will = 0, denied = 0;
  StatusOver("He left the city on Monday.", "left", &left);
  StatusOver("He will leave the city on Monday.", "leave", &will);
  StatusOver("He did not leave the city.", "leave", &denied);
  EXPECT_GT(left, 1.5);
  EXPECT_LT(will, 1);
  EXPECT_LE(denied, -1);
}

TEST(Statements, AreNotReadInALanguageWithoutAParser) {
  EXPECT_EQ(StatusOver("Ministeriö kiisti väitteen.", "kiisti"), "none");
}

}  // namespace
}  // namespace checkback
