#include "store/search/snippet.h"

#include <gtest/gtest.h>

#include <string>

#include "text/utf8.h"

namespace checkback {
namespace {

Query Read(std::string_view text) {
  return std::get<Query>(ParseQuery(text));
}

std::string Marked(std::string_view text, Span whole, const std::vector<Span>& marks) {
  std::string out;
  std::size_t at = whole.start;
  for (const Span& mark : marks) {
    ((out += text.substr(at, mark.start - at)) += '[') += Words(text, mark);
    out += ']';
    at = mark.end;
  }
  return out += text.substr(at, whole.end - at);
}

std::string MarkedIn(std::string_view query, std::string_view text,
                     SearchField field = SearchField::kAny) {
  return Marked(text, {0, text.size()}, MarksOf(Read(query), text, field));
}

struct Case {
  std::string_view query;
  std::string_view text;
  std::string_view marked;
};

constexpr Case kCases[] = {
    {"strike", "The Strike, the striker", "The [Strike], the striker"},
    {"strik*", "The Strike, the striker", "The [Strike], the [striker]"},
    {"\"general strike\"", "A strike, a general  strike; general.",
     "A strike, a [general  strike]; general."},
    {"\"a a b\"", "a a a b a b", "a [a a b] a b"},
    {"\"a b\" \"b c\"", "a b c", "[a b c]"},
    {"1200", "Some 1,200 came", "Some [1,200] came"},
    {"cafe -bar", "Le Café, le bar", "Le [Café], le bar"},
    {"東京", "京東は東京だ", "京東は[東京]だ"},
    {"outlet:strike union date:2025", "strike union 2025", "strike [union] 2025"},
    {"headline:strike union", "strike union", "strike [union]"},
    {"x", "", ""},
};

TEST(Marks, StandWhereTheWordsStand) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.query);
    EXPECT_EQ(MarkedIn(c.query, c.text), c.marked);
  }
  EXPECT_EQ(MarkedIn("headline:strike union", "strike union", SearchField::kHeadline),
            "[strike] [union]");
}

std::vector<std::string> SnippetsIn(std::string_view query, std::string_view text) {
  std::vector<std::string> out;
  for (const Snippet& snippet : SnippetsOf(Read(query), text)) {
    EXPECT_EQ(snippet.text, Words(text, snippet.span));
    EXPECT_TRUE(IsValidUtf8(snippet.text));
    out.push_back(Marked(text, snippet.span, snippet.marks));
  }
  return out;
}

using Strings = std::vector<std::string>;

TEST(Snippets, AreStretchesOfTheText) {
  std::string filler;
  for (int n = 0; n < 60; ++n) filler += "Other words stand here. ";
  EXPECT_EQ(SnippetsIn("ferry", "First line.\n\nA ferry sank."), Strings{"A [ferry] sank."});
  EXPECT_EQ(SnippetsIn("ferry", ""), Strings{});
  EXPECT_EQ(SnippetsIn("ferry", "No match here.\n\nMore."), Strings{"No match here."});

  const Strings far = SnippetsIn("ferry storm", filler + "A ferry sank. " + filler +
                                                    "In a storm. " + filler + "The ferry was old.");
  ASSERT_EQ(far.size(), 2u);
  EXPECT_NE(far[0].find("here. A [ferry] sank. Other"), std::string::npos) << far[0];
  EXPECT_TRUE(far[0].starts_with("Other words")) << far[0];
  EXPECT_NE(far[1].find("In a [storm]. Other"), std::string::npos) << far[1];

  // Where both words stand is shown rather than where one stands first.
  const Strings both =
      SnippetsIn("ferry storm", "A ferry.\n\n" + filler + "\n\nThe ferry in a storm.");
  ASSERT_EQ(both.size(), 2u);
  EXPECT_EQ(both[1], "The [ferry] in a [storm].");
}

TEST(Snippets, EndBetweenCharacters) {
  std::string text;
  for (int n = 0; n < 300; ++n) text += "大きな地震が";
  const Strings found = SnippetsIn("地震", text);
  ASSERT_EQ(found.size(), 2u);
  for (const std::string& snippet : found) EXPECT_LT(snippet.size(), 500u);
  std::string long_word(5'000, 'x');
  EXPECT_EQ(SnippetsIn("yyy", long_word + " yyy " + long_word).size(), 1u);
}

TEST(Snippets, OfAHugeTextAreCutInItsLength) {
  std::string text;
  for (int n = 0; n < 200'000; ++n) text += "ferry ";
  const Strings found = SnippetsIn("ferry fer* \"ferry ferry\"", text);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_LT(found[0].size(), 400u);
}

}  // namespace
}  // namespace checkback
