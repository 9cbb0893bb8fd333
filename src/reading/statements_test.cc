#include "reading/statements.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "reading/quotes.h"
#include "text/embedded.h"
#include "text/sentences.h"
#include "text/utf8.h"

namespace checkback {
namespace {

struct Case {
  std::string_view sentence;
  std::string_view word;  // of the statement that is meant
  std::string_view status;
};

// A text with everything that statements are read from.
struct Read {
  explicit Read(std::string_view of, std::string_view language = "en")
      : text(of),
        parse(ParseText(text, FindSentences(text, language), language)),
        grammar(text, parse, language),
        names(FindNames(grammar)),
        clauses(FindClauses(grammar)),
        standings(FindStandings(grammar, clauses, names, FindQuotes(grammar, names))),
        // NOLINTNEXTLINE(clang-analyzer-optin.cplusplus.UninitializedObject): all are, in order
        statements(FindStatements(grammar, clauses, standings)) {}

  // The smallest statement over the first `word`.
  const NewsStatement* Over(std::string_view word) const {
    const std::size_t at = text.find(word);
    const NewsStatement* best = nullptr;
    for (const NewsStatement& statement : statements) {
      const Span& span = statement.span;
      if (span.start > at || span.end < at + word.size()) continue;
      if (!best || span.end - span.start < best->span.end - best->span.start) best = &statement;
    }
    return best;
  }

  const Clause* ClauseOf(std::string_view predicate) const {
    for (const Clause& clause : clauses.all) {
      if (grammar.Printed(clause.predicate) == predicate) return &clause;
    }
    return nullptr;
  }

  std::string_view text;
  Parse parse;
  Grammar grammar;
  Names names;
  Clauses clauses;
  Standings standings;
  std::vector<NewsStatement> statements;
};

std::string StatusOver(std::string_view text, std::string_view word) {
  const Read read(text);
  const NewsStatement* statement = read.Over(word);
  return statement ? std::string(NameOf(statement->status)) : "none";
}

std::string_view TakeUntil(std::string_view& rest, std::string_view end) {
  const std::size_t at = std::min(rest.find(end), rest.size());
  const std::string_view taken = rest.substr(0, at);
  rest.remove_prefix(std::min(at + end.size(), rest.size()));
  return taken;
}

// "#= status word | sentence"
std::vector<Case> ExamplesOf(std::string_view rules) {
  std::vector<Case> examples;
  while (!rules.empty()) {
    std::string_view line = TakeUntil(rules, "\n");
    if (!line.starts_with("#= ")) continue;
    line.remove_prefix(3);
    Case& example = examples.emplace_back();
    example.status = TakeUntil(line, " ");
    example.word = TakeUntil(line, " | ");
    example.sentence = line;
  }
  return examples;
}

TEST(Statements, OfWeAreTheOutletsOwnOrThoseOfWhoeverIsQuoted) {
  const Read own("We believe that the attacker fled.");
  ASSERT_NE(own.Over("fled"), nullptr);
  EXPECT_EQ(own.Over("fled")->source, "");
  const Read quoted("\"We believe that the attacker fled,\" Maria Orlov said.");
  ASSERT_NE(quoted.Over("fled"), nullptr);
  EXPECT_EQ(quoted.Over("fled")->source, "Maria Orlov");
}

TEST(Statements, OnWhichNobodyWouldCommentAreNotDenied) {
  const Read read("The ministry declined to comment on reports that Oslo had brokered the talks.");
  const NewsStatement* const brokered = read.Over("brokered");
  ASSERT_NE(brokered, nullptr);
  EXPECT_EQ(brokered->status, Status::kUnclear);
}

TEST(Statements, HaveTheStatusThatTheExamplesOfTheCuesSay) {
  const std::vector<Case> examples = ExamplesOf(FindEmbedded("rules/en/cues.txt"));
  EXPECT_GE(examples.size(), 40U);
  for (const Case& c : examples) {
    SCOPED_TRACE(c.sentence);
    EXPECT_EQ(StatusOver(c.sentence, c.word), c.status) << c.word;
  }
}

constexpr Case kCases[] = {
    {"Heavy gunfire rang out near the barracks on Monday.", "rang", "reported"},
    {"The company confirmed that it had sold the plant.", "sold", "confirmed"},
    // the outer word decides
    {"The ministry denied that it had met the rebels.", "met", "denied"},
    {"He denied that he planned to leave the country.", "leave", "denied"},
    {"It is unclear whether they had agreed to leave.", "leave", "unclear"},
    // the saying itself is as sure as the outlet
    {"The ministry denied that it had met the rebels.", "denied", "reported"},
    {"Officials did not say whether he would resign.", "resign", "unclear"},
    {"The talks will resume on Friday.", "resume", "planned"},
    {"He plans to close the bridge.", "close", "planned"},
    {"If the weather turns, the vote may slip to April.", "slip", "conditional"},
    // a condition on the saying is one of what is said
    {"The union said it would strike if wages fell.", "strike", "conditional"},
    {"The union said it would strike if wages fell.", "said", "reported"},
    {"The company refused to pay the fine.", "pay", "denied"},
    {"The company refused to say who paid the fine.", "paid", "unclear"},
};

TEST(Statements, HaveAStatusByTheChainAboveThem) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.sentence);
    EXPECT_EQ(StatusOver(c.sentence, c.word), c.status) << c.word;
  }
}

