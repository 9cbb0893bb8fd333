#include "answer/article_json.h"

#include <gtest/gtest.h>

#include "text/json.h"

namespace checkback {
namespace {

Article Ferry() {
  Article article;
  article.url = "https://northwire.example/ferry";
  article.headline = "Ferry reaches port";
  article.byline = {"Ana Ruiz", "Tom Okafor"};
  article.published_at = ParsePageTime("2025-05-14T09:30:00+03:00");
  article.text = "The ferry reached port.";
  article.blocks.push_back({.kind = BlockKind::kParagraph,
                            .text = article.text,
                            .span = Span{0, 23},
                            .repeats = 1,
                            .time = {}});
  article.blocks.push_back({.kind = BlockKind::kCaption,
                            .text = "The ferry \"Maren\".",
                            .span = {},
                            .repeats = 4,
                            .time = {}});
  article.dropped.push_back({.text = "Read more", .why = "in <nav>"});
  return article;
}

Page FerryPage() {
  Page page;
  page.url = "https://northwire.example/ferry?utm_source=x";
  page.seen_at = *ParseInstant("2025-05-14T08:00:00Z");
  page.media_type = "text/html";
  return page;
}

Json Parsed(const std::string& text) {
  Result<Json> json = Json::Parse(text);
  EXPECT_TRUE(json) << text;
  return json ? *json : Json();
}

TEST(ArticleJson, HoldsWhatTheFormatsPageSays) {
  const Json answer = Parsed(ExtractedAsJson(FerryPage(), Ferry(), ShowDropped::kNo));
  EXPECT_EQ(answer["url"].Text(), "https://northwire.example/ferry?utm_source=x");
  EXPECT_EQ(answer["seen_at"].Text(), "2025-05-14T08:00:00Z");
  const Json& article = answer["article"];
  EXPECT_EQ(article["headline"].Text(), "Ferry reaches port");
  EXPECT_EQ(article["byline"][1].Text(), "Tom Okafor");
  EXPECT_EQ(article["published_at"].Text(), "2025-05-14T09:30:00+03:00");  // the page's own zone
  EXPECT_EQ(article["kind"].Text(), "article");
  EXPECT_EQ(article["blocks"][0]["start"].Number(), 0);
  EXPECT_EQ(article["blocks"][0]["end"].Number(), 23);
  EXPECT_EQ(article["blocks"][1]["kind"].Text(), "caption");
  EXPECT_EQ(article["blocks"][1]["repeats"].Number(), 4);
}

TEST(ArticleJson, WritesNullForWhatIsAbsent) {
  const std::string text = ExtractedAsJson(FerryPage(), Ferry(), ShowDropped::kNo);
  for (const char* absent : {"\"description\":null", "\"outlet\":null", "\"modified_at\":null",
                             "\"section\":null", "\"start\":null,\"end\":null", "\"time\":null"}) {
    EXPECT_NE(text.find(absent), text.npos) << absent << " in " << text;
  }
  EXPECT_EQ(text.find(":\"\""), text.npos) << text;
  EXPECT_EQ(text.find('\n'), text.npos);
}

TEST(ArticleJson, ShowsWhatWasDroppedOnlyWhenAsked) {
  EXPECT_EQ(ExtractedAsJson(FerryPage(), Ferry(), ShowDropped::kNo).find("in <nav>"),
            std::string::npos);
  const Json answer = Parsed(ReadingAsJson(FerryPage(), Ferry(), ReadArticle(Ferry()),
                                           ShowDropped::kYes, ShowWords::kYes));
  EXPECT_EQ(answer["article"]["dropped"][0]["why"].Text(), "in <nav>");
  EXPECT_EQ(answer["reading"]["sentences"][0]["start"].Number(), 0);
  EXPECT_EQ(answer["reading"]["tokens"][0]["start"].Number(), 0);
  EXPECT_EQ(answer["page"]["media_type"].Text(), "text/html");
}

TEST(ArticleJson, OfAnErrorNamesThePageAndTheReason) {
  EXPECT_EQ(ErrorAsJson("https://a.example/1", {Errc::kBadInput, "this is a PDF"}),
            R"({"url":"https://a.example/1","error":{"code":"bad_input","what":"this is a PDF"}})");
  EXPECT_EQ(ErrorAsJson("", {Errc::kTooLarge, "x"}),
            R"({"url":null,"error":{"code":"too_large","what":"x"}})");
}

}  // namespace
}  // namespace checkback
