// Endless and broken texts: what a reading says of one grows no faster than the text.

#include <gtest/gtest.h>

#include <string>

#include "reading/reading.h"
#include "reading/reading_json.h"
#include "text/json_writer.h"

namespace checkback {
namespace {

std::size_t BytesSaidOf(std::string text) {
  Article article;
  article.language = "en";
  article.text = std::move(text);
  const Reading reading = ReadArticle(article);
  for (const OpenQuestion& question : reading.questions) {
    EXPECT_LE(question.span.end, article.text.size());
    EXPECT_LE(question.span.size(), 128U * 16U) << "longer than what the parser reads together";
  }
  JsonWriter json;
  WriteReading(article.text, reading, ShowWords::kYes, json);
  return json.Take().size();
}

std::string Times(std::size_t count, std::string_view words) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += words;
  return text;
}

constexpr std::string_view kRepeated[] = {
    "It is unclear whether he knew why she asked if they ",
    "Asked if he would go, she did not say and ",
    "no date and no cause or number was given of the ",
    "The minister said on Monday that at least four people had been killed ",
    "The minister said on Monday that at least four people had been killed. ",
    ".,;!?-\"",
    "\"He said it was so, ",
    "'tis 'n' 'em ",
    "\u201cHe said \u201c",
    "Ana Ruiz of The Bank ",
    "12 killed 13,000 14.5 million ",
    "on May 3, 2025 and Monday the day before ",
    "He said that ",
    "and, or, but, if, ",
    "a-b-",
    "He said she told them it was his. ",
    "Who will pay, and when, and why? ",
    "if he comes, unless she goes, ",
    "killed the man who saw the woman who ",
};

TEST(EndlessTexts, TwiceTheWordsGiveTwiceTheReading) {
  constexpr std::size_t kBytes = 6000;
  for (const std::string_view words : kRepeated) {
    const std::size_t once = BytesSaidOf(Times(kBytes / words.size(), words));
    const std::size_t twice = BytesSaidOf(Times(2 * kBytes / words.size(), words));
    EXPECT_LE(static_cast<double>(twice), 2.2 * static_cast<double>(once)) << words;
    EXPECT_LE(once, 100 * kBytes) << words;
  }
}

TEST(EndlessTexts, ManyNamesAreListedOnceEach) {
  const auto names = [](std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
      text += "Mr A" + std::to_string(i) + "x said he and she met B" + std::to_string(i) + "y. ";
    }
    return text;
  };
  EXPECT_LE(static_cast<double>(BytesSaidOf(names(1000))),
            2.2 * static_cast<double>(BytesSaidOf(names(500))));
}

TEST(EndlessTexts, AQuestionOfEndlessNamesIsCutToo) {
  const auto question = [](std::size_t count) {
    std::string text = "Will ";
    for (std::size_t i = 0; i < count; ++i) text += "Anatoly B" + std::to_string(i) + "y and ";
    return text + "Ruiz go home?";
  };
  EXPECT_LE(static_cast<double>(BytesSaidOf(question(2000))),
            2.2 * static_cast<double>(BytesSaidOf(question(1000))));
}

constexpr std::string_view kCut[] = {
    "The minister told reporters on Monday that he \"would not sign\", but did not say whether the "
    "talks, which began in May, would go on, adding that at least 12 people were killed.",
    "Asked if he would go, she said no, according to the ministry. \"We will not,\" said Maria "
    "Orlov, "
    "its spokeswoman, and though it was late, the company, Hardmoor, fell 2.1% to 4,012.",
    "If the U.N. envoy meets them from 3 May to 5 May 2025, police may arrest between 15 and 20 "
    "more "
    "of the 19-year-old man's friends; no date and no cause was given, it is not known who or why.",
};

// Wherever a text ends or begins, the reading stays inside it.
TEST(CutTexts, AreReadAsFarAsTheyGo) {
  for (const std::string_view whole : kCut) {
    for (std::size_t at = whole.find(' '); at != whole.npos; at = whole.find(' ', at + 1)) {
      EXPECT_GT(BytesSaidOf(std::string(whole.substr(0, at))), 0U);
      EXPECT_GT(BytesSaidOf(std::string(whole.substr(at + 1))), 0U);
    }
  }
}

}  // namespace
}  // namespace checkback
