// The test web itself: what it answers is a function of host, path and time.

#include <arpa/inet.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

#include "article/article.h"
#include "page/feed/feed.h"
#include "page/page.h"
#include "politeness.h"
#include "server.h"
#include "simulated_clock.h"
#include "world.h"

namespace testweb {
namespace {

using checkback::Instant;
using std::chrono::hours;
using std::chrono::seconds;

const Instant kBegin = std::chrono::sys_days(std::chrono::year(2026) / 3 / 2);

World SmallWorld(int hosts = 12, int troubled = 0) {
  World::Options options;
  options.hosts = hosts;
  options.troubled = troubled;
  options.begin = kBegin;
  return World(options);
}

TEST(TestWeb, FeedsOfAllFormatsLeadToArticlesThatCanBeRead) {
  const World world = SmallWorld();
  for (std::size_t n = 0; n < 3; ++n) {
    SCOPED_TRACE(world.FeedUrl(n));
    const Instant now = kBegin + hours(40);
    const Served served = world.Answer({.host = world.hosts()[n].name, .path = "/feed", .at = now});
    const auto feed = checkback::ReadFeed(served.body, {.url = world.FeedUrl(n), .seen_at = now});
    ASSERT_TRUE(feed) << feed.error().what;
    ASSERT_FALSE(feed->items.empty());
    const std::string url = feed->items[0].url;
    const std::string path = url.substr(url.find('/', 8));
    const Served page = world.Answer({.host = world.hosts()[n].name, .path = path, .at = now});
    ASSERT_EQ(page.status, 200);
    const auto read = checkback::ReadPage(page.body, {.url = url, .seen_at = now});
    ASSERT_TRUE(read);
    const auto article = checkback::ExtractArticle(*read);
    ASSERT_TRUE(article);
    EXPECT_EQ(article->headline, feed->items[0].title);
    EXPECT_GT(article->text.size(), 200u);
  }
}

TEST(TestWeb, ArticlesAreThereFromTheirPrintAndChangeWithTheirEdits) {
  const World world = SmallWorld();
  const MadeHost& host = world.hosts()[0];
  std::size_t edited = 0;
  for (std::size_t k = 0; k < host.articles.size(); ++k) {
    const MadeArticle& article = host.articles[k];
    const auto at = [&](Instant time) {
      return world.Answer({.host = host.name, .path = fmt::format("/news/{}", k), .at = time});
    };
    EXPECT_EQ(at(article.printed - seconds(1)).status, 404);
    EXPECT_EQ(at(article.printed).status, 200);
    for (const Instant edit : article.edits) {
      ++edited;
      EXPECT_NE(at(edit - seconds(1)).body, at(edit).body);
      EXPECT_EQ(at(edit).body, at(edit).body);
    }
  }
  EXPECT_GT(edited, 3u);
}

TEST(TestWeb, WhatIsGivenBackToTheByteIsNotModified) {
  const World world = SmallWorld();
  for (std::size_t n = 0; n < 4; ++n) {
    const MadeHost& host = world.hosts()[n];
    const Served served = world.Answer({.host = host.name, .path = "/feed", .at = kBegin});
    Headers back;
    const std::string_view etag = HeaderOf(served.headers, "ETag");
    const std::string_view changed = HeaderOf(served.headers, "Last-Modified");
    if (!etag.empty()) back.emplace_back("If-None-Match", etag);
    if (!changed.empty()) back.emplace_back("If-Modified-Since", changed);
    const auto again = [&](Headers headers) {
      return world
          .Answer({.host = host.name, .path = "/feed", .headers = std::move(headers), .at = kBegin})
          .status;
    };
    EXPECT_EQ(again(back), 304);
    for (auto& header : back) header.second += " ";
    EXPECT_EQ(again(back), 200);
  }
}

// Sends `request` and gives all that comes until `enough` stands in it.
std::string Told(int port, const std::string& request, std::string_view enough) {
  const int socket_ = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in there{};
  there.sin_family = AF_INET;
  there.sin_port = htons(static_cast<std::uint16_t>(port));
  there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string told;
  if (connect(socket_, reinterpret_cast<sockaddr*>(&there), sizeof there) == 0 &&
      send(socket_, request.data(), request.size(), 0) > 0) {
    std::array<char, 4096> buffer{};
    while (told.find(enough) == std::string::npos) {
      const ssize_t got = recv(socket_, buffer.data(), buffer.size(), 0);
      if (got <= 0) break;
      told.append(buffer.data(), static_cast<std::size_t>(got));
    }
  }
  close(socket_);
  return told;
}

TEST(TestWeb, OnePortServesManyHostsAndLogsThem) {
  const World world = SmallWorld(3);
  SimulatedClock clock(kBegin + hours(30));
  Server server([&](const Asked& asked) { return world.Answer(asked); },
                [&] { return clock.Milliseconds(); });
  const std::string request =
      "GET /feed HTTP/1.1\r\nHost: MADE1.example:8080\r\nUser-Agent: test\r\n\r\n";
  EXPECT_NE(Told(server.port(), request + request, "</feed>").find("HTTP/1.1 200"),
            std::string::npos);
  clock.AdvanceTo(clock.Milliseconds() + 1000);
  Told(server.port(), "GET /private/2 HTTP/1.1\r\nHost: made1.example\r\n\r\n", "\r\n\r\n");
  const std::vector<Logged> log = server.Log();
  ASSERT_EQ(log.size(), 3u);
  EXPECT_EQ(log[0].asked.host, "made1.example");
  EXPECT_EQ(log[0].status, 200);
  const std::vector<std::string> rude = Rudeness(world, log, {});
  const std::string all = fmt::format("{}", fmt::join(rude, "\n"));
  for (const char* what : {"0 ms after the last", "1000 ms after the last", "polled 0 s after",
                           "robots.txt forbids it", "no User-Agent", "does not give back"})
    EXPECT_NE(all.find(what), std::string::npos) << what << " in\n" << all;
}

// What was asked of a host at a minute of the first day, and answered.
struct AskedAndAnswered {
  int minute = 0;
  std::string_view path;
  int status = 200;
  Headers says = {};
};
struct JudgeCase {
  std::string_view what;
  std::size_t host;
  std::vector<AskedAndAnswered> log;
  std::string_view rude;  // in what is told; "": nothing is
  int killed = -1;        // in that minute
};

TEST(TestWeb, NobodyIsJudgedByWhatHeCouldNotKnow) {
  const World world = SmallWorld();  // made0 has a ttl of an hour, made3 hours to skip
  const Headers rss = {{"Content-Type", "application/rss+xml"}};
  const Headers html = {{"Content-Type", "text/html"}};
  const Headers fresh = {{"Cache-Control", "max-age=1800"}};
  const Headers later = {{"Retry-After", "1800"}};
  const JudgeCase kCases[] = {
      {"a ttl", 0, {{0, "/feed", 200, rss}, {31, "/feed", 200, rss}}, "1740 s early"},
      {"a ttl, and a 304",
       0,
       {{0, "/feed", 200, rss}, {70, "/feed", 304}, {99, "/feed", 304}},
       "1860 s early"},
      {"a page instead of the feed", 0, {{0, "/feed", 200, html}, {31, "/feed", 200, html}}, ""},
      {"max-age", 1, {{0, "/feed", 200, fresh}, {20, "/feed", 304}}, "600 s early"},
      {"hours to skip", 3, {{0, "/feed", 200, rss}, {90, "/feed", 304}}, "to skip"},
      {"a feed that was not had yet", 3, {{0, "/feed", 301, html}, {1, "/new-feed", 200, rss}}, ""},
      {"Retry-After", 1, {{0, "/news/1", 429, later}, {20, "/robots.txt"}}, "Retry-After"},
      {"of who was killed", 1, {{0, "/news/1", 429, later}, {20, "/robots.txt"}}, "", 0},
      {"of who was killed later",
       1,
       {{0, "/news/1", 429, later}, {20, "/robots.txt"}},
       "Retry-After",
       1},
      {"max-age of who was killed", 1, {{0, "/feed", 200, fresh}, {20, "/feed", 304}}, "", 0},
      {"at once, of who was killed",
       1,
       {{0, "/feed", 200, fresh}, {2, "/feed", 304}},
       "120 s after the last time",
       0},
  };
  for (const JudgeCase& c : kCases) {
    SCOPED_TRACE(c.what);
    std::vector<Logged> log;
    for (const AskedAndAnswered& told : c.log) {
      const Instant at = kBegin + std::chrono::minutes(told.minute);
      log.push_back({{.host = world.hosts()[c.host].name,
                      .path = std::string(told.path),
                      .headers = {{"User-Agent", "test"}},
                      .at = at},
                     std::chrono::milliseconds(at.time_since_epoch()).count(),
                     told.status,
                     told.says,
                     0});
    }
    Manners manners;
    const Instant killed = kBegin + std::chrono::minutes(c.killed);
    if (c.killed >= 0)
      manners.killed_at_ms = {std::chrono::milliseconds(killed.time_since_epoch()).count()};
    std::string all;
    for (const std::string& rude : Rudeness(world, log, manners))
      if (rude.find("robots.txt was not") == std::string::npos) all += rude + "\n";
    EXPECT_EQ(all.empty(), c.rude.empty()) << all;
    EXPECT_NE(all.find(c.rude), std::string::npos) << all;
  }
}

TEST(TestWeb, EveryTroubleHasAHostThatIsInIt) {
  const World world = SmallWorld(20, 18);
  for (std::size_t n = 2; n < 20; ++n) {
    const MadeHost& host = world.hosts()[n];
    SCOPED_TRACE(NameOf(host.trouble));
    ASSERT_NE(host.trouble, Trouble::kNone);
    const Instant now = kBegin + hours(72 + 7);
    const Served feed = world.Answer({.host = host.name, .path = "/feed", .at = now});
    const Served page = world.Answer({.host = host.name, .path = "/news/0", .at = now});
    switch (host.trouble) {
      case Trouble::kBusy:
        EXPECT_EQ(feed.status, 429);
        break;
      case Trouble::kGone:
        EXPECT_EQ(feed.status, 410);
        break;
      case Trouble::kMoved:
        EXPECT_EQ(feed.status, 301);
        break;
      case Trouble::kFlood:
        EXPECT_GT(page.headers.size(), 1000u);
        break;
      case Trouble::kBomb:
        EXPECT_LT(page.body.size(), 1u << 20);
        break;
      case Trouble::kRedirects:
        EXPECT_EQ(page.status, 302);
        break;
      default:
        EXPECT_NE(page.status, 304);
    }
  }
}

}  // namespace
}  // namespace testweb
