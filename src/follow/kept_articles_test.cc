// The articles of a story are kept in one frame, and are the same when they are read.

#include "follow/kept_articles.h"

#include <gtest/gtest.h>

#include "page/zstd_frame.h"

namespace checkback {
namespace {

Article Sample() {
  Article article;
  article.url = "https://north.example/maren-light";
  article.headline = "Ferry aground off Halvar";
  article.byline = {"Lidia Orsan", "J. Vik"};
  article.outlet = "North";
  article.published_at = ParsePageTime("2025-05-14T09:30:00+03:00");
  article.language = "en";
  article.kind = ArticleKind::kLive;
  article.developing = true;
  article.text = "The ferry ran aground.\n\nNobody was hurt.";
  article.blocks = {
      {.kind = BlockKind::kParagraph,
       .text = "The ferry ran aground.",
       .span = Span{0, 22},
       .time = {}},
      {.kind = BlockKind::kPost,
       .text = "Nobody was hurt.",
       .span = Span{24, 40},
       .repeats = 2,
       .time = ParsePageTime("2025-05-14")},
      // A block need not be printed as the text has it.
      {.kind = BlockKind::kQuote, .text = "\"Nobody\"", .span = Span{24, 30}, .time = {}},
      {.kind = BlockKind::kCorrection,
       .text = "An earlier version named another ferry.",
       .span = {},
       .time = {}}};
  return article;
}

TEST(KeptArticles, AreReadAsTheyWere) {
  Article other = Sample();
  other.text = "Other words.";
  Article empty;
  empty.empty_because = "no text";
  const std::vector<Article> articles = {Sample(), other, Sample(), empty, Sample()};
  const auto again = ArticlesOfFrame(ArticlesFrameOf(articles));
  ASSERT_TRUE(again) << again.error().what;
  EXPECT_EQ(*again, articles);
}

TEST(KeptArticles, EvidenceIsNotKept) {
  Article article = Sample();
  article.evidence = {{.field = "published_at", .from = "url", .said = "2025", .note = "taken"}};
  EXPECT_EQ(ArticlesOfFrame(ArticlesFrameOf({&article, 1})).value(), std::vector{Sample()});
}

TEST(KeptArticles, EqualOnesStandOnce) {
  const std::vector<Article> once = {Sample()};
  const std::vector<Article> often(100, Sample());
  const auto size = [](const std::vector<Article>& articles) {
    return UnpackFrame(ArticlesFrameOf(articles), 1 << 20)->size();
  };
  EXPECT_LE(size(often), size(once) + 100);
}

TEST(KeptArticles, OtherBytesAreRefused) {
  const std::vector<Article> articles = {Sample(), Sample()};
  const std::string bytes = *UnpackFrame(ArticlesFrameOf(articles), 1 << 20);
  EXPECT_FALSE(ArticlesOfFrame("no frame"));
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(ArticlesOfFrame(PackFrame(bytes.substr(0, size), 3))) << size;
  EXPECT_FALSE(ArticlesOfFrame(PackFrame(bytes + '\0', 3)));
  EXPECT_FALSE(ArticlesOfFrame(PackFrame("\x01\x02", 3))) << "the same as one that is not there";
}

}  // namespace
}  // namespace checkback
