#include "store/search/query.h"

#include <gtest/gtest.h>

#include <string>

#include "store/search/expression.h"
#include "store/search/query_dates.h"

namespace checkback {
namespace {

// The expression without the bytes and quotation marks that stand around every word.
std::string Read(std::string_view text) {
  const auto parsed = ParseQuery(text);
  if (const auto* fault = std::get_if<QueryFault>(&parsed)) return "fault: " + fault->what;
  std::string out;
  for (const char c : ExpressionOf(std::get<Query>(parsed))) {
    if (c == kCutAlready) continue;
    out += c == '"' ? '\'' : c;
  }
  return out;
}

struct Case {
  std::string_view query;
  std::string_view means;
};

constexpr Case kQueries[] = {
    {"strike", "'strike'"},
    {"  general  STRIKE ", "('general' AND 'strike')"},
    {"\"general strike\"", "'general strike'"},
    {"“general strike” „neue Lage“ «grève» »Streik«",
     "('general strike' AND 'neue lage' AND 'greve' AND 'streik')"},
    {"a OR b c", "('a' OR ('b' AND 'c'))"},
    {"a AND b", "('a' AND 'b')"},
    {"(a OR b) c", "(('a' OR 'b') AND 'c')"},
    {"a -b", "(('a') NOT ('b'))"},
    {"a NOT b -\"c d\"", "(('a') NOT ('b' OR 'c d'))"},
    {"a -(b c)", "(('a') NOT (('b' AND 'c')))"},
    {"((a))", "'a'"},
    {"negotiat*", "'negotiat' *"},
    {"\"climate chang\"*", "'climate chang' *"},
    {"東京*", "'東 京'"},
    {"anti-war", "'anti war'"},
    {"AT&T & 1,200", "('at t' AND '1200')"},
    {"a -- b - c –", "('a' AND 'b' AND 'c')"},
    {"and or not near", "('and' AND 'or' AND 'not' AND 'near')"},
    {"Ukraine: the 12:30 war", "('ukraine' AND 'the' AND '12 30' AND 'war')"},
    {"headline:strike", "headline : 'strike'"},
    {"Title:\"general strike\"", "headline : 'general strike'"},
    {"headline:(a OR \"b c\")", "(headline : 'a' OR headline : 'b c')"},
    {"author:“Anna Smith”", "author : 'anna smith'"},
    {"outlet:bbc.co.uk", "'o:bbc o:co o:uk'"},
    {"source:\"New York Times\"", "'o:new o:york o:times'"},
    {"lang:pt-BR", "'l:pt l:br'"},
    {"date:2025-05-14", "('d:2025-05-14')"},
    {"date:2025-05 a", "(('d:2025-05') AND 'a')"},
    {"date:2025-05-30..2025-06-01", "('d:2025-05-30' OR 'd:2025-05-31' OR 'd:2025-06-01')"},
    {"date:\"2025\"", "('d:2025')"},
    {"date:(2024 OR 2025-12)", "(('d:2024') OR ('d:2025-12'))"},
    // What looks like the syntax of FTS5 or SQL is words, or nothing.
    {"^a + {b} c", "('a' AND 'b' AND 'c')"},
    {"NEAR(a b)", "('near' AND ('a' AND 'b'))"},
    {"'; drop table search; --", "('drop' AND 'table' AND 'search')"},
};

TEST(Queries, MeanWhatTheySay) {
  for (const Case& c : kQueries) {
    SCOPED_TRACE(c.query);
    EXPECT_EQ(Read(c.query), c.means);
  }
}

struct FaultCase {
  std::string_view query;
  std::string_view picture;  // a caret under each byte of the fault
  std::string_view what;     // the beginning of the message
};

constexpr FaultCase kFaults[] = {
    {"", "^", "there is no word to search for"},
    {"  &  ", "     ^", "there is no word to search for"},
    {"say \"hello", "    ^", "this quotation mark is never closed"},
    {"“hello", "^^^", "this quotation mark is never closed"},
    {"a \"\" b", "  ^^", "there is no word between these marks"},
    {"\"*\" NEAR", "^^^", "there is no word between these marks"},
    {"(a b", "^", "this parenthesis is never closed"},
    {"a) b", " ^", "no parenthesis is open here"},
    {"a () b", "   ^", "there is no word between the parentheses"},
    {"OR b", "^^", "OR wants something on both sides"},
    {"a OR", "  ^^", "OR wants something on both sides"},
    {"a OR AND b", "     ^^^", "AND wants something on both sides"},
    {"(a AND) b", "   ^^^", "AND wants something on both sides"},
    {"-a", "^^", "only what to leave out"},
    {"a OR -b", "     ^^", "only what to leave out"},
    {"a NOT", "  ^^^", "nothing follows that could be left out"},
    {"a --b", "   ^", "one minus is enough"},
    {"a NOT OR b", "  ^^^", "nothing follows that could be left out"},
    {"wo*rd", "  ^", "* can stand only at the end of a word"},
    {"a *", "  ^", "* needs the beginning of a word before it"},
    {"ab*", "^^^", "a beginning of a word needs 3 letters"},
    {"col:", "", ""},  // a word with a colon
    {"col:x", "^^^", "there is no field col:"},
    {"http://example.com/", "^^^^", "there is no field http:"},
    {"a headline: b", "           ^", "headline: wants a word"},
    {"outlet:&", "       ^", "there is no word after the colon"},
    {"question:x", "^^^^^^^^", "question: is not read yet"},
    {"date:yesterday", "     ^^^^^^^^^", "this is no date"},
    {"date:2025-02-30", "     ^^^^^^^^^^", "this is no date"},
    {"date:2025-06..2025-05", "     ^^^^^^^^^^^^^^^^", "this is no date"},
    {"date:..", "     ^^", "this is no date"},
};

TEST(Queries, ThatAreMalformedAreToldWhere) {
  for (const FaultCase& c : kFaults) {
    SCOPED_TRACE(c.query);
    const auto parsed = ParseQuery(c.query);
    const auto* fault = std::get_if<QueryFault>(&parsed);
    if (c.what.empty()) {
      EXPECT_EQ(fault, nullptr);
      continue;
    }
    ASSERT_NE(fault, nullptr);
    EXPECT_EQ(fault->what.substr(0, c.what.size()), c.what);
    const std::string carets(std::max<std::size_t>(fault->at.size(), 1), '^');
    EXPECT_EQ(std::string(fault->at.start, ' ') + carets, c.picture);
  }
}

bool IsRead(const std::string& query) {
  return std::holds_alternative<Query>(ParseQuery(query));
}

TEST(Queries, HaveLimits) {
  std::string words = "a", dates = "a";
  for (std::size_t n = 1; n < kMostQueryWords; ++n) words += " w" + std::to_string(n);
  EXPECT_TRUE(IsRead(words));
  EXPECT_FALSE(IsRead(words + " more"));
  EXPECT_FALSE(IsRead('"' + words + " more\""));
  for (std::size_t n = 0; n < kMostQueryDates; ++n) dates += " date:2025";
  EXPECT_TRUE(IsRead(dates));
  EXPECT_FALSE(IsRead(dates + " date:2025"));
  EXPECT_FALSE(IsRead(std::string(kLongestQuery + 1, 'a')));
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '(') + "a" + std::string(depth, ')');
  };
  EXPECT_TRUE(IsRead(nested(kDeepestQuery)));
  EXPECT_FALSE(IsRead(nested(kDeepestQuery + 1)));
}

