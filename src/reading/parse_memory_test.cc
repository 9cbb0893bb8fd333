#include "reading/parse_memory.h"

#include <gtest/gtest.h>

#include "article/article.h"
#include "text/sentences.h"

namespace checkback {
namespace {

Parse Parsed(std::string_view text, ParseMemory* memory) {
  const std::vector<Span> sentences = FindSentences(text, "en");
  return memory ? ParseText(text, sentences, "en", *memory) : ParseText(text, sentences, "en");
}

constexpr std::string_view kFirst =
    "The mayor resigned on Tuesday. She denied the claims. \"It is over,\" said Mr. Oro.";
constexpr std::string_view kEdited =
    "The mayor of Halvar resigned on Tuesday. She denied the claims. Nobody was hurt. \"It is "
    "over,\" said Mr. Oro.";

TEST(ParseMemory, ASentenceThatIsRememberedIsParsedAsBefore) {
  ParseMemory memory;
  for (const std::string_view text : {kFirst, kEdited, kFirst, kEdited})
    EXPECT_EQ(Parsed(text, &memory), Parsed(text, nullptr)) << text;
}

TEST(ParseMemory, LongSentencesAreRememberedInTheirPieces) {
  std::string text;
  for (int i = 0; i < 90; ++i) text += "the envoy met the minister, ";
  text += "and left.";
  const std::string more = "It rained. " + text;
  ParseMemory memory;
  for (const std::string& one : {text, more, text})
    EXPECT_EQ(Parsed(one, &memory), Parsed(one, nullptr));
}

TEST(ParseMemory, WordsThatTouchAreNotThoseThatStandApart) {
  ParseMemory memory;
  for (const std::string_view text : {"The 5 km road.", "The 5km road.", "The 5 k m road."})
    EXPECT_EQ(Parsed(text, &memory), Parsed(text, nullptr)) << text;
}

TEST(ParseMemory, AnArticleIsReadTheSameWithIt) {
  Article article;
  article.url = "https://example.org/1";
  article.language = "en";
  article.text = kEdited;
  ParseMemory memory;
  for (int i = 0; i < 2; ++i)
    EXPECT_EQ(ReadArticle(article, std::nullopt, memory), ReadArticle(article, std::nullopt));
}

}  // namespace
}  // namespace checkback
