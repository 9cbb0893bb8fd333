// robots.txt as the fetcher asks for it and keeps to it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <initializer_list>
#include <map>
#include <string>

#include "follow/fetch/fetching_sample.h"
#include "follow/fetch/robots.h"
#include "follow/fetch/server_sample.h"

namespace checkback {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;

FetchAnswer FetchPage(const FetcherOptions& options, std::string url) {
  return FetchOne(options, {.url = std::move(url)});
}

// A host whose robots.txt is answered with `bytes`, and everything else with a page.
SaidSample WithRobots(const AskedSample& asked, const std::string& bytes) {
  return Says(asked.Path() == "/robots.txt" ? bytes : OkSample("page"));
}

TEST(FetcherRobots, WhatTheAnswerMeans) {
  std::string long_text = "User-agent: *\nDisallow: /x\n";
  long_text += std::string(2 * kMostRobotsBytes, '#') + "\nDisallow: /y\n";
  struct Case {
    std::string_view what;
    std::string robots;
    FetchOutcome outcome;  // of /x
  };
  for (const Case& c : std::initializer_list<Case>{
           {"none", AnswerSample("404 Not Found", "", "nothing here"), FetchOutcome::kFetched},
           {"forbidden", AnswerSample("403 Forbidden", "", ""), FetchOutcome::kFetched},
           {"gone", AnswerSample("410 Gone", "", ""), FetchOutcome::kFetched},
           {"empty", OkSample(""), FetchOutcome::kFetched},
           {"rules", OkSample("User-agent: *\r\nDisallow: /x\r\n"), FetchOutcome::kRobots},
           {"ours", OkSample("User-agent: checkback\nAllow: /\n\nUser-agent: *\nDisallow: /"),
            FetchOutcome::kFetched},
           {"a mark first", OkSample("\xEF\xBB\xBFUser-agent: *\nDisallow: /x"),
            FetchOutcome::kRobots},
           {"a page", OkSample("<html>Disallow: /x</html>", "Content-Type: text/html\r\n"),
            FetchOutcome::kFetched},
           {"more than is read", OkSample(long_text), FetchOutcome::kRobots},
           {"an error", AnswerSample("500 Oops", "", ""), FetchOutcome::kRobots},
           {"too much", AnswerSample("429 Too Many", "", ""), FetchOutcome::kHeld},
           {"no answer", "", FetchOutcome::kNetwork},
           {"no HTTP", "User-agent: *\nDisallow: /", FetchOutcome::kBadAnswer},
           {"into one's own network",
            AnswerSample("302 Found", "Location: http://10.0.0.1/robots.txt\r\n", ""),
            FetchOutcome::kRefused}}) {
    ServerSample server([&](const AskedSample& asked) { return WithRobots(asked, c.robots); });
    const FetchAnswer answer = FetchPage(FastOptions(server), "http://a.example/x");
    EXPECT_EQ(answer.outcome, c.outcome)
        << c.what << ": " << NameOf(answer.outcome) << " " << answer.why;
    if (c.outcome != FetchOutcome::kFetched) {
      EXPECT_THAT(answer.why, HasSubstr("http://a.example/robots.txt")) << c.what;
      EXPECT_EQ(server.asked().size(), 1u) << c.what;
    }
  }
}

TEST(FetcherRobots, RedirectsAreFollowedFiveTimes) {
  for (const int times : {5, 6}) {
    ServerSample server([&](const AskedSample& asked) {
      const std::string path = asked.Path();
      if (path == "/robots.txt")
        return Says(AnswerSample("301 Moved", "Location: http://b.example/r1\r\n", ""));
      if (!path.starts_with("/r")) return Says(OkSample("page"));
      const int hop = std::stoi(path.substr(2));
      if (hop == times) return Says(OkSample("User-agent: *\nDisallow: /"));
      return Says(AnswerSample("302 Found", "Location: /r" + std::to_string(hop + 1) + "\r\n", ""));
    });
    EXPECT_EQ(FetchPage(FastOptions(server), "http://a.example/x").outcome,
              times == 5 ? FetchOutcome::kRobots : FetchOutcome::kFetched);
  }
}

TEST(FetcherRobots, IsAskedOnceForManyPagesAndAgainAfterADay) {
  FetchTime now = FetchTime(hours(500'000));
  ServerSample server([](const AskedSample& asked) {
    return WithRobots(asked, OkSample("User-agent: *\nDisallow: /no"));
  });
  FetcherOptions options = FastOptions(server);
  options.clock = [&] { return now; };
  Fetcher fetcher(options);
  const auto fetch_all = [&] {
    for (const auto* path : {"/1", "/no", "/2"})
      fetcher.Start({.url = std::string("http://a.example") + path});
    fetcher.Start({.url = "http://a.example/no", .ask_robots = false});  // a person's feed
    AnswersOf(fetcher);
  };
  const auto times = [&] {
    int robots = 0;
    for (const std::string& place : server.places()) robots += place.ends_with("/robots.txt");
    return robots;
  };
  fetch_all();
  EXPECT_EQ(times(), 1);
  EXPECT_EQ(server.asked().size(), 4u);
  now += hours(23);
  fetch_all();
  EXPECT_EQ(times(), 1);
  now += hours(1);
  fetch_all();
  EXPECT_EQ(times(), 2);
}

TEST(FetcherRobots, OldRulesCountWhileNoneCanBeHad) {
  FetchTime now = FetchTime(hours(500'000));
  std::atomic<bool> is_down = false;
  ServerSample server([&](const AskedSample& asked) {
    return WithRobots(asked, is_down ? AnswerSample("500 Oops", "", "")
                                     : OkSample("User-agent: *\nDisallow: /no"));
  });
  FetcherOptions options = FastOptions(server);
  options.clock = [&] { return now; };
  Fetcher fetcher(options);
  const auto fetch = [&](const std::string& url) {
    fetcher.Start({.url = url});
    return AnswersOf(fetcher).at(0).outcome;
  };
  EXPECT_EQ(fetch("http://a.example/yes"), FetchOutcome::kFetched);
  is_down = true;
  now += hours(25);
  EXPECT_EQ(fetch("http://a.example/yes"), FetchOutcome::kFetched);
  EXPECT_EQ(fetch("http://a.example/no"), FetchOutcome::kRobots);
  EXPECT_EQ(fetch("http://b.example/yes"), FetchOutcome::kRobots) << "of b nothing is known";
  now += hours(40 * 24);
  EXPECT_EQ(fetch("http://a.example/yes"), FetchOutcome::kRobots) << "too old";
  is_down = false;
  now += minutes(10);
  EXPECT_EQ(fetch("http://a.example/yes"), FetchOutcome::kFetched);
}

TEST(FetcherRobots, CountForEachHopOfARedirect) {
  ServerSample server([](const AskedSample& asked) {
    if (asked.Path() == "/robots.txt")
      return Says(OkSample(asked.Host() == "b.example" ? "User-agent: *\nDisallow: /" : ""));
    return Says(AnswerSample("302 Found", "Location: http://b.example/\r\n", ""));
  });
  const FetchAnswer answer = FetchPage(FastOptions(server), "http://a.example/x");
  EXPECT_EQ(answer.outcome, FetchOutcome::kRobots);
  EXPECT_THAT(answer.why, HasSubstr("http://b.example/robots.txt, line 2, disallows /"));
  EXPECT_THAT(server.places(),
              ElementsAre("a.example/robots.txt", "a.example/x", "b.example/robots.txt"));
}

TEST(FetcherRobots, CrawlDelayIsKeptUpToACap) {
  for (const auto& [asked_for, kept] : std::map<std::string, seconds>{
           {"10", seconds(10)}, {"1e9", seconds(120)}, {"0.1", seconds(3)}}) {
    FetchTime now = FetchTime(hours(500'000));
    const FetchTime start = now;
    ServerSample server([&](const AskedSample& asked) {
      return WithRobots(asked, OkSample("User-agent: *\nCrawl-delay: " + asked_for));
    });
    FetcherOptions options = FastOptions(server);
    options.per_host_delay = seconds(3);
    options.clock = [&] { return now; };
    Fetcher fetcher(options);
    for (int i = 0; i < 3; ++i) fetcher.Start({.url = "http://a.example/" + std::to_string(i)});
    while (fetcher.in_flight() > 0) {
      fetcher.Next(milliseconds(10));
      if (fetcher.in_flight() > 0 && fetcher.in_flight() == fetcher.queued())
        now = std::max(now, fetcher.WaitsUntil().value_or(now));
    }
    EXPECT_EQ(now, start + 3 * kept) << asked_for << ": robots.txt, and three pages";
  }
}

}  // namespace
}  // namespace checkback
