#include "page/feed/feed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace checkback {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view kUrl = "https://post.example/feeds/all.xml";

Feed Read(std::string_view bytes) {
  const Result<Feed> feed = ReadFeed(bytes, {.url = std::string(kUrl)});
  EXPECT_TRUE(feed) << (feed ? "" : feed.error().what);
  return feed.value_or(Feed{});
}

std::string Rss(std::string_view items, std::string_view channel = "") {
  return std::string("<rss version=\"2.0\"><channel><title>Post</title>") + std::string(channel) +
         std::string(items) + "</channel></rss>";
}

// The one item of an RSS feed.
FeedItem ItemOf(std::string_view item) {
  Feed feed = Read(Rss("<item>" + std::string(item) + "</item>"));
  EXPECT_EQ(feed.items.size(), 1u) << item;
  return feed.items.empty() ? FeedItem{} : feed.items[0];
}

std::string Shown(const std::optional<PageTime>& time) {
  return time ? ToRfc3339(*time) : "";
}

TEST(Feed, EveryFormatGivesTheSameItem) {
  struct Case {
    FeedKind kind;
    std::string_view id;
    std::string_view bytes;
  };
  const Case cases[] = {
      {FeedKind::kRss, "p-1", R"(<?xml version="1.0"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Post</title>
<link>https://post.example/</link><language>en</language>
<item><title>Ferry &amp; storm</title><link>https://post.example/1</link>
<guid isPermaLink="false">p-1</guid><dc:creator>Anna Bell</dc:creator>
<pubDate>Wed, 14 May 2025 09:30:00 +0300</pubDate><category>Coast</category>
<description>It sank.</description></item></channel></rss>)"},
      {FeedKind::kRss, "https://post.example/1", R"(<?xml version="1.0"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>Post</title><link>https://post.example/</link>
<language>en</language><item><title>Ferry &amp; storm</title><link>https://post.example/1</link>
<author>anna@post.example (Anna Bell)</author><category>Coast</category>
<pubDate>14 May 25 09:30 +0300</pubDate>
<description>It sank.</description></item></channel></rss>)"},
      {FeedKind::kRdf, "urn:1", R"(<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:d="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>Post</title><link>https://post.example/</link>
<d:language>en</d:language></channel>
<item rdf:about="urn:1"><title>Ferry &amp; storm</title><link>https://post.example/1</link>
<description>It sank.</description><d:creator>Anna Bell</d:creator><d:subject>Coast</d:subject>
<d:date>2025-05-14T09:30:00+03:00</d:date></item></rdf:RDF>)"},
      {FeedKind::kAtom, "urn:1", R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>Post</title><link href="https://post.example/"/><author><name>Anna Bell</name></author>
<entry><id>urn:1</id><title type="html">Ferry &amp;amp; storm</title>
<link rel="alternate" type="application/json" href="/1.json"/><link href="/1"/>
<category term="Coast"/><published>2025-05-14T09:30:00+03:00</published>
<summary>It sank.</summary></entry></feed>)"},
      {FeedKind::kAtom, "urn:1",
       R"(<a:feed version="0.3" xmlns:a="http://purl.org/atom/ns#" xml:lang="en">
<a:title>Post</a:title><a:link rel="alternate" href="https://post.example/"/>
<a:entry><a:id>urn:1</a:id><a:title mode="escaped" type="text/html">Ferry &amp;amp; storm</a:title>
<a:link rel="alternate" type="text/html" href="https://post.example/1"/>
<a:author><a:name>Anna Bell</a:name></a:author><a:issued>2025-05-14T09:30:00+03:00</a:issued>
<a:category term="x" label="Coast"/><a:summary>It sank.</a:summary></a:entry></a:feed>)"},
      {FeedKind::kJsonFeed, "1", R"({"version":"https://jsonfeed.org/version/1.1","title":"Post",
"home_page_url":"https://post.example/","language":"en","authors":[{"name":"Anna Bell"}],
"items":[{"id":1,"url":"/1","title":"Ferry & storm","summary":"It sank.","tags":["Coast"],
"date_published":"2025-05-14T09:30:00+03:00"}]})"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.bytes.substr(0, 120));
    const Feed feed = Read(c.bytes);
    EXPECT_EQ(feed.kind, c.kind);
    EXPECT_EQ(feed.title, "Post");
    EXPECT_EQ(feed.site_url, "https://post.example/");
    EXPECT_EQ(feed.language, "en");
    EXPECT_EQ(feed.damage, "");
    ASSERT_EQ(feed.items.size(), 1u);
    const FeedItem& item = feed.items[0];
    EXPECT_EQ(item.id, c.id);
    EXPECT_EQ(item.url, "https://post.example/1");
    EXPECT_EQ(item.title, "Ferry & storm");
    EXPECT_EQ(item.summary, "It sank.");
    EXPECT_EQ(item.content_html, "");
    EXPECT_THAT(item.authors, ElementsAre("Anna Bell"));
    EXPECT_THAT(item.categories, ElementsAre("Coast"));
    EXPECT_EQ(Shown(item.published_at), "2025-05-14T09:30:00+03:00");
  }
}

