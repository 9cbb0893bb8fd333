#include "reading/quotes.h"

#include <gtest/gtest.h>

#include <string>

#include "reading/quoted.h"
#include "text/embedded.h"
#include "text/sentences.h"

namespace checkback {
namespace {

std::vector<Quote> QuotesIn(std::string_view text, std::string_view language = "en") {
  const Parse parse = ParseText(text, FindSentences(text, language), language);
  const Grammar grammar(text, parse, language);
  return FindQuotes(grammar, FindNames(grammar));
}

// "words | speaker | cue; ..." of `text`, "-" where nobody says anything.
std::string SaidIn(std::string_view text) {
  std::string out;
  for (const Quote& quote : QuotesIn(text)) {
    if (!out.empty()) out += "; ";
    out += std::string(Words(text, quote.words)) + " | " + quote.speaker + " | " +
           std::string(Words(text, quote.cue));
  }
  return out.empty() ? "-" : out;
}

// "kind: words; ..." of `text`.
std::string KindsIn(std::string_view text) {
  std::string out;
  for (const Quote& quote : QuotesIn(text)) {
    if (!out.empty()) out += "; ";
    out += std::string(NameOf(quote.kind)) + ": " + std::string(Words(text, quote.words));
  }
  return out.empty() ? "-" : out;
}

// # "The minister said it was over." = it was over | the minister | said
TEST(Quotes, OfTheExamplesInTheTableAreAsTheyStandThere) {
  std::string_view rules = FindEmbedded("rules/en/quotes.txt");
  ASSERT_FALSE(rules.empty());
  int examples = 0;
  while (!rules.empty()) {
    const std::size_t end = std::min(rules.find('\n'), rules.size());
    const std::string_view line = rules.substr(0, end);
    rules.remove_prefix(std::min(end + 1, rules.size()));
    if (!line.starts_with("# \"")) continue;
    const std::size_t close = line.rfind("\" = ");
    ASSERT_NE(close, line.npos) << line;
    EXPECT_EQ(SaidIn(line.substr(3, close - 3)), line.substr(close + 4)) << line;
    ++examples;
  }
  EXPECT_GE(examples, 15);
}

constexpr struct {
  std::string_view text;
  std::string_view kinds;
} kKinds[] = {
    {"\"We will not sign,\" the minister said. \"We never will.\"",
     "direct: We will not sign,; direct: We never will."},
    {"The minister told reporters: \"We will not sign.\"", "direct: We will not sign."},
    {"“We will not sign,” said the minister.", "direct: We will not sign,"},
    {"The minister said the deal was \"a gift to the rich\".",
     "mixed: the deal was \"a gift to the rich\""},
    {"The minister said the deal was over.", "indirect: the deal was over"},
    // words in marks that nobody says
    {"The so-called \"dream team\" lost the final.", "-"},
    {"The film \"Gone With the Wind\" was shown.", "-"},
    // marks that are never closed end with their paragraph
    {"\"We will not sign, the minister said.\n\nIt rained.",
     "direct: We will not sign, the minister said."},
    // each paragraph opens with a mark, the last one closes
    {"\"We will not sign,\" the minister said. \"It is late.\n\n\"It is over.\"",
     "direct: We will not sign,; direct: It is late.; direct: It is over."},
};

TEST(Quotes, AreDirectIndirectOrMixed) {
  for (const auto& c : kKinds) EXPECT_EQ(KindsIn(c.text), c.kinds) << c.text;
}

TEST(Quotes, OverParagraphsKeepTheirSpeaker) {
  const std::string_view text =
      "\"We will not sign,\" Maria Orlov said. \"It is late.\n\n\"It is over.\"";
  for (const Quote& quote : QuotesIn(text)) EXPECT_EQ(quote.speaker, "Maria Orlov");
}

constexpr struct {
  std::string_view text;
  std::string_view inner;  // "|" between stretches
} kMarks[] = {
    {"He called it \"a day\" and \"a night\".", "a day|a night"},
    {"He called it “a ‘long’ day”.", "a ‘long’ day"},
    {"Er nannte es „einen Tag“.", "einen Tag"},
    {"Il a dit «un jour» et »ein Tag«.", "un jour|ein Tag"},
    {"The miners' strike of '79 wasn't over.", ""},
    {"Her face was 'lit up blue' by it.", "lit up blue"},
    {"It was 6'2\" tall.", ""},
    {"A \"never closed\n\nB", "never closed"},
};

TEST(QuotedWords, StandBetweenMarksOfAllKinds) {
  for (const auto& c : kMarks) {
    std::string inner;
    for (const QuotedWords& words : FindQuoted(c.text)) {
      if (!inner.empty()) inner += '|';
      inner += Words(c.text, words.inner);
    }
    EXPECT_EQ(inner, c.inner) << c.text;
  }
}

TEST(Quotes, KeepTheLettersOfARankBeforeAName) {
  const auto quotes = QuotesIn("Detective Inspector Raj Patel said: \"It was a shocking attack.\"");
  ASSERT_EQ(quotes.size(), 1u);
  EXPECT_EQ(quotes[0].speaker.find("detective"), std::string::npos);
}

TEST(Quotes, OfALanguageWithoutAParserAreNotRead) {
  EXPECT_TRUE(QuotesIn("Der Minister sagte: „Wir gehen.“", "de").empty());
}

TEST(Quotes, OfHostileTextsAreBounded) {
  std::string marks, said, open, paragraphs;
  for (int i = 0; i < 4'000; ++i) {
    marks += "\" “ ' «";
    said += "he said, ";
    open += "“a ";
    paragraphs += "\"a\n\n";
  }
  for (const std::string& text : {marks, said, open, paragraphs}) {
    std::size_t last = 0;
    for (const Quote& quote : QuotesIn(text)) {
      ASSERT_LE(last, quote.words.start);
      ASSERT_LE(quote.words.end, text.size());
      last = quote.words.end;
    }
  }
}

}  // namespace
}  // namespace checkback