TEST(Queries, KnowWhichTermsAreLeftOut) {
  const Query query = std::get<Query>(ParseQuery("a -b -(c d) e"));
  std::string out;
  for (const QueryTerm& term : query.terms) (out += term.excluded ? "-" : "+") += term.words[0];
  EXPECT_EQ(out, "+a-b-c-d+e");
}

struct RangeCase {
  std::string_view value;
  std::string_view words;
};

constexpr RangeCase kRanges[] = {
    {"2025", "2025"},
    {"2025-02", "2025-02"},
    {"2024-02-28..2024-03", "2024-02-28 2024-02-29 2024-03"},
    {"2024-12-31..2026", "2024-12-31 2025 2026"},
    {"2019..2030-01-01", "2019 202 2030-01-01"},
    {">=2198-12-31", "2198-12-31 2199"},
    {">2198", "2199"},
    {"<=1900-01", "1900-01"},
    {"<1900-01-03", "1900-01-01 1900-01-02"},
    {"..1901", "1900 1901"},
    {"2199-12..", "2199-12"},
    {">2199", ""},
    {"1899", ""},
    {"20250514", ""},
    {"2025-5-1", ""},
    {"2025-13", ""},
    {"+202", ""},
};

TEST(Dates, AreWordsOfACalendar) {
  for (const RangeCase& c : kRanges) {
    SCOPED_TRACE(c.value);
    std::string words;
    for (const std::string& word : CalendarWordsOf(c.value))
      (words += words.empty() ? "" : " ") += word;
    EXPECT_EQ(words, c.words);
  }
  EXPECT_LE(CalendarWordsOf("1901-01-02..2198-12-30").size(), 130u);
}

}  // namespace
}  // namespace checkback
