#include "follow/sources/sitemap_parts.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace checkback {
namespace {

using testing::ElementsAre;

FeedItem Map(const std::string& name, const std::string& lastmod = "") {
  FeedItem item;
  item.url = "https://a.example/" + name;
  if (!lastmod.empty()) item.updated_at.emplace().utc = *ParseInstant(lastmod);
  return item;
}
std::vector<std::string> Names(const std::vector<SitemapPart>& parts) {
  std::vector<std::string> names;
  names.reserve(parts.size());
  for (const SitemapPart& part : parts) names.push_back(part.url.substr(part.url.rfind('/') + 1));
  return names;
}

TEST(SitemapParts, NewsComesFirstThenWhatChangedLast) {
  Feed index;
  index.items = {Map("1.xml"),
                 Map("2.xml"),
                 Map("3.xml"),
                 Map("4.xml"),
                 Map("2025.xml", "2025-12-31T00:00:00Z"),
                 Map("2026.xml", "2026-11-26T00:00:00Z"),
                 Map("news.xml"),
                 Map("2026.xml", "2026-11-26T00:00:00Z")};
  EXPECT_THAT(Names(PartsOf(index)),
              ElementsAre("news.xml", "2026.xml", "2025.xml", "1.xml", "4.xml", "2.xml", "3.xml"));
  for (int n = 0; n < 5000; ++n) index.items.push_back(Map(fmt::format("m{}.xml", n)));
  EXPECT_EQ(PartsOf(index).size(), kMostPartsLooked);
}

TEST(SitemapParts, WhatSaysThatItIsAsItWasIsNotReadAgain) {
  Feed index;
  index.items = {Map("a.xml", "2026-11-26T00:00:00Z"), Map("b.xml", "2026-11-25T00:00:00Z"),
                 Map("c.xml")};
  std::vector<SitemapPart> known = PartsOf(index);
  for (SitemapPart& part : known) part.validators.etag = "\"v\"";
  known[0].lastmod = *ParseInstant("2026-11-25T12:00:00Z");
  const auto wanted = PartsToRead(PartsOf(index), known);
  EXPECT_THAT(Names(wanted), ElementsAre("a.xml", "c.xml"));
  EXPECT_EQ(wanted[0].validators.etag, "\"v\"");
  EXPECT_EQ(wanted[0].lastmod, *ParseInstant("2026-11-26T00:00:00Z"));
}

TEST(SitemapParts, AnArchiveIsNoNews) {
  Feed feed;
  feed.items = {Map("old", "2026-11-01T00:00:00Z"), Map("new", "2026-11-26T00:00:00Z"),
                Map("says nothing")};
  DropOlder(*ParseInstant("2026-11-24T00:00:00Z"), feed);
  EXPECT_EQ(feed.items.size(), 2u);
}

}  // namespace
}  // namespace checkback
