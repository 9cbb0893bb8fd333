#include <gtest/gtest.h>

#include "reading/reading_json.h"

namespace checkback {
namespace {

Article ArticleOf(std::string_view text) {
  Article article;
  article.language = "en";
  article.text = text;
  article.published_at = ParsePageTime("2025-05-14T09:30:00Z");
  Block paragraph;
  paragraph.text = text;
  paragraph.span = Span{0, text.size()};
  article.blocks.push_back(paragraph);
  return article;
}

std::string JsonOf(const Article& article, const Reading& reading) {
  JsonWriter json;
  WriteReading(article.text, reading, ShowWords::kNo, json);
  return json.Take();
}

TEST(Readings, AreTheSameWhenReadBackFromTheirJson) {
  Article article = ArticleOf(
      "Foreign Minister Ana Ruiz said on Monday that at least 14 people had died in Lima. "
      "\"We will not sign,\" Ruiz told reporters. It was unclear whether talks would resume. "
      "The army denied that it had attacked the village.");
  article.headline = "Will the truce hold?";
  const Reading reading = ReadArticle(article);
  EXPECT_EQ(reading.headline_questions.size(), 1u);
  const std::string json = JsonOf(article, reading);
  const Result<Reading> back = ReadReadingJson(json);
  ASSERT_TRUE(back);
  EXPECT_EQ(JsonOf(article, *back), json);
}

TEST(Readings, ThatAreNoneAreRefusedAndOddOnesAreReadAsFarAsTheyGo) {
  EXPECT_FALSE(ReadReadingJson("[]"));
  EXPECT_FALSE(ReadReadingJson("{"));
  const Result<Reading> odd = ReadReadingJson(
      R"({"sentences":[{"start":-1,"end":"x"}],"mentions":[{"entity":"e7"},{"entity":"e0"}]})");
  ASSERT_TRUE(odd);
  EXPECT_EQ(odd->sentences.size(), 1u);
  EXPECT_TRUE(odd->names.mentions.empty());
}

}  // namespace
}  // namespace checkback
