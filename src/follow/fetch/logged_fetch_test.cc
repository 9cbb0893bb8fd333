#include "follow/fetch/logged_fetch.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "follow/fetch/fetch_record.h"
#include "follow/fetch/fetching_sample.h"
#include "follow/fetch/server_sample.h"
#include "page/warc.h"
#include "store/fetch_log.h"
#include "text/scratch_samples.h"

namespace checkback {
namespace {

using std::chrono::minutes;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const Instant kTuesday = *ParseInstant("2025-05-13T09:30:00Z");
constexpr std::string_view kFeed = "http://a.example/rss";

// A server whose answers, in their order, are kept as `run` keeps those of a feed.
class LoggedFetchTest : public testing::Test {
 protected:
  void SetUp() override {
    auto log = FetchLog::Open(folder_.path(), {}, kTuesday);
    ASSERT_TRUE(log) << log.error().what;
    log_ = std::move(*log);
  }
  // A poll at `minute`; "": nothing is said.
  FetchAnswer Poll(int minute, std::string said, FetchRequest request = {}) {
    ServerSample server([&](const AskedSample&) {
      return said.empty() ? SaidSample{.keeps_open = true} : Says(said);
    });
    FetcherOptions options = FastOptions(server);
    if (said.empty()) options.head_time = options.whole_time = std::chrono::milliseconds(50);
    options.clock = [minute] { return FetchTime(kTuesday + minutes(minute)); };
    options.on_hop = [&](const FetchAnswer& hop, HopOf of) {
      Keep(hop, {of == HopOf::kRobots ? FetchPurpose::kRobots : FetchPurpose::kPoll,
                 of == HopOf::kRobots ? "" : std::string(kFeed)});
    };
    if (request.url.empty()) request.url = kFeed;
    request.ask_robots = false;
    FetchAnswer answer = FetchOne(options, std::move(request));
    Keep(answer, {FetchPurpose::kPoll, std::string(kFeed)});
    return answer;
  }
  void Keep(const FetchAnswer& answer, const FetchNote& note) {
    GzipDeflater deflater(1);
    const auto logged = LogRecordsOf(answer, note, before_, deflater);
    ASSERT_TRUE(logged) << logged.error().what;
    if (logged->content) before_ = logged->content;
    if (logged->members.empty()) return;
    ASSERT_TRUE(log_->Append(logged->members, kTuesday));
  }
  std::vector<LoggedFetch> Held(const FetchesAsked& asked = {}) const {
    std::vector<LoggedFetch> held;
    const auto read =
        ForEachFetch(folder_.path(), asked, [&](const LoggedFetch& fetch, const WarcRecord&) {
          held.push_back(fetch);
          return true;
        });
    EXPECT_TRUE(read) << read.error().what;
    return held;
  }
  // "200 fetched 5", "304 not_modified, unchanged"
  std::vector<std::string> Told(const FetchesAsked& asked = {}) const {
    std::vector<std::string> told;
    for (const LoggedFetch& fetch : Held(asked))
      told.push_back(fmt::format("{} {} {}{}{}", fetch.status, fetch.outcome, fetch.bytes,
                                 fetch.unchanged ? ", unchanged" : "", fetch.cut ? ", cut" : ""));
    return told;
  }

