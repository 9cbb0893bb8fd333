#include "article/article_json.h"

#include <gtest/gtest.h>

namespace checkback {
namespace {

Article Written() {
  Article article;
  article.url = "https://arden-post.example/storm";
  article.headline = "Storm shuts \"the port\"";
  article.description = "It is shut.";
  article.byline = {"Mara Lind", "Jon Vey"};
  article.outlet = "Arden Post";
  article.published_at = ParsePageTime("2025-05-14T09:12:00+02:00");
  article.modified_at = ParsePageTime("2025-05-15");
  article.dateline = "ARDEN, May 14 (NWA)";
  article.section = "World";
  article.language = "en";
  article.kind = ArticleKind::kLive;
  article.developing = true;
  article.text = "The port is shut.\n\nIt opens on Friday.";
  article.blocks = {{BlockKind::kParagraph, "The port is shut.", Span{0, 17}, 1, {}},
                    {BlockKind::kPost, "It opens on Friday.", Span{19, 38}, 3,
                     ParsePageTime("2025-05-14T10:00:00Z")},
                    {BlockKind::kCaption, "The harbour", {}, 1, {}}};
  article.evidence = {{"published_at", "time tag", "14 May", "taken"}};
  return article;
}

std::string JsonOf(const Article& article) {
  JsonWriter json;
  WriteArticle(article, ShowDropped::kNo, json);
  return json.Take();
}

TEST(ArticleJson, GivesTheSameArticleBack) {
  for (const Article& article : {Written(), Article{}}) {
    const Result<Article> back = ReadArticleJson(JsonOf(article));
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, article);
    EXPECT_EQ(JsonOf(*back), JsonOf(article));
  }
}

TEST(ArticleJson, KnowsEveryKind) {
  for (int kind = 0; kind <= static_cast<int>(BlockKind::kPost); ++kind) {
    Article article;
    article.blocks.push_back({static_cast<BlockKind>(kind), "x", {}, 1, {}});
    EXPECT_EQ(ReadArticleJson(JsonOf(article))->blocks, article.blocks);
  }
  for (int kind = 0; kind <= static_cast<int>(ArticleKind::kOther); ++kind) {
    Article article;
    article.kind = static_cast<ArticleKind>(kind);
    EXPECT_EQ(ReadArticleJson(JsonOf(article))->kind, article.kind);
  }
}

TEST(ArticleJson, SaysWhatIsNoArticle) {
  EXPECT_FALSE(ReadArticleJson(""));
  EXPECT_FALSE(ReadArticleJson("[]"));
  EXPECT_FALSE(ReadArticleJson("{\"text\": "));
  EXPECT_TRUE(ReadArticleJson("{}"));
}

}  // namespace
}  // namespace checkback
