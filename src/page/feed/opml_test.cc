#include "page/feed/opml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace checkback {
namespace {

using ::testing::ElementsAre;

constexpr std::string_view kList = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.1"><head><title>Mine &amp; yours</title></head><body>
<outline text="Europe"><outline text="Politics">
<outline text="Aldmere Post" type="rss" xmlUrl="https://post.example/rss" htmlUrl="https://post.example/"
 language="en" category="/politics,coast"/></outline>
<outline title="Cape News" xmlURL="feed://cape.example/atom.xml"/></outline>
<outline text="Local" xmlUrl="file:///etc/passwd"/>
<outline text="Nothing inside"/>
<outline text="Script" xmlUrl="javascript:alert(1)"/>
</body></opml>)xml";

TEST(Opml, GivesFeedsWithTheirFolders) {
  const Result<Opml> opml = ReadOpml(kList);
  ASSERT_TRUE(opml) << opml.error().what;
  EXPECT_EQ(opml->title, "Mine & yours");
  EXPECT_THAT(opml->feeds, ElementsAre(OpmlFeed{.title = "Aldmere Post",
                                                .url = "https://post.example/rss",
                                                .site_url = "https://post.example/",
                                                .language = "en",
                                                .folders = {"Europe", "Politics"},
                                                .tags = {"politics", "coast"}},
                                       OpmlFeed{.title = "Cape News",
                                                .url = "http://cape.example/atom.xml",
                                                .site_url = "",
                                                .language = "",
                                                .folders = {"Europe"},
                                                .tags = {}}));
  EXPECT_THAT(opml->refused, ElementsAre("Local: 'file:///etc/passwd' is no address of the web",
                                         "Script: 'javascript:alert(1)' is no address of the web"));
  EXPECT_EQ(opml->refused_count, 2u);
}

TEST(Opml, WhatIsWrittenIsReadAgain) {
  Result<Opml> first = ReadOpml(kList);
  ASSERT_TRUE(first);
  first->feeds.push_back({.title = "A \"quoted\" <name> & more",
                          .url = "https://q.example/?a=1&b=2",
                          .site_url = "",
                          .language = "de-AT",
                          .folders = {"Europe", "Culture", "Books"},
                          .tags = {"x"}});
  const std::string written = WriteOpml(*first);
  const Result<Opml> second = ReadOpml(written);
  ASSERT_TRUE(second) << second.error().what;
  EXPECT_EQ(second->title, first->title);
  EXPECT_EQ(second->feeds, first->feeds);
  EXPECT_EQ(WriteOpml(*second), written);
}

TEST(Opml, WhatIsNoOpmlIsNamed) {
  EXPECT_EQ(ReadOpml("<rss/>").error().what,
            "this is no OPML: it begins with <rss> and has no <body>");
  EXPECT_EQ(ReadOpml("").error().code, Errc::kBadInput);
  EXPECT_EQ(ReadOpml(std::string(kMaxOpmlBytes + 1, ' ')).error().code, Errc::kTooLarge);
}

TEST(Opml, BrokenFilesAreMended) {
  const Result<Opml> opml = ReadOpml(
      "<opml><body><outline text=\"a\" xmlUrl=\"https://a.example/?x=1&y=2\">"
      "<outline text=b xmlUrl=https://b.example/ /></body></opml>");
  ASSERT_TRUE(opml) << opml.error().what;
  ASSERT_EQ(opml->feeds.size(), 2u);
  EXPECT_EQ(opml->feeds[0].url, "https://a.example/?x=1&y=2");
  EXPECT_EQ(opml->feeds[1].url, "https://b.example/");
}

}  // namespace
}  // namespace checkback