  samples::ScratchFolder folder_;
  std::unique_ptr<FetchLog> log_;
  std::optional<CapturedBefore> before_;
};

std::string NotModified() {
  return "HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\nConnection: close\r\n\r\n";
}

TEST_F(LoggedFetchTest, EveryKindOfAnswerIsKeptAndToldApart) {
  Poll(0, OkSample("<rss/>", "Content-Type: application/rss+xml\r\nETag: \"1\"\r\n"));
  Poll(30, NotModified(), {.etag = "\"1\""});
  Poll(60, OkSample("<rss/>", "X-Now: 2\r\n"));
  Poll(90, AnswerSample("503 Service Unavailable", "Retry-After: 600\r\n", "Later."));
  Poll(120, "");
  Poll(150, AnswerSample("410 Gone", "", std::string(kMostUnusedBody + 10, 'x')));
  Poll(180, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\nConnection: close\r\n\r\nhalf of");
  EXPECT_THAT(Told(),
              ElementsAre("200 fetched 6", "304 not_modified 0, unchanged",
                          "200 fetched 0, unchanged", "503 http_error 6", "0 timeout 0",
                          fmt::format("410 gone {}, cut", kMostUnusedBody), HasSubstr("200 ")));
  const std::vector<LoggedFetch> held = Held();
  EXPECT_TRUE(held.back().cut);
  EXPECT_EQ(held.back().bytes, 7U) << "what came of it";
  EXPECT_THAT(held[3].why, HasSubstr("asks to be left alone until 2025-05-13T11:10:00Z"));
  EXPECT_THAT(held[4].why, HasSubstr("a.example"));
  for (std::size_t n = 0; n < held.size(); ++n) {
    EXPECT_EQ(held[n].at, kTuesday + minutes(30 * static_cast<int>(n)));
    EXPECT_EQ(held[n].url, kFeed);
    EXPECT_EQ(held[n].source, kFeed);
    EXPECT_EQ(held[n].purpose, "poll");
  }
  EXPECT_THAT(CheckFetchLog(folder_.path())->wrong, IsEmpty());
}

TEST_F(LoggedFetchTest, HopsAndRobotsAreKeptBeforeTheAnswerThatFollows) {
  ServerSample server([](const AskedSample& asked) {
    if (asked.Path() == "/robots.txt") return Says(AnswerSample("404 Not Found", "", ""));
    if (asked.Path() == "/old")
      return Says(AnswerSample("301 Moved", "Location: /new\r\n", "Moved."));
    return Says(OkSample("<p>Here.</p>"));
  });
  FetcherOptions options = FastOptions(server);
  options.clock = [] { return FetchTime(kTuesday); };
  options.on_hop = [&](const FetchAnswer& hop, HopOf of) {
    Keep(hop, {of == HopOf::kRobots ? FetchPurpose::kRobots : FetchPurpose::kPage});
  };
  const FetchAnswer answer = FetchOne(options, {.url = "http://a.example/old"});
  EXPECT_EQ(answer.outcome, FetchOutcome::kFetched) << answer.why;
  Keep(answer, {});
  std::vector<std::string> told;
  for (const LoggedFetch& fetch : Held())
    told.push_back(
        fmt::format("{} {} {} {}", fetch.purpose, fetch.url, fetch.status, fetch.outcome));
  EXPECT_THAT(told, ElementsAre("robots http://a.example/robots.txt 404 http_error",
                                "page http://a.example/old 301 redirect",
                                "page http://a.example/new 200 fetched"));
  EXPECT_EQ(Held()[1].location, "/new");
}

TEST_F(LoggedFetchTest, ARedirectThatIsNotGoneToIsKeptOnce) {
  Poll(0, AnswerSample("302 Found", "Location: http://10.0.0.1/\r\n", ""));
  ASSERT_EQ(Held().size(), 1U);
  EXPECT_EQ(Held()[0].status, 302);
  EXPECT_EQ(Held()[0].outcome, "refused");
  EXPECT_THAT(Held()[0].why, HasSubstr("10.0.0.1"));
}

TEST_F(LoggedFetchTest, WhatWasNeverAskedIsNotThere) {
  FetchAnswer held;
  held.outcome = FetchOutcome::kHeld;
  held.url = kFeed;
  Keep(held, {FetchPurpose::kPoll, std::string(kFeed)});
  EXPECT_THAT(Held(), IsEmpty());
  FetchAnswer refused;  // an address with a blank is no target of a record
  refused.outcome = FetchOutcome::kRefused;
  refused.url = "http://127.0.0.1/a b";
  refused.why = "127.0.0.1 is this machine\nitself";
  Keep(refused, {FetchPurpose::kPoll, "http://127.0.0.1/a b"});
  ASSERT_EQ(Held().size(), 1U);
  EXPECT_EQ(Held()[0].url, "http://127.0.0.1/a b");
  EXPECT_EQ(Held()[0].why, "127.0.0.1 is this machine itself");
}

TEST_F(LoggedFetchTest, WhatAFeedSaidOnTuesdayIsSaidAgain) {
  const std::string packed = GzipDeflater(6).Deflate("<rss>Monday</rss>");
  Poll(0, OkSample(packed, "Content-Encoding: gzip\r\nETag: \"1\"\r\n"));
  Poll(30, NotModified(), {.etag = "\"1\""});
  Poll(60, OkSample("<rss>Tuesday</rss>"));
  Poll(90, AnswerSample("500 Oops", "", "<p>An error.</p>"));
  const auto said = [&](FetchesAsked asked) { return *LastSaidIn(folder_.path(), asked); };
  const std::vector<std::string> feed = {std::string(kFeed)};
  const auto early = said({.addresses = feed, .until = kTuesday + minutes(59)});
  ASSERT_TRUE(early);
  EXPECT_EQ(early->body, "<rss>Monday</rss>");
  EXPECT_EQ(early->fetch.at, kTuesday);
  EXPECT_EQ(early->still, kTuesday + minutes(30));
  EXPECT_EQ(said({.addresses = feed})->body, "<rss>Tuesday</rss>");
  EXPECT_FALSE(said({.addresses = feed, .until = kTuesday - minutes(1)}));
  EXPECT_FALSE(said({.addresses = {"http://b.example/rss"}}));
  EXPECT_THAT(Told({.addresses = {"https://a.example/rss"}, .since = kTuesday + minutes(60)}),
              ElementsAre("200 fetched 18", "500 http_error 16"));
}

TEST_F(LoggedFetchTest, ItsMembersAreAWebArchive) {
  Poll(0, OkSample("<rss/>"));
  Poll(30, AnswerSample("500 Oops", "", ""));
  std::string archive;
  const auto read = ForEachFetchMember(folder_.path(), {.since = kTuesday + minutes(30)},
                                       [&](std::string_view member) {
                                         archive += member;
                                         return true;
                                       });
  ASSERT_TRUE(read);
  const samples::ScratchFile file(archive);
  auto reader = WarcReader::Open(file.path());
  ASSERT_TRUE(reader) << reader.error().what;
  std::vector<WarcType> types;
  for (auto record = reader->Next(); record && record->has_value(); record = reader->Next()) {
    types.push_back((*record)->type);
    EXPECT_EQ((*record)->block_digest, DigestCheck::kMatches);
  }
  EXPECT_THAT(types, ElementsAre(WarcType::kResponse, WarcType::kRequest));
}

}  // namespace
}  // namespace checkback