struct SourceCase {
  std::string_view text;
  std::string_view word;
  std::string_view source;
};

constexpr SourceCase kSources[] = {
    {"The ministry said the talks had failed.", "failed", "the ministry"},
    {"The talks had failed, the ministry said.", "failed", "the ministry"},
    {"The talks, the ministry said, had failed.", "failed", "the ministry"},
    {"The talks had failed.", "failed", ""},
    {"According to the charity, the talks had failed.", "failed", "the charity"},
};

TEST(Statements, NameWhoSaysThem) {
  for (const SourceCase& c : kSources) {
    SCOPED_TRACE(c.text);
    const Read read(c.text);
    const NewsStatement* statement = read.Over(c.word);
    ASSERT_TRUE(statement);
    EXPECT_EQ(AsciiLower(statement->source), c.source);
  }
}

TEST(Clauses, HaveTheSubjectOfTheVerbThatCarriesThem) {
  const Read read("The union agreed to end the strike, but its members did not return.");
  const Clause* end = read.ClauseOf("end");
  ASSERT_TRUE(end && end->subject && end->object);
  EXPECT_EQ(read.grammar.Lower(*end->subject), "union");
  EXPECT_EQ(read.grammar.Lower(*end->object), "strike");
  EXPECT_EQ(end->tie, ClauseTie::kContent);
  const Clause* back = read.ClauseOf("return");
  ASSERT_TRUE(back);
  EXPECT_TRUE(back->verb.negated);
  EXPECT_EQ(back->tie, ClauseTie::kJoined);
}

TEST(Clauses, StandBelowAnAttributionBehindThem) {
  const Read read("The bridge is closed, he said.");
  const Clause* closed = read.ClauseOf("closed");
  ASSERT_TRUE(closed && closed->above);
  EXPECT_EQ(read.grammar.Lower(read.clauses.all[*closed->above].predicate), "said");
  EXPECT_EQ(closed->tie, ClauseTie::kContent);
}

double HappenedOver(std::string_view text, std::string_view word) {
  const Read read(text);
  const NewsStatement* statement = read.Over(word);
  return statement ? statement->happened : 0;
}

TEST(Statements, TellHowFarSomethingHappened) {
  EXPECT_GT(HappenedOver("He left the city on Monday.", "left"), 1.5);
  EXPECT_LT(HappenedOver("He will leave the city on Monday.", "leave"), 0.5);
  EXPECT_LT(HappenedOver("He was asked to leave the city.", "leave"), 1);
  EXPECT_LE(HappenedOver("He did not leave the city.", "leave"), -1);
  EXPECT_LE(HappenedOver("He denied that he had left the city.", "left"), -1);
}

TEST(Statements, AreNotReadInALanguageWithoutAParser) {
  EXPECT_TRUE(Read("Ministeriö kiisti väitteen.", "fi").statements.empty());
}

TEST(Statements, AreReadFromSentencesOfAnyLength) {
  std::string text;
  for (int i = 0; i < 4000; ++i) text += "he said that they were, she said, ";
  EXPECT_FALSE(Read(text).statements.empty());
}

}  // namespace
}  // namespace checkback
