#include "reading/headline_questions.h"

#include <gtest/gtest.h>

#include "reading/reading.h"
#include "text/embedded.h"

namespace checkback {
namespace {

// "kind: words; ..." of a headline over `text`, "-" where nothing is open.
std::string OpenOver(std::string_view headline, std::string_view text = "It rained on Monday.") {
  Article article;
  article.language = "en";
  article.headline = headline;
  article.text = text;
  std::string open;
  for (const HeadlineQuestion& question : ReadArticle(article).headline_questions) {
    if (!open.empty()) open += "; ";
    open += std::string(NameOf(question.kind)) + ": " + question.text;
    EXPECT_EQ(Words(headline, question.span), question.text);
  }
  return open.empty() ? "-" : open;
}

// # "Can the truce hold?" = whether: Can the truce hold?
TEST(HeadlineQuestions, OfTheExamplesInTheTableAreAsTheyStandThere) {
  std::string_view rules = FindEmbedded("rules/en/headlines.txt");
  int examples = 0;
  while (!rules.empty()) {
    const std::size_t end = std::min(rules.find('\n'), rules.size());
    const std::string_view line = rules.substr(0, end);
    rules.remove_prefix(std::min(end + 1, rules.size()));
    if (!line.starts_with("# \"")) continue;
    const std::size_t close = line.rfind("\" = ");
    ASSERT_NE(close, line.npos) << line;
    EXPECT_EQ(OpenOver(line.substr(3, close - 3)), line.substr(close + 4)) << line;
    ++examples;
  }
  EXPECT_GE(examples, 15);
}

TEST(HeadlineQuestions, ThatTheTextAsksAreNotAskedTwice) {
  constexpr std::string_view kAsked = "It was not clear whether the truce would hold.";
  EXPECT_EQ(OpenOver("Will the truce hold?", kAsked), "-");
  EXPECT_EQ(OpenOver("Will the dam hold?", "It was not known who warned the ministry."),
            "whether: Will the dam hold?");
}

TEST(HeadlineQuestions, SayWhomTheyAreAboutByTheFullestNameOfTheArticle) {
  Article article;
  article.language = "en";
  article.headline = "Will Orlov resign?";
  article.text = "President Maria Orlov met her party on Monday. Orlov left early.";
  const auto questions = ReadArticle(article).headline_questions;
  ASSERT_EQ(questions.size(), 1u);
  EXPECT_EQ(questions[0].about, std::vector<std::string>{"Maria Orlov"});
}

TEST(HeadlineQuestions, OfOtherLanguagesAndOfHostileHeadlinesAreNone) {
  Article article;
  article.language = "de";
  article.headline = "Kann die Waffenruhe halten?";
  EXPECT_TRUE(ReadArticle(article).headline_questions.empty());
  std::string whether;
  for (int i = 0; i < 100'000; ++i) whether += "whether unclear? ";
  EXPECT_LE(OpenOver(whether).size(), 4096u);
}

}  // namespace
}  // namespace checkback
