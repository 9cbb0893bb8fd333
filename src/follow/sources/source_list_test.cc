#include "follow/sources/source_list.h"

#include <gtest/gtest.h>

#include <string>

#include "page/feed/opml.h"

namespace checkback {
namespace {

struct Address {
  std::string_view url;
  bool followed;
};
constexpr Address kAddresses[] = {
    {"https://news.example/rss", true},
    {"http://93.184.216.34/rss", true},
    {"http://[2606:2800:220:1:248:1893:25c8:1946]/rss", true},
    {"http://127.0.0.1/", false},
    {"http://127.1/", false},
    {"http://2130706433/", false},
    {"http://0x7f000001/", false},
    {"http://0177.0.0.1/", false},
    {"http://0.0.0.0/", false},
    {"http://10.1.2.3/feed", false},
    {"http://192.168.1.1/", false},
    {"http://172.16.0.1/", false},
    {"http://100.64.0.1/", false},
    {"http://169.254.169.254/latest/meta-data/", false},
    {"http://[::1]/", false},
    {"http://[fc00::1]/", false},
    {"http://[fe80::1]/", false},
    {"http://[::ffff:10.0.0.1]/", false},
    {"http://[64:ff9b::a00:1]/", false},
    {"http://localhost/", false},
    {"http://localhost./", false},
    {"http://router.local/", false},
    {"http://metadata.google.internal/", false},
    {"http://user:secret@news.example/", false},
    {"http://a@b@news.example/", false},
    {"ftp://news.example/", false},
    {"file:///etc/passwd", false},
    {"javascript:alert(1)", false},
    {"gopher://news.example/", false},
    {"news.example", false},
    {"", false},
    {"http://", false},
};

TEST(SourceList, RefusesAddressesThatCannotBeFollowed) {
  for (const Address& a : kAddresses) {
    SCOPED_TRACE(a.url);
    EXPECT_EQ(WhyNotFollowed(a.url, {}).empty(), a.followed) << WhyNotFollowed(a.url, {});
  }
}

TEST(SourceList, AllowsOnesOwnNetworkWhereItsOwnerSaysSo) {
  const std::vector<NetBlock> home = {*ParseBlock("192.168.0.0/16")};
  EXPECT_EQ(WhyNotFollowed("http://192.168.1.1/", home), "");
  EXPECT_NE(WhyNotFollowed("http://10.0.0.1/", home), "");
}

TEST(SourceList, ReadsLinesAsNewsboatHasThem) {
  const auto list = ReadSourceList(
      "# my feeds\n"
      "https://news.example/rss europe \"the coast\" \"~News \\\"Example\\\"\"\n"
      "\n"
      "https://other.example/feed ! !hidden\r\n"
      "http://10.0.0.1/rss\n"
      "\"query:Unread:unread = \\\"yes\\\"\"\n"
      "ftp://old.example/\n"
      "http://news.example/rss\n",
      {});
  ASSERT_TRUE(list) << list.error().what;
  ASSERT_EQ(list->sources.size(), 2U);
  EXPECT_EQ(list->sources[0].source.url, "https://news.example/rss");
  EXPECT_EQ(list->sources[0].source.title, "News \"Example\"");
  EXPECT_EQ(list->sources[0].source.tags, (std::vector<std::string>{"europe", "the coast"}));
  EXPECT_EQ(list->sources[0].line, 2U);
  EXPECT_EQ(list->sources[1].source.tags, (std::vector<std::string>{"!hidden"}));
  ASSERT_EQ(list->refused.size(), 4U);
  EXPECT_EQ(list->refused[0].line, 5U);
  EXPECT_NE(list->refused[0].why.find("private network"), std::string::npos);
  EXPECT_EQ(list->refused[1].line, 6U);
  EXPECT_EQ(list->refused[2].why, "not http or https");
  EXPECT_EQ(list->refused[3].why, "on line 2 already");
}

TEST(SourceList, ReadsOpmlWithLinesAndFolders) {
  const auto list = ReadSourceList(
      "<?xml version=\"1.0\"?>\n<opml version=\"2.0\"><body>\n"
      "<outline text=\"Europe\">\n"
      "  <outline type=\"rss\" text=\"News &amp; Co\" "
      "xmlUrl=\"https://news.example/rss?a=1&amp;b=2\""
      " category=\"coast\"/>\n"
      "  <outline type=\"rss\" text=\"Router\" xmlUrl=\"http://192.168.1.1/rss\"/>\n"
      "  <outline type=\"rss\" text=\"Disk\" xmlUrl=\"file:///etc/passwd\"/>\n"
      "</outline>\n"
      "<outline type=\"rss\" text=\"Again\" xmlUrl=\"http://news.example/rss?a=1&amp;b=2\"/>\n"
      "</body></opml>\n",
      {});
  ASSERT_TRUE(list) << list.error().what;
  ASSERT_EQ(list->sources.size(), 1U);
  EXPECT_EQ(list->sources[0].source.title, "News & Co");
  EXPECT_EQ(list->sources[0].source.tags, (std::vector<std::string>{"Europe", "coast"}));
  EXPECT_EQ(list->sources[0].line, 4U);
  ASSERT_EQ(list->refused_count, 3U);
  EXPECT_EQ(list->refused[0].line, 5U);
  EXPECT_EQ(list->refused[0].why, "a private network");
  EXPECT_EQ(list->refused[1].why, "on line 4 already");
  EXPECT_EQ(list->refused[1].line, 8U);
  EXPECT_EQ(list->refused[2].what, "file:///etc/passwd");
  EXPECT_EQ(list->refused[2].line, 6U);
}

TEST(SourceList, TakesALargeOpml) {
  std::string opml = "<opml version=\"1.0\"><body>\n";
  for (int i = 0; i < 100'000; ++i)
    opml += "<outline xmlUrl=\"https://h" + std::to_string(i % 50'000) + ".example/\"/>\n";
  opml += "</body></opml>";
  const auto list = ReadSourceList(opml, {});
  ASSERT_TRUE(list) << list.error().what;
  EXPECT_EQ(list->sources.size(), 50'000U);
  EXPECT_EQ(list->refused_count, 50'000U);
  EXPECT_EQ(list->refused.size(), kMostRefusedNamed);
  EXPECT_EQ(list->sources.back().line, 50'001U);
}

TEST(SourceList, RefusesWhatIsNoList) {
  for (const std::string& bytes :
       {std::string(), std::string("\0\0\0", 3), std::string("<html><p>Hello"),
        std::string("<opml></opml>"), std::string("just words"), std::string(1 << 20, 'x')}) {
    EXPECT_FALSE(ReadSourceList(bytes, {}));
  }
  const auto long_line = ReadSourceList("https://a.example/ " + std::string(1 << 20, 't'), {});
  ASSERT_TRUE(long_line);
  EXPECT_EQ(long_line->refused_count, 1U);
}

TEST(SourceList, WritesWhatItReads) {
  FollowedSource plain;
  plain.kind = FollowedKind::kFeed;
  plain.url = plain.url_in_use = "https://news.example/rss?a=1&b=2";
  plain.title = "News <Example>";
  FollowedSource tagged = plain;
  tagged.url = tagged.url_in_use = "https://other.example/rss";
  tagged.tags = {"Europe", "coast"};
  const auto list = ReadSourceList(SourcesAsOpml({tagged, plain}), {});
  ASSERT_TRUE(list) << list.error().what;
  ASSERT_EQ(list->sources.size(), 2U);
  EXPECT_EQ(list->sources[0].source.url, plain.url);
  EXPECT_EQ(list->sources[0].source.title, plain.title);
  EXPECT_EQ(list->sources[1].source.tags, tagged.tags);
}

}  // namespace
}  // namespace checkback
