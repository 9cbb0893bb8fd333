#include <gtest/gtest.h>

#include <algorithm>

#include "article/article.h"

namespace checkback {
namespace {

constexpr std::string_view kHead =
    "<title>Example Times | Ferries</title>"
    "<article><span>TRANSPORT</span>"
    "<h1>Ferry owner lifts offer to four per cent as talks run into the night</h1>";
constexpr std::string_view kFirst =
    "The owner of the ferries has raised its pay offer to four per cent in an attempt to avert a "
    "strike at Easter, two people briefed on the negotiations said on Wednesday.";
constexpr std::string_view kSecond =
    "It would go further, one of them said, if the union accepted longer shifts in summer, when "
    "the timetable is fullest and the crews are hardest to find.";

Article ArticleWith(std::string_view byline, bool why = false) {
  Page page;
  page.url = "https://www.exampletimes.org/ferries";
  page.seen_at = *ParseInstant("2026-03-26T12:00:00Z");
  page.content = std::string(kHead) + std::string(byline) + "<p>" + std::string(kFirst) +
                 "</p><p>" + std::string(kSecond) + "</p></article>";
  ExtractOptions options;
  options.why = why;
  return *ExtractArticle(page, options);
}

TEST(Extract, KeepsTheBylineOutOfTheText) {
  const std::string body = std::string(kFirst) + "\n\n" + std::string(kSecond);
  for (const std::string_view byline :
       {"<div>Ana Ruiz</div><div>Published 25 March 2026 22:10</div>",
        "<p>Ana Ruiz</p><p>25 March 2026</p>", "<p>By Ana Ruiz</p>",
        "<address>Ana Ruiz in Kellan</address>"}) {
    SCOPED_TRACE(byline);
    const Article article = ArticleWith(byline);
    EXPECT_EQ(article.byline, std::vector<std::string>{"Ana Ruiz"});
    EXPECT_EQ(article.text, body);
    for (const Block& block : article.blocks) {
      if (block.span) {
        EXPECT_EQ(Words(article.text, *block.span), block.text);
      }
    }
  }
}

TEST(Extract, SaysWhereTheBylineWent) {
  const Article article =
      ArticleWith("<div>Ana Ruiz</div><div>Published 25 March 2026 22:10</div>", true);
  const bool told = std::any_of(article.dropped.begin(), article.dropped.end(),
                                [](const Dropped& dropped) { return dropped.text == "Ana Ruiz"; });
  EXPECT_TRUE(told);
}

// The page with `head` between headline and text, and `foot` behind it.
Article Framed(std::string_view head, std::string_view foot) {
  Page page;
  page.url = "https://www.exampletimes.org/ferries";
  page.seen_at = *ParseInstant("2026-03-26T12:00:00Z");
  page.content =
      "<meta name=description content='The union of the ferry crews will answer the offer on "
      "Friday.'>" +
      std::string(kHead) + std::string(head) + "<div class=c-copy><p>" + std::string(kFirst) +
      "</p><p>" + std::string(kSecond) + "</p>" + std::string(foot) + "</div></article>";
  return *ExtractArticle(page, {});
}

TEST(Extract, TakesNamesInBracketsBehindTheTextForACredit) {
  const std::string body = std::string(kFirst) + "\n\n" + std::string(kSecond);
  for (const std::string_view line : {"(CWS)", "(CWS, Gazette)", "(dpa)"}) {
    const Article article = Framed("", "<p>" + std::string(line) + "</p>");
    EXPECT_EQ(article.text, body) << line;
    ASSERT_FALSE(article.blocks.empty());
    EXPECT_EQ(article.blocks.back().kind, BlockKind::kCredit) << line;
    EXPECT_EQ(article.blocks.back().text, line);
  }
}

}  // namespace
}  // namespace checkback