TEST(Feed, ANewsSitemapGivesItsPages) {
  const Feed feed = Read(R"(<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://post.example/1</loc><lastmod>2025-05-15</lastmod><n:news>
<n:publication><n:name>The Post</n:name><n:language>en</n:language></n:publication>
<n:publication_date>2025-05-14T09:30:00Z</n:publication_date><n:title>Ferry sinks</n:title>
<n:keywords>ferry, coast</n:keywords></n:news>
<image:image><image:loc>https://post.example/1.jpg</image:loc></image:image></url>
<url><lastmod>2025-05-15</lastmod></url></urlset>)");
  EXPECT_EQ(feed.kind, FeedKind::kSitemap);
  EXPECT_EQ(feed.skipped, 1u);
  ASSERT_EQ(feed.items.size(), 1u);
  const FeedItem& item = feed.items[0];
  EXPECT_EQ(item.id, "https://post.example/1");
  EXPECT_EQ(item.title, "Ferry sinks");
  EXPECT_EQ(item.outlet, "The Post");
  EXPECT_EQ(item.language, "en");
  EXPECT_EQ(Shown(item.published_at), "2025-05-14T09:30:00Z");
  EXPECT_EQ(Shown(item.updated_at), "2025-05-15");
  EXPECT_THAT(item.categories, ElementsAre("ferry", "coast"));
  EXPECT_THAT(item.enclosures, ElementsAre(Enclosure{"https://post.example/1.jpg", "", {}}));
}

TEST(Feed, AnIndexOfSitemapsGivesTheSitemaps) {
  const Feed feed = Read(
      "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap>"
      "<loc>https://post.example/news.xml</loc><lastmod>2025-05-15T10:00:00Z</lastmod></sitemap>"
      "</sitemapindex>");
  EXPECT_EQ(feed.kind, FeedKind::kSitemapIndex);
  ASSERT_EQ(feed.items.size(), 1u);
  EXPECT_EQ(feed.items[0].url, "https://post.example/news.xml");
  EXPECT_EQ(Shown(feed.items[0].updated_at), "2025-05-15T10:00:00Z");
}

