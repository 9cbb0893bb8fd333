// A site that is followed by an index of sitemaps, on a simulated clock.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>

#include "follow/following/following.h"
#include "followed.h"
#include "server.h"
#include "text/scratch_samples.h"
#include "world.h"

namespace testweb {
namespace {

using checkback::Following;
using checkback::Instant;
using checkback::SourceBook;
using checkback::Store;
using std::chrono::hours;
using std::chrono::minutes;

const Instant kBegin = std::chrono::sys_days(std::chrono::year(2026) / 3 / 2);

std::string IndexOf(const std::vector<std::pair<std::string, std::string>>& maps) {
  std::string xml = "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">";
  for (const auto& [path, lastmod] : maps) {
    xml += fmt::format("<sitemap><loc>http://made0.example{}</loc>", path);
    if (!lastmod.empty()) xml += fmt::format("<lastmod>{}</lastmod>", lastmod);
    xml += "</sitemap>";
  }
  return xml + "</sitemapindex>";
}

class SitemapsTest : public testing::Test {
 protected:
  SitemapsTest() {
    World::Options options;
    options.hosts = 1;
    options.begin = kBegin;
    options.days = 2;
    options.articles_a_day = 12;
    options.whole_in_feed = false;
    world_ = std::make_unique<World>(options);
  }
  void TearDown() override {
    following_.reset();
    store_.reset();
    server_.reset();
  }

  // All that is printed, and an old page for each.
  std::string MapOf(Instant now, bool with_old) const {
    std::string xml = "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">";
    for (std::size_t k = 0; k < world_->hosts()[0].articles.size(); ++k) {
      const MadeArticle& article = world_->hosts()[0].articles[k];
      if (article.printed > now) continue;
      xml += fmt::format("<url><loc>{}</loc><lastmod>{}</lastmod></url>", world_->ArticleUrl(0, k),
                         checkback::ToRfc3339(article.printed));
      if (with_old)
        xml += fmt::format(
            "<url><loc>http://made0.example/old/{}</loc><lastmod>2020-01-01</lastmod></url>", k);
    }
    return xml + "</urlset>";
  }

  void Follow(std::function<std::string(const Asked&)> answer, Instant until) {
    server_ = std::make_unique<Server>(
        [this, answer = std::move(answer)](const Asked& asked) -> Served {
          std::string xml = answer(asked);
          if (xml.empty()) return world_->Answer(asked);
          return {.headers = {{"Content-Type", "application/xml"}}, .body = std::move(xml)};
        },
        [this] { return clock_.Milliseconds(); });
    {
      const auto book = SourceBook::Open(folder_.path() + "/sources.db");
      ASSERT_TRUE(book) << book.error().what;
      const checkback::NewSource source{.kind = checkback::FollowedKind::kSitemap,
                                        .url = "http://made0.example/sitemap.xml"};
      ASSERT_TRUE((*book)->Add({&source, 1}, clock_.Now()));
    }
    Store::Options writing;
    writing.access = Store::Access::kWrite;
    auto store = Store::Open(folder_.path(), writing);
    ASSERT_TRUE(store) << store.error().what;
    store_ = std::move(*store);
    auto following = Following::Open(*store_, folder_.path(), OptionsFor(server_->port(), clock_));
    ASSERT_TRUE(following) << following.error().what;
    following_ = std::move(*following);
    const auto done = FollowUntil(*following_, clock_, until);
    ASSERT_TRUE(done) << done.error().what;
  }
  std::map<std::string, int> Asks() const {
    std::map<std::string, int> asks;
    for (const Logged& logged : server_->Log()) ++asks[logged.asked.path];
    return asks;
  }

  checkback::samples::ScratchFolder folder_;
  SimulatedClock clock_{kBegin};
  std::unique_ptr<World> world_;
  std::unique_ptr<Server> server_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<Following> following_;
};

TEST_F(SitemapsTest, WhatChangedIsReadAndItsNewsFetched) {
  Follow(
      [&](const Asked& asked) -> std::string {
        if (asked.path == "/sitemap.xml")
          return IndexOf({{"/2019.xml", "2019-12-31T00:00:00Z"},
                          {"/now.xml", checkback::ToRfc3339(asked.at)},
                          {"/2020.xml", "2020-12-31T00:00:00Z"}});
        return asked.path.ends_with("xml") ? MapOf(asked.at, true) : "";
      },
      kBegin + hours(30));
  auto asks = Asks();
  EXPECT_GT(asks["/sitemap.xml"], 3);
  EXPECT_EQ(asks["/now.xml"], asks["/sitemap.xml"]);
  // Those that say that they are as they were are read once.
  EXPECT_EQ(asks["/2019.xml"], 1);
  EXPECT_EQ(asks["/2020.xml"], 1);
  for (const auto& [path, count] : asks) EXPECT_NE(path.rfind("/old/", 0), 0u) << path;
  std::size_t printed = 0, kept = 0;
  for (std::size_t k = 0; k < world_->hosts()[0].articles.size(); ++k) {
    const MadeArticle& article = world_->hosts()[0].articles[k];
    if (article.printed > kBegin + hours(20) || article.disallowed) continue;
    ++printed;
    kept += !store_->CapturesOf(world_->ArticleUrl(0, k))->empty();
  }
  EXPECT_GT(printed, 8u);
  EXPECT_EQ(kept, printed);
  const auto source = **(*SourceBook::OpenToRead(folder_.path() + "/sources.db"))->Find("1");
  EXPECT_EQ(source.failure, checkback::PollFailure::kNone) << source.failure_text;
  EXPECT_EQ(source.url_in_use, "http://made0.example/sitemap.xml");
  EXPECT_TRUE(source.last_new);
  EXPECT_EQ(TroublesOf(source, clock_.Now()).size(), 0u);
}

TEST_F(SitemapsTest, CirclesAndDepthsHaveAnEnd) {
  Follow(
      [&](const Asked& asked) -> std::string {
        if (asked.path == "/sitemap.xml")
          return IndexOf({{"/sitemap.xml", ""}, {"/in/1.xml", ""}, {"/news.xml", ""}});
        if (asked.path == "/news.xml") return MapOf(asked.at, false);
        if (asked.path.rfind("/in/", 0) != 0) return "";
        const int depth = std::atoi(asked.path.c_str() + 4);  // each leads to others, for ever
        return IndexOf({{fmt::format("/in/{}.xml", depth * 2), ""},
                        {fmt::format("/in/{}.xml", depth * 2 + 1), ""},
                        {"/sitemap.xml", ""}});
      },
      kBegin + hours(8));
  auto asks = Asks();
  int maps = 0;
  for (const auto& [path, count] : asks) maps += path.ends_with(".xml") ? count : 0;
  const auto source = **(*SourceBook::OpenToRead(folder_.path() + "/sources.db"))->Find("1");
  EXPECT_EQ(source.failure, checkback::PollFailure::kNone) << source.failure_text;
  EXPECT_EQ(asks["/in/4.xml"], 0) << "three indexes deep";
  EXPECT_GT(asks["/news.xml"], 0);
  EXPECT_LE(maps, asks["/news.xml"] * (1 + static_cast<int>(checkback::kMostPartsRead)));
}

}  // namespace
}  // namespace testweb
