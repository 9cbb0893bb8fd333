#include "follow/fetch/fetcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <initializer_list>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "follow/fetch/fetching_sample.h"
#include "follow/fetch/http_date.h"
#include "follow/fetch/server_sample.h"

namespace checkback {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr std::string_view kPage = "<html><p>The port is closed.</p></html>";

TEST(Fetcher, GetsAPageAndSaysWhoItIs) {
  ServerSample server([](const AskedSample&) {
    return Says(OkSample(kPage, "Content-Type: text/html\r\nETag: \"a\"\r\n"));
  });
  const FetchAnswer answer = FetchOne(
      FastOptions(server), {.tag = 7, .url = "http://a.example/news?x=1#top", .ask_robots = false});
  EXPECT_EQ(answer.outcome, FetchOutcome::kFetched) << answer.why;
  EXPECT_EQ(answer.tag, 7u);
  EXPECT_EQ(answer.body, kPage);
  EXPECT_EQ(answer.url, "http://a.example/news?x=1");
  EXPECT_EQ(answer.content_type, "text/html");
  EXPECT_EQ(answer.etag, "\"a\"");
  EXPECT_EQ(answer.address, "127.0.0.1");
  EXPECT_EQ(answer.permanent_url, "");
  EXPECT_THAT(answer.hops, ElementsAre(FetchHop{"http://a.example/news?x=1", 200, ""}));

  ASSERT_EQ(server.asked().size(), 1u);
  const AskedSample asked = server.asked().front();
  EXPECT_EQ(asked.head, answer.request_head);
  EXPECT_THAT(asked.head, StartsWith("GET /news?x=1 HTTP/1.1\r\nHost: a.example\r\n"));
  EXPECT_EQ(asked.Header("user-agent"), "checkback/0.1 (+https://example.org/about)");
  EXPECT_EQ(asked.Header("accept-encoding"), "gzip, br, zstd");
  for (const auto* name : {"cookie", "referer", "authorization", "if-none-match"})
    EXPECT_EQ(asked.Header(name), "") << name;
}

TEST(Fetcher, PostsAsItIsTold) {
  ServerSample server(
      [](const AskedSample&) { return Says(AnswerSample("204 No Content", "", "")); });
  const FetchAnswer answer =
      FetchOne(FastOptions(server), {.url = "http://hub.example/",
                                     .method = FetchRequest::Method::kPost,
                                     .body = "hub.mode=subscribe",
                                     .headers = {{"X-Sign", "abc"}, {"Bad", "a\r\nEvil: 1"}},
                                     .ask_robots = false});
  EXPECT_EQ(answer.outcome, FetchOutcome::kFetched) << answer.why;
  ASSERT_EQ(server.asked().size(), 1u);
  EXPECT_EQ(server.asked()[0].body, "hub.mode=subscribe");
  EXPECT_EQ(server.asked()[0].Header("x-sign"), "abc");
  EXPECT_THAT(server.asked()[0].head, Not(HasSubstr("Evil")));
}

TEST(Fetcher, SendsValidatorsBackToTheByte) {
  for (const std::string etag :
       {"\"5f-1\"", "W/\"5f-1\"", "5f-1", "\"a\\\"b, c\"", "\"\xE9\x80\""}) {
    ServerSample server([&](const AskedSample& asked) {
      if (asked.Header("if-none-match") == etag &&
          asked.Header("if-modified-since") == "Sun, 06 Nov 1994 08:49:37 GMT")
        return Says("HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n");
      return Says(OkSample(
          kPage, "ETag:  " + etag + " \r\nLast-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n"));
    });
    const FetchAnswer first = FetchFeed(server, "http://a.example/feed");
    ASSERT_EQ(first.outcome, FetchOutcome::kFetched) << first.why;
    EXPECT_EQ(first.etag, etag);
    const FetchAnswer second = FetchOne(FastOptions(server), {.url = "http://a.example/feed",
                                                              .etag = first.etag,
                                                              .last_modified = first.last_modified,
                                                              .validators_of = first.url,
                                                              .ask_robots = false});
    EXPECT_EQ(second.outcome, FetchOutcome::kNotModified) << second.why;
    EXPECT_EQ(second.etag, etag) << "is kept for the next time";
    EXPECT_EQ(second.last_modified, first.last_modified);
  }
}

TEST(Fetcher, DoesNotBelieveA304ThatNobodyAskedFor) {
  ServerSample server([](const AskedSample&) {
    return Says("HTTP/1.1 304 Not Modified\r\nETag: \"new\"\r\nConnection: close\r\n\r\n");
  });
  const FetchAnswer unasked = FetchFeed(server, "http://a.example/feed");
  EXPECT_EQ(unasked.outcome, FetchOutcome::kBadAnswer);
  EXPECT_THAT(unasked.why, HasSubstr("http://a.example/feed answered 304"));
  const FetchAnswer other =
      FetchOne(FastOptions(server),
               {.url = "http://a.example/feed", .etag = "\"old\"", .ask_robots = false});
  EXPECT_EQ(other.outcome, FetchOutcome::kNotModified);
  EXPECT_EQ(other.etag, "") << "the next request asks for all of it";
  EXPECT_THAT(other.why, HasSubstr("another ETag"));
}

TEST(Fetcher, SendsValidatorsOnlyToTheAddressThatGaveThem) {
  ServerSample server([](const AskedSample& asked) {
    if (asked.Path() == "/feed")
      return Says(AnswerSample("302 Found", "Location: http://b.example/now\r\n", ""));
    return Says(OkSample(kPage));
  });
  FetchOne(FastOptions(server),
           {.url = "http://a.example/feed", .etag = "\"1\"", .ask_robots = false});
  FetchOne(FastOptions(server), {.url = "http://a.example/feed",
                                 .etag = "\"1\"",
                                 .validators_of = "http://b.example/now",
                                 .ask_robots = false});
  std::vector<std::string> sent;
  for (const AskedSample& asked : server.asked()) sent.push_back(asked.Header("if-none-match"));
  EXPECT_THAT(sent, ElementsAre("\"1\"", "", "", "\"1\""));
}

TEST(Fetcher, FollowsRedirectsAndRemembersPermanentOnes) {
  ServerSample server([](const AskedSample& asked) {
    const std::string path = asked.Path();
    if (path == "/old") return Says(AnswerSample("301 Moved", "Location: /new\r\n", ""));
    if (path == "/new")
      return Says(AnswerSample("308 Moved", "Location: http://www.a.example/there\r\n", ""));
    if (path == "/away")
      return Says(AnswerSample("301 Moved", "Location: //b.example/x#y\r\n", ""));
    if (path == "/today") return Says(AnswerSample("302 Found", "Location: /there\r\n", ""));
    return Says(OkSample(kPage));
  });
  struct Case {
    std::string_view from, to, permanent;
    bool elsewhere;
    std::size_t hops;
  };
  for (const Case& c : std::initializer_list<Case>{
           {"http://a.example/old", "http://www.a.example/there", "http://www.a.example/there",
            false, 3},
           {"http://a.example/away", "http://b.example/x", "http://b.example/x", true, 2},
           {"http://a.example/today", "http://a.example/there", "", false, 2},
           {"http://a.example/there", "http://a.example/there", "", false, 1}}) {
    const FetchAnswer answer = FetchFeed(server, std::string(c.from));
    EXPECT_EQ(answer.outcome, FetchOutcome::kFetched) << answer.why;
    EXPECT_EQ(answer.url, c.to);
    EXPECT_EQ(answer.permanent_url, c.permanent);
    EXPECT_EQ(answer.moved_elsewhere, c.elsewhere);
    EXPECT_EQ(answer.hops.size(), c.hops);
  }
}

TEST(Fetcher, DoesNotFollowRedirectsForEverNorAnywhere) {
  ServerSample server([](const AskedSample& asked) {
    const std::string path = asked.Path();
    const auto to = [](const std::string& place) {
      return Says(AnswerSample("302 Found", "Location: " + place + "\r\n", ""));
    };
    if (path.starts_with("/step"))
      return to("/step" + std::to_string(std::stoi(path.substr(5)) + 1));
    if (path == "/loop") return to("/pool");
    if (path == "/pool") return to("/loop");
    if (path == "/none") return Says(AnswerSample("302 Found", "", ""));
    return to(path.substr(1));
  });
  struct Case {
    std::string_view path;
    FetchOutcome outcome;
    std::string_view why;
  };
  for (const Case& c : std::initializer_list<Case>{
           {"step1", FetchOutcome::kHttpError, "more than 10 times"},
           {"loop", FetchOutcome::kHttpError, "in a circle"},
           {"none", FetchOutcome::kHttpError, "does not say where"},
           {"file:///etc/passwd", FetchOutcome::kRefused, "no http or https"},
           {"gopher://a.example/", FetchOutcome::kRefused, "no http or https"},
           {"data:text/html,x", FetchOutcome::kRefused, "no http or https"},
           {"javascript:alert(1)", FetchOutcome::kRefused, "no http or https"},
           {"http://10.0.0.1/", FetchOutcome::kRefused, "10.0.0.1 is a private network"},
           {"http://169.254.169.254/latest/", FetchOutcome::kRefused, "link-local"},
           {"http://[::ffff:10.0.0.1]/", FetchOutcome::kRefused, "a private network"},
           {"http://u:p@a.example/", FetchOutcome::kRefused, "name or password"}}) {
    const FetchAnswer answer = FetchFeed(server, "http://a.example/" + std::string(c.path));
    EXPECT_EQ(answer.outcome, c.outcome) << c.path << ": " << answer.why;
    EXPECT_THAT(answer.why, HasSubstr(std::string(c.why))) << c.path;
    EXPECT_THAT(answer.url, StartsWith("http://a.example/")) << "the last that was asked";
  }
}

TEST(Fetcher, TakesNothingFromOneHostToAnother) {
  ServerSample server([](const AskedSample& asked) {
    const std::string cookie = "Set-Cookie: id=1; Domain=example\r\nSet-Cookie: b=2\r\n";
    if (asked.Path() == "/1")
      return Says(AnswerSample("302 Found", cookie + "Location: /2\r\n", ""));
    if (asked.Path() == "/2")
      return Says(AnswerSample("302 Found", cookie + "Location: http://b.example/3\r\n", ""));
    return Says(OkSample(kPage));
  });
  const FetchAnswer answer = FetchOne(
      FastOptions(server),
      {.url = "http://a.example/1", .headers = {{"X-Key", "secret"}}, .ask_robots = false});
  EXPECT_EQ(answer.outcome, FetchOutcome::kFetched) << answer.why;
  std::vector<std::string> keys;
  for (const AskedSample& asked : server.asked()) {
    EXPECT_EQ(asked.Header("cookie"), "");
    EXPECT_EQ(asked.Header("referer"), "");
    keys.push_back(asked.Header("x-key"));
  }
  EXPECT_THAT(keys, ElementsAre("secret", "secret", ""));
}

TEST(Fetcher, LeavesAHostAloneThatSaysSo) {
  FetchTime now = FetchTime(hours(500'000));
  struct Case {
    std::string status, retry_after;
    seconds until;  // from now
  };
  for (const Case& c : std::initializer_list<Case>{
           {"429 Too Many", "Retry-After: 3600\r\n", hours(1)},
           {"503 Unavailable", "Retry-After: " + HttpDateOf(Instant(hours(500'002))) + "\r\n",
            hours(2)},
           {"503 Unavailable", "Retry-After: 99999999999999999999\r\n", hours(24)},
           {"429 Too Many", "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT\r\n", hours(24)}}) {
    ServerSample server([&](const AskedSample&) {
      return Says(AnswerSample(c.status, c.retry_after, "slow down"));
    });
    FetcherOptions options = FastOptions(server);
    options.clock = [&] { return now; };
    Fetcher fetcher(options);
    for (int i = 0; i < 3; ++i)
      fetcher.Start({.url = "http://a.example/" + std::to_string(i), .ask_robots = false});
    const std::vector<FetchAnswer> answers = AnswersOf(fetcher);
    ASSERT_EQ(answers.size(), 3u);
    for (const FetchAnswer& answer : answers) {
      EXPECT_EQ(answer.not_before, now + c.until) << c.retry_after;
      EXPECT_THAT(answer.why, HasSubstr("left alone until")) << c.retry_after;
    }
    EXPECT_EQ(server.asked().size(), 1u) << "the others were not sent";

    // A new process is told what was said, and does not ask either.
    Fetcher restarted(options);
    restarted.Hold("http://a.example/0", *answers[0].not_before);
    restarted.Start({.url = "http://a.example/0", .ask_robots = false});
    EXPECT_EQ(AnswersOf(restarted).at(0).outcome, FetchOutcome::kHeld);
    EXPECT_EQ(server.asked().size(), 1u);
  }
}

TEST(Fetcher, TellsStatusesApart) {
  ServerSample server([](const AskedSample& asked) {
    return Says(AnswerSample(asked.Path().substr(1) + " x", "Content-Type: text/html\r\n", "body"));
  });
  struct Case {
    std::string_view status;
    FetchOutcome outcome;
  };
  for (const Case& c : std::initializer_list<Case>{{"200", FetchOutcome::kFetched},
                                                   {"203", FetchOutcome::kFetched},
                                                   {"206", FetchOutcome::kBadAnswer},
                                                   {"401", FetchOutcome::kHttpError},
                                                   {"404", FetchOutcome::kHttpError},
                                                   {"410", FetchOutcome::kGone},
                                                   {"500", FetchOutcome::kHttpError}}) {
    const FetchAnswer answer = FetchFeed(server, "http://a.example/" + std::string(c.status));
    EXPECT_EQ(answer.outcome, c.outcome) << c.status;
    EXPECT_EQ(std::to_string(answer.status), c.status);
    EXPECT_EQ(answer.body.empty(), c.outcome != FetchOutcome::kFetched);
    if (c.outcome == FetchOutcome::kHttpError) {
      EXPECT_THAT(answer.why, HasSubstr("answered " + std::string(c.status)));
    }
  }
}

TEST(Fetcher, KeepsTheDelayOfEachHostByItsClock) {
  FetchTime now = FetchTime(hours(500'000));
  std::mutex mutex;
  std::vector<std::pair<std::string, FetchTime>> log;
  ServerSample server([&](const AskedSample& asked) {
    const std::lock_guard lock(mutex);
    log.emplace_back(asked.Host(), now);
    return Says(OkSample(kPage));
  });
  FetcherOptions options = FastOptions(server);
  options.per_host_delay = seconds(5);
  options.clock = [&] {
    const std::lock_guard lock(mutex);
    return now;
  };
  Fetcher fetcher(options);
  for (int i = 0; i < 4; ++i)
    for (const auto* host : {"a", "b", "c"})
      fetcher.Start({.url = fmt::format("http://{}.example/{}", host, i), .ask_robots = false});
  std::size_t answers = 0;
  while (fetcher.in_flight() > 0) {
    if (fetcher.Next(milliseconds(20))) ++answers;
    if (fetcher.in_flight() > 0 && fetcher.in_flight() == fetcher.queued()) {
      const std::optional<FetchTime> due = fetcher.WaitsUntil();
      ASSERT_TRUE(due);
      const std::lock_guard lock(mutex);
      now = std::max(now, *due);
    }
  }
  EXPECT_EQ(answers, 12u);
  std::map<std::string, FetchTime> last;
  for (const auto& [host, at] : log) {
    if (last.contains(host)) {
      EXPECT_GE(at - last[host], seconds(5)) << host;
    }
    last[host] = at;
  }
  EXPECT_EQ(now, FetchTime(hours(500'000)) + seconds(15)) << "and waited no longer than that";
}

// Three names of one address: the system's, and two that are numbers.
TEST(Fetcher, NamesOfOneAddressShareItsDelay) {
  FetchTime now = FetchTime(hours(500'000));
  const FetchTime start = now;
  ServerSample server([](const AskedSample&) { return Says(OkSample(kPage)); });
  FetcherOptions options;
  options.allowed = OnlyThisHost();
  options.per_address_delay = seconds(7);
  options.clock = [&] { return now; };
  Fetcher fetcher(options);
  for (const auto* host : {"localhost", "127.0.0.1", "[::ffff:127.0.0.1]"})
    fetcher.Start({.url = fmt::format("http://{}:{}/", host, server.port()), .ask_robots = false});
  std::size_t fetched = 0;
  while (fetcher.in_flight() > 0) {
    const auto answer = fetcher.Next(milliseconds(20));
    if (answer) fetched += answer->outcome == FetchOutcome::kFetched;
    if (fetcher.in_flight() > 0 && fetcher.in_flight() == fetcher.queued())
      now = std::max(now, fetcher.WaitsUntil().value_or(now));
  }
  EXPECT_EQ(fetched, 3u);
  EXPECT_EQ(now, start + seconds(14));
}

TEST(Fetcher, StopsAtOnceAndGoesOnAfterwards) {
  ServerSample server([](const AskedSample& asked) {
    if (asked.Path() == "/slow")
      return SaidSample{.bytes = "HTTP/1.1 200 OK\r\n", .keeps_open = true};
    return Says(OkSample(kPage));
  });
  Fetcher fetcher(FastOptions(server));
  for (int i = 0; i < 20; ++i) fetcher.Start({.url = "http://a.example/slow", .ask_robots = false});
  fetcher.Next(milliseconds(50));
  fetcher.Stop();
  EXPECT_EQ(fetcher.in_flight(), 0u);
  EXPECT_EQ(fetcher.Next(milliseconds(0)), std::nullopt);
  fetcher.Start({.tag = 2, .url = "http://a.example/", .ask_robots = false});
  EXPECT_EQ(AnswersOf(fetcher).at(0).tag, 2u);
}

TEST(Fetcher, IsWokenFromAnotherThread) {
  ServerSample server([](const AskedSample&) { return Says(""); });
  Fetcher fetcher(FastOptions(server));
  std::thread waker([&] { fetcher.Wake(); });
  EXPECT_EQ(fetcher.Next(hours(1)), std::nullopt);
  waker.join();
}

}  // namespace
}  // namespace checkback
