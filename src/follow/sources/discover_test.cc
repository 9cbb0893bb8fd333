#include "follow/sources/discover.h"

#include <gtest/gtest.h>

#include <string>

namespace checkback {
namespace {

constexpr std::string_view kRss =
    "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>News Example</title>"
    "<item><title>A</title><link>https://news.example/a</link></item></channel></rss>";

Discovered At(std::string_view url, std::string_view bytes) {
  return Discover(bytes, {.url = std::string(url)});
}

TEST(Discover, KnowsAFeed) {
  const Discovered found = At("https://news.example/rss", kRss);
  EXPECT_EQ(found.what, Discovery::kFeed);
  EXPECT_EQ(found.title, "News Example");
}

TEST(Discover, KnowsListsOfFeedsAndSitemaps) {
  EXPECT_EQ(At("https://a.example/",
               "<opml version=\"2.0\"><body><outline text=\"a\" "
               "xmlUrl=\"https://b.example/\"/></body></opml>")
                .what,
            Discovery::kOpml);
  EXPECT_EQ(At("https://a.example/s.xml",
               "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url>"
               "<loc>https://a.example/1</loc></url></urlset>")
                .what,
            Discovery::kSitemap);
  const Discovered index =
      At("https://a.example/s.xml",
         "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"
         "<sitemap><loc>https://a.example/old.xml</loc><lastmod>2020-01-01</lastmod></sitemap>"
         "<sitemap><loc>https://a.example/2026.xml</loc><lastmod>2026-01-01</lastmod></sitemap>"
         "<sitemap><loc>https://a.example/news.xml</loc></sitemap></sitemapindex>");
  EXPECT_EQ(index.what, Discovery::kSitemapIndex);
  EXPECT_TRUE(index.lists);
}

TEST(Discover, FindsTheFeedsThatASiteNames) {
  const Discovered found =
      At("https://news.example/",
         "<html><head><title>News &amp; Example</title><base href=\"/en/\">"
         "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"comments/feed\">"
         "<link rel=\"ALTERNATE nofollow\" type=\"application/atom+xml; charset=utf-8\" "
         "href=\"atom.xml\" title=\" All  news \">"
         "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"atom.xml\">"
         "<link rel=\"alternate\" hreflang=\"de\" href=\"/de/\">"
         "<link rel=\"alternate\" type=\"application/json\" href=\"/wp-json/wp/v2/pages/2\">"
         "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"javascript:alert(1)\">"
         "<link rel=\"stylesheet\" href=\"a.css\"></head><body><p>Words</p></body></html>");
  EXPECT_EQ(found.what, Discovery::kSite);
  EXPECT_EQ(found.title, "News & Example");
  EXPECT_EQ(found.feeds, (std::vector<OfferedFeed>{{"https://news.example/en/atom.xml", "All news"},
                                                   {"https://news.example/en/comments/feed", ""}}));
}

TEST(Discover, TellsAPageFromASite) {
  std::string article =
      "<html><head><title>Dam</title></head><body><article><h1>The dam has held</h1>";
  for (int i = 0; i < 12; ++i)
    article +=
        "<p>The engineers said on Tuesday that the water behind the dam had fallen by two metres "
        "since the rain stopped, and that nobody would have to leave the valley tonight.</p>";
  article += "</article></body></html>";
  EXPECT_EQ(At("https://news.example/2026/11/dam", article).what, Discovery::kPage);
  EXPECT_EQ(At("https://news.example/", article).what, Discovery::kSite);
}

TEST(Discover, SaysWhatIsNothing) {
  EXPECT_EQ(At("https://news.example/x", "").what, Discovery::kNothing);
  const Discovered picture = At("https://news.example/x", "\x89PNG\r\n\x1a\n    IHDR");
  EXPECT_EQ(picture.what, Discovery::kNothing);
  EXPECT_FALSE(picture.why.empty());
}

TEST(Discover, ReadsTheSitemapsOfRobots) {
  EXPECT_EQ(SitemapsOfRobots("\xEF\xBB\xBFUser-agent: *\r\nDisallow: /x\r\n"
                             "sitemap : https://news.example/sitemap.xml\r"
                             "SITEMAP:/news-sitemap.xml\n"
                             "Sitemap: https://news.example/sitemap.xml\n"
                             "Sitemap: file:///etc/passwd\n",
                             "https://news.example/robots.txt"),
            (std::vector<std::string>{"https://news.example/news-sitemap.xml",
                                      "https://news.example/sitemap.xml"}));
  std::string many;
  for (int i = 0; i < 100'000; ++i) many += "Sitemap: /s" + std::to_string(i) + ".xml\n";
  EXPECT_EQ(SitemapsOfRobots(many, "https://news.example/robots.txt").size(), kMostOffered);
}

TEST(Discover, NamesTheUsualPlaces) {
  EXPECT_EQ(RobotsOf("https://news.example/a/b?c"), "https://news.example/robots.txt");
  EXPECT_EQ(UsualFeeds("https://news.example/a/").front(), "https://news.example/feed");
  EXPECT_TRUE(UsualFeeds("nothing").empty());
  EXPECT_EQ(UsualSitemaps("http://a.example:8080/").front(),
            "http://a.example:8080/news-sitemap.xml");
}

TEST(Discover, FindsTheArticlesOfAFrontPage) {
  const auto links = ArticleLinks(
      "<body><nav><a href=\"/sport\">Sport</a></nav>"
      "<a href=\"/2026/dam\"><h2>The dam has held, engineers say</h2></a>"
      "<a href=\"/2026/dam#comments\">Twelve comments on the dam</a>"
      "<a href=\"https://other.example/x\">Something from another outlet altogether</a>"
      "<a href=\"https://www.news.example/2026/flood\">Flood waters fall in the valley</a></body>",
      {.url = "https://news.example/"}, 10);
  ASSERT_EQ(links.size(), 2U);
  EXPECT_EQ(links[0].url, "https://news.example/2026/dam");
  EXPECT_EQ(links[0].title, "The dam has held, engineers say");
  EXPECT_EQ(links[1].url, "https://www.news.example/2026/flood");
}

}  // namespace
}  // namespace checkback