TEST(Feed, SaysWhenToAskAgain) {
  const Feed feed = Read(Rss("", R"(<ttl>30</ttl>
<skipHours><hour>0</hour><hour>24</hour><hour>5</hour><hour>x</hour></skipHours>
<skipDays><day>Sunday</day><day>saturday</day><day>Noday</day></skipDays>
<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="hub" href="https://hub.example/"/>
<atom10:link rel="self" href="https://post.example/real.xml"/>)"));
  EXPECT_EQ(feed.ttl_minutes, 30);
  EXPECT_THAT(feed.skip_hours, ElementsAre(0, 5));
  EXPECT_THAT(feed.skip_days, ElementsAre(0, 6));
  EXPECT_THAT(feed.hubs, ElementsAre("https://hub.example/"));
  EXPECT_EQ(feed.self_url, "https://post.example/real.xml");
  EXPECT_EQ(Read(Rss("",
                     "<sy:updatePeriod>hourly</sy:updatePeriod>"
                     "<sy:updateFrequency>2</sy:updateFrequency>"))
                .ttl_minutes,
            30);
  for (const std::string_view absurd : {"0", "-5", "soon", "99999999999999999999"}) {
    EXPECT_EQ(Read(Rss("", "<ttl>" + std::string(absurd) + "</ttl>")).ttl_minutes, std::nullopt);
  }
}

TEST(Feed, TitlesBecomePlainText) {
  struct Case {
    std::string_view xml, title;
  };
  const Case cases[] = {
      {"Plain", "Plain"},
      {"  two\n lines ", "two lines"},
      {"Smith &amp;amp; Sons", "Smith & Sons"},
      {"Smith & Sons", "Smith & Sons"},
      {"&lt;b&gt;Bold&lt;/b&gt; words", "Bold words"},
      {"&amp;lt;b&amp;gt;Bold&amp;lt;/b&amp;gt; words", "Bold words"},
      {"<![CDATA[It&#8217;s <em>late</em>]]>", "It\u2019s late"},
      {"It&#146;s late", "It\u2019s late"},
      {"A&nbsp;B", "A B"},
      {"Turnout &lt; 50 %, 3 &lt;3 4", "Turnout < 50 %, 3 <3 4"},
      {"Line<br/>break", "Line break"},
      {"&lt;script&gt;alert(1)&lt;/script&gt;Safe", "Safe"},
      {"&lt;img src=x onerror=alert(1)&gt;Safe", "Safe"},
      {"Ring &#7; bell", "Ring bell"},
      {"Half &#xD800; pair", "Half ??? pair"},
      {"AT&T", "AT&T"},
  };
  for (const Case& c : cases)
    EXPECT_EQ(ItemOf("<title>" + std::string(c.xml) + "</title>").title, c.title) << c.xml;
}

TEST(Feed, LinksAreResolvedAndOnlyThoseOfTheWebAreKept) {
  struct Case {
    std::string_view item, url;
  };
  const Case cases[] = {
      {"<link>https://post.example/1</link>", "https://post.example/1"},
      {"<link> /1 </link>", "https://post.example/1"},
      {"<link>1</link>", "https://post.example/feeds/1"},
      {"<link xml:base='https://other.example/a/'>b</link>", "https://other.example/a/b"},
      {"<link>javascript:alert(1)</link>", ""},
      {"<link>data:text/html,x</link>", ""},
      {"<link>file:///etc/passwd</link>", ""},
      {"<link>https://post.example/a\u200Bb</link>", "https://post.example/ab"},
      {"<link href='/1'/>", "https://post.example/1"},
      {"<guid>https://post.example/g</guid>", "https://post.example/g"},
      {"<guid isPermaLink='true'>https://post.example/g</guid>", "https://post.example/g"},
      {"<guid isPermaLink='false'>https://post.example/g</guid>", ""},
      {"<guid>tag:1</guid>", ""},
      {"<guid>https://post.example/g</guid><link>/1</link>", "https://post.example/1"},
      {"<atom:link href='/1'/>", "https://post.example/1"},
      {"<link>/track</link><feedburner:origLink>https://post.example/1</feedburner:origLink>",
       "https://post.example/1"},
  };
  for (const Case& c : cases)
    EXPECT_EQ(ItemOf("<title>x</title>" + std::string(c.item)).url, c.url) << c.item;
}

TEST(Feed, BasesOfXmlNest) {
  const Feed feed =
      Read(R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/x/">
<entry xml:base="y/"><title>1</title><link href="z" xml:base="w/"/></entry>
<entry xml:base="javascript:x"><title>2</title><link href="z"/></entry></feed>)");
  ASSERT_EQ(feed.items.size(), 2u);
  EXPECT_EQ(feed.items[0].url, "https://a.example/x/y/w/z");
  EXPECT_EQ(feed.items[1].url, "https://a.example/x/z");
}

TEST(Feed, TimesThatCannotBeAreAbsent) {
  struct Case {
    std::string_view text, time;
  };
  const Case cases[] = {
      {"Wed, 14 May 2025 09:30:00 GMT", "2025-05-14T09:30:00Z"},
      {"Wed, 14 May 25 09:30:00 EST", "2025-05-14T09:30:00-05:00"},
      {"14 May 99 09:30 GMT", "1999-05-14T09:30:00Z"},
      {"2025-05-14T09:30:00.123+03:00", "2025-05-14T09:30:00+03:00"},
      {"2025-05-14", "2025-05-14"},
      {"", ""},
      {"yesterday", ""},
      {"Thu, 01 Jan 1970 00:00:00 GMT", ""},
      {"2099-01-01T00:00:00Z", ""},
      {"2025-05-14T24:61:00Z", ""},
      {"2025-02-30", ""},
      {"0000-00-00T00:00:00Z", ""},
  };
  for (const Case& c : cases) {
    const Result<Feed> feed =
        ReadFeed(Rss("<item><title>x</title><pubDate>" + std::string(c.text) + "</pubDate></item>"),
                 {.seen_at = ParseInstant("2025-05-16T00:00:00Z")});
    ASSERT_TRUE(feed && feed->items.size() == 1);
    EXPECT_EQ(Shown(feed->items[0].published_at), c.time) << c.text;
  }
}

TEST(Feed, IdsThatStandTwiceAreKeptInOrder) {
  const Feed feed = Read(
      Rss("<item><guid>a</guid><title>1</title></item><item><guid>b</guid><title>2</title></item>"
          "<item><guid>a</guid><title>3</title></item><item></item>"));
  ASSERT_EQ(feed.items.size(), 3u);
  EXPECT_EQ(feed.items[0].id, "a");
  EXPECT_EQ(feed.items[2].id, "a");
  EXPECT_EQ(feed.items[2].title, "3");
  EXPECT_EQ(feed.skipped, 1u);
}

TEST(Feed, ItemsWithoutAnIdGetOneFromTheirContent) {
  EXPECT_EQ(ItemOf("<title>x</title><link>/1</link>").id, "https://post.example/1");
  const std::string id = ItemOf("<title>x</title>").id;
  EXPECT_TRUE(id.starts_with("sha256:"));
  EXPECT_EQ(ItemOf("<title> x </title>").id, id);
  EXPECT_NE(ItemOf("<title>y</title>").id, id);
}

TEST(Feed, ContentComesFromWhereTheFormatHasIt) {
  EXPECT_EQ(ItemOf("<description>Short</description><content:encoded><![CDATA[<p>Long</p>]]>"
                   "</content:encoded>")
                .content_html,
            "<p>Long</p>");
  EXPECT_EQ(ItemOf("<description>Short</description>").content_html, "");
  std::string words;
  for (int i = 0; i < 200; ++i) words += "word ";
  EXPECT_EQ(ItemOf("<description>" + words + "</description>").content_html, words);

  const Feed atom = Read(R"(<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>
<entry><title>1</title><content type="html">&lt;p&gt;One&lt;/p&gt;</content></entry>
<entry><title>2</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>T<b>w</b> <i>o</i> &lt;<br/></p></div></content></entry>
<entry><title>3</title><content>Three &lt; 4

Five</content></entry>
<entry><title>4</title><content src="https://a.example/4" type="text/html"/></entry>
<entry><title>5</title><content type="image/png">aGVsbG8=</content></entry></feed>)");
  ASSERT_EQ(atom.items.size(), 5u);
  EXPECT_EQ(atom.items[0].content_html, "<p>One</p>");
  EXPECT_EQ(atom.items[1].content_html, "<p>T<b>w</b> <i>o</i> &lt;<br></p>");
  EXPECT_EQ(atom.items[2].content_html, "<p>Three &lt; 4</p>\n<p>Five</p>\n");
  EXPECT_EQ(atom.items[3].content_html, "");
  EXPECT_EQ(atom.items[4].content_html, "");
}

TEST(Feed, AuthorsAreNames) {
  struct Case {
    std::string_view item, author;
  };
  const Case cases[] = {
      {"<author>anna@post.example (Anna Bell)</author>", "Anna Bell"},
      {"<author>Anna Bell (Aldmere)</author>", "Anna Bell (Aldmere)"},
      {"<author>anna@post.example</author>", "anna@post.example"},
      {"<author>by <a href='/anna'>Anna Bell</a></author>", "by Anna Bell"},
      {"<author><name>Anna Bell</name><title>Editor</title></author>", "Anna Bell"},
      {"<atom:author><atom:name>Anna Bell</atom:name></atom:author>", "Anna Bell"},
      {"<dc:creator> <![CDATA[Anna Bell]]> </dc:creator><author>Anna Bell</author>", "Anna Bell"},
  };
  for (const Case& c : cases)
    EXPECT_THAT(ItemOf("<title>x</title>" + std::string(c.item)).authors, ElementsAre(c.author))
        << c.item;
}

TEST(Feed, PicturesAndRecordingsAreEnclosures) {
  const FeedItem item = ItemOf(
      R"(<title>x</title><enclosure url="/a.mp3" type="audio/mpeg" length="12"/>
<media:group><media:content url="https://cdn.example/b.jpg" type="image/jpeg"/>
<media:thumbnail url="https://cdn.example/b.jpg"/><media:description>Seen from the pier</media:description></media:group>
<enclosure url="javascript:x" length="-1"/>)");
  EXPECT_THAT(item.enclosures,
              ElementsAre(Enclosure{"https://post.example/a.mp3", "audio/mpeg", 12},
                          Enclosure{"https://cdn.example/b.jpg", "image/jpeg", {}}));
  EXPECT_EQ(item.summary, "Seen from the pier");
  EXPECT_THAT(ItemOf("<title>x</title>").enclosures, IsEmpty());
}

TEST(Feed, WhatIsNoFeedIsNamed) {
  struct Case {
    std::string_view bytes, what;
  };
  const Case cases[] = {
      {"", "the feed is empty"},
      {" \n ", "the feed is empty"},
      {"hello", "this is neither XML nor JSON, so it is no feed"},
      {"<!DOCTYPE html><p>x", "this is an HTML page, not a feed"},
      {"<html><body><p>x</body></html>", "this is an HTML page, not a feed"},
      {"<svg xmlns='http://www.w3.org/2000/svg'/>",
       "this is XML, but no feed: it begins with <svg>"},
      {"<opml><body/></opml>", "this is an OPML file, a list of feeds, not a feed"},
      {"{\"a\": 1}", "this is JSON, but no JSON Feed: it has no items"},
      {"%PDF-1.4 ...", "this is a PDF, not a feed"},
      {"< >", "this is no XML at byte 1 (line 1): Could not determine tag type"},
  };
  for (const Case& c : cases) {
    const Result<Feed> feed = ReadFeed(c.bytes, {});
    ASSERT_FALSE(feed) << c.bytes;
    EXPECT_EQ(feed.error().code, Errc::kBadInput);
    EXPECT_EQ(feed.error().what, c.what);
  }
}

}  // namespace
}  // namespace checkback
