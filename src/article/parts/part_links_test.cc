#include "article/parts/part_links.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "article/parts/join_parts.h"

namespace checkback {
namespace {

struct Case {
  std::string_view first, second;  // addresses of one host
  std::string_view third;          // "": `second` is no second page
};
constexpr Case kCases[] = {
    {"/dam", "/dam?page=2", "/dam?page=3"},
    {"/dam?id=7", "/dam?id=7&page=2", "/dam?id=7&page=3"},
    {"/dam?page=1", "/dam?page=2", "/dam?page=3"},
    {"/dam", "/dam/2", "/dam/3"},
    {"/dam/", "/dam/2/", "/dam/3/"},
    {"/dam", "/dam/seite/2/", "/dam/seite/3/"},
    {"/dam.html", "/dam_2.html", "/dam_3.html"},
    {"/dam,1.html", "/dam,1,page2.html", ""},  // a name and a number without a mark between
    {"/dam.html", "/dam,2.html", "/dam,3.html"},
    {"/dam-12", "/dam-122", ""},
    {"/news/1", "/news/2", ""},
    {"/days/2026-03-01", "/days/2026-03-02", ""},
    {"/dam", "/flood?page=2", ""},
    {"/dam", "/dam/comment-page-2", ""},
    {"/dam", "/dam?page=3", ""},
    {"/dam", "/dam", ""},
};

TEST(PartLinks, ANumberLetIntoTheAddressOfAnArticleNumbersItsPages) {
  const std::string host = "https://news.example";
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.second);
    const auto parts = NumberedFrom(host + std::string(c.first), host + std::string(c.second));
    EXPECT_EQ(parts ? parts->At(3) : "", c.third.empty() ? "" : host + std::string(c.third));
  }
  EXPECT_FALSE(NumberedFrom("https://news.example/dam", "https://other.example/dam?page=2"));
  EXPECT_FALSE(NumberedFrom("nonsense", "https://other.example/dam?page=2"));
}

std::optional<PartAddress> SecondIn(const std::string& html) {
  const std::string url = "https://news.example/dam";
  EXPECT_TRUE(MayHaveParts(html, url) || !SecondPartOf(*ParseHtml(html), url));
  return SecondPartOf(*ParseHtml(html), url);
}

TEST(PartLinks, ANextPageIsLinkedByItsNumberOrAsTheNext) {
  EXPECT_TRUE(SecondIn("<p>1 <a href='dam?page=2'><span>2</span></a></p>"));
  EXPECT_TRUE(SecondIn("<link rel=next href='/dam?x=1&amp;page=2'>") ==
              std::nullopt);  // of another query
  EXPECT_TRUE(SecondIn("<link rel='prefetch next' href='/dam?page=2'>"));
  EXPECT_TRUE(SecondIn("<base href='/x/'><a rel=next href='../dam/2'>go on</a>"));
  EXPECT_FALSE(SecondIn("<a href='/dam?page=2'>Read on</a>"));
  EXPECT_FALSE(SecondIn("<a href='/dam-is-safe-2'>2</a>"));
}

Article ArticleSample(std::string headline, const std::vector<std::string>& paragraphs) {
  Article article;
  article.headline = std::move(headline);
  for (const std::string& paragraph : paragraphs) {
    if (!article.text.empty()) article.text += "\n\n";
    const std::size_t start = article.text.size();
    article.text += paragraph;
    Block& block = article.blocks.emplace_back();
    block.text = paragraph;
    block.span = Span{start, article.text.size()};
  }
  return article;
}

TEST(JoinParts, WhatIsOnBothPagesIsReadOnce) {
  Article article = ArticleSample("Dam holds", {"One.", "Two."});
  const Article second = ArticleSample("Dam holds (page 2)", {"Two.", "Three."});
  ASSERT_TRUE(GoesOn(article, second));
  AppendPart(second, article);
  EXPECT_EQ(article.text, "One.\n\nTwo.\n\nThree.");
  for (const Block& block : article.blocks) EXPECT_EQ(Words(article.text, *block.span), block.text);
  EXPECT_FALSE(GoesOn(article, second));
}

TEST(JoinParts, AnotherArticleAListAndAnEmptyPageAreNoPart) {
  const Article article = ArticleSample("Dam holds", {"One."});
  EXPECT_FALSE(GoesOn(article, ArticleSample("Minister resigns", {"Two."})));
  EXPECT_FALSE(GoesOn(article, ArticleSample("Dam holds", {})));
  EXPECT_FALSE(GoesOn(article, ArticleSample("Dam holds", {"One."})));
  Article list = ArticleSample("Dam holds", {"Two."});
  list.kind = ArticleKind::kIndex;
  EXPECT_FALSE(GoesOn(article, list));
}

}  // namespace
}  // namespace checkback
