#include "follow/sources/find_source.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace checkback {
namespace {

constexpr std::string_view kFeed =
    "<rss version=\"2.0\"><channel><title>News Example</title><item><title>A</title>"
    "<link>https://news.example/a</link></item></channel></rss>";
constexpr std::string_view kNewsMap =
    "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url>"
    "<loc>https://news.example/1</loc></url></urlset>";

// A web of a few pages; counts what was asked.
struct SmallWeb {
  std::map<std::string, std::string> pages;
  std::vector<std::string> asked;

  FoundSource Find(const std::string& url) {
    return FindSource(url, {}, [this](const std::string& at) {
      asked.push_back(at);
      FetchAnswer answer;
      answer.url = at;
      const auto page = pages.find(at);
      answer.outcome = page == pages.end() ? FetchOutcome::kHttpError : FetchOutcome::kFetched;
      answer.status = page == pages.end() ? 404 : 200;
      answer.why = page == pages.end() ? at + " answered 404" : "";
      if (page != pages.end()) answer.body = page->second;
      return answer;
    });
  }
};

std::string SiteThatNames(std::string_view feed) {
  return "<html><head><title>News</title><link rel=\"alternate\" type=\"application/rss+xml\" "
         "href=\"" +
         std::string(feed) + "\"></head><body><p>Words</p></body></html>";
}

TEST(FindSource, TakesAFeedAsItIs) {
  SmallWeb web{{{"https://news.example/rss", std::string(kFeed)}}, {}};
  const FoundSource found = web.Find("https://news.example/rss");
  ASSERT_TRUE(found.source) << found.why;
  EXPECT_EQ(found.source->kind, FollowedKind::kFeed);
  EXPECT_EQ(found.source->title, "News Example");
  EXPECT_EQ(web.asked.size(), 1U);
}

TEST(FindSource, FindsTheFeedOfASite) {
  SmallWeb web{{{"https://news.example/", SiteThatNames("/feed.xml")},
                {"https://news.example/feed.xml", std::string(kFeed)}},
               {}};
  const FoundSource found = web.Find("https://news.example/");
  ASSERT_TRUE(found.source) << found.why;
  EXPECT_EQ(found.source->kind, FollowedKind::kFeed);
  EXPECT_EQ(found.source->url, "https://news.example/");
  EXPECT_EQ(found.source->url_in_use, "https://news.example/feed.xml");
  EXPECT_EQ(web.asked.size(), 2U);
}

TEST(FindSource, TriesUsualPlacesThenTheNewsSitemap) {
  SmallWeb web{{{"https://news.example/", SiteThatNames("/gone.xml")},
                {"https://news.example/robots.txt", "Sitemap: /all.xml\nSitemap: /news.xml\n"},
                {"https://news.example/news.xml", std::string(kNewsMap)}},
               {}};
  const FoundSource found = web.Find("https://news.example/");
  ASSERT_TRUE(found.source) << found.why;
  EXPECT_EQ(found.source->kind, FollowedKind::kSitemap);
  EXPECT_EQ(found.source->url_in_use, "https://news.example/news.xml");
  EXPECT_LE(web.asked.size(), kMostAsked);
}

TEST(FindSource, FollowsASiteWithoutAFeedByItsFrontPage) {
  SmallWeb web{{{"https://news.example/", "<html><title>News</title><p>Words</p></html>"}}, {}};
  const FoundSource found = web.Find("https://news.example/");
  ASSERT_TRUE(found.source);
  EXPECT_EQ(found.source->kind, FollowedKind::kSite);
  EXPECT_FALSE(found.note.empty());
}

TEST(FindSource, SaysWhyThereIsNothing) {
  SmallWeb web;
  EXPECT_EQ(web.Find("https://news.example/x").why, "https://news.example/x answered 404");
  EXPECT_EQ(web.Find("http://10.0.0.1/").why, "a private network");
  EXPECT_EQ(web.asked.size(), 1U) << "what is refused is not asked";
}

TEST(FindSource, DoesNotGoWhereASiteMustNotLead) {
  SmallWeb web{{{"https://news.example/", SiteThatNames("http://169.254.169.254/feed")}}, {}};
  web.Find("https://news.example/");
  for (const std::string& asked : web.asked)
    EXPECT_TRUE(asked.starts_with("https://news.example/"));
}

TEST(FindSource, AsksLittleOfATrap) {
  SmallWeb web;
  web.pages["https://news.example/"] = SiteThatNames("/gone.xml");
  std::string index = "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">";
  for (int i = 0; i < 1000; ++i)
    index += "<sitemap><loc>https://news.example/s" + std::to_string(i) + ".xml</loc></sitemap>";
  index += "</sitemapindex>";
  web.pages["https://news.example/robots.txt"] = "Sitemap: /s0.xml\n";
  for (int i = 0; i < 1000; ++i)
    web.pages["https://news.example/s" + std::to_string(i) + ".xml"] = index;
  web.Find("https://news.example/");
  EXPECT_LE(web.asked.size(), kMostAsked + 1);
}

TEST(FindSource, GivesTheListThatAnAddressHas) {
  SmallWeb web{
      {{"https://news.example/feeds.opml",
        "<opml version=\"2.0\"><body><outline xmlUrl=\"https://a.example/\"/></body></opml>"}},
      {}};
  const FoundSource found = web.Find("https://news.example/feeds.opml");
  ASSERT_TRUE(found.list);
  EXPECT_EQ(found.list->sources.size(), 1U);
}

}  // namespace
}  // namespace checkback
