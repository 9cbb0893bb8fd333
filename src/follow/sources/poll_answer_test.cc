#include "follow/sources/poll_answer.h"

#include <gtest/gtest.h>

#include <string>

namespace checkback {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

const Instant kNow = *ParseInstant("2026-11-26T14:10:00Z");

constexpr std::string_view kFeed =
    "<rss version=\"2.0\"><channel><title>News</title><ttl>60</ttl>"
    "<skipHours><hour>0</hour><hour>1</hour></skipHours><skipDays><day>Sunday</day></skipDays>"
    "<item><title>One</title><link>https://news.example/1</link>"
    "<pubDate>Thu, 26 Nov 2026 12:00:00 GMT</pubDate></item>"
    "<item><title>Two</title><link>https://news.example/2</link>"
    "<pubDate>Thu, 26 Nov 2026 10:00:00 GMT</pubDate></item></channel></rss>";
constexpr std::string_view kHtml =
    "<!doctype html><html><head><title>Are you human?</title></head><body><p>Tick the box to go "
    "on.</p></body></html>";

FollowedSource Source(bool was_good) {
  FollowedSource source;
  source.url = source.url_in_use = "https://news.example/rss";
  if (was_good) source.last_good = kNow - hours(1);
  return source;
}
FetchAnswer Answer(FetchOutcome outcome, int status, std::string_view body = "") {
  FetchAnswer answer;
  answer.outcome = outcome;
  answer.status = status;
  answer.url = "https://news.example/rss";
  answer.why = "news.example answered";
  answer.began = kNow;
  answer.ended = kNow + seconds(2);
  answer.body = body;
  answer.etag = "\"e\"";
  return answer;
}

TEST(PollAnswer, OfAFeedHasItsItemsAndWishes) {
  FetchAnswer answer = Answer(FetchOutcome::kFetched, 200, kFeed);
  answer.fresh_for = seconds(600);
  const PollAnswer read = ReadPollAnswer(Source(false), answer);
  ASSERT_TRUE(read.poll && read.feed);
  EXPECT_EQ(read.poll->failure, PollFailure::kNone);
  EXPECT_EQ(read.poll->at, kNow + seconds(2));
  EXPECT_EQ(read.poll->took_seconds, 2);
  EXPECT_EQ(read.poll->title, "News");
  EXPECT_EQ(read.poll->ttl_minutes, 60U);
  EXPECT_EQ(read.poll->skip_hours, 3U);
  EXPECT_EQ(read.poll->skip_days, 1U);
  EXPECT_EQ(read.poll->items, 2U);
  EXPECT_EQ(read.poll->items_an_hour, 0.5);
  EXPECT_EQ(read.poll->validators, (Validators{"\"e\"", "", "https://news.example/rss"}));
  EXPECT_EQ(read.wishes.fresh_for, seconds(600));
  ASSERT_EQ(read.items.size(), 2U);
  EXPECT_EQ(read.items[0].url, "https://news.example/1");
}

TEST(PollAnswer, OfAPageForPeopleIsABlockWhereThereWasAFeed) {
  const FetchAnswer answer = Answer(FetchOutcome::kFetched, 200, kHtml);
  EXPECT_EQ(ReadPollAnswer(Source(true), answer).poll->failure, PollFailure::kBlocked);
  const PollAnswer first = ReadPollAnswer(Source(false), answer);
  EXPECT_EQ(first.poll->failure, PollFailure::kContent);
  EXPECT_TRUE(first.discovered);
}

struct Outcome {
  int status;
  FetchOutcome outcome;
  PollFailure failure;
};
constexpr Outcome kOutcomes[] = {
    {304, FetchOutcome::kNotModified, PollFailure::kNone},
    {410, FetchOutcome::kGone, PollFailure::kGone},
    {0, FetchOutcome::kRefused, PollFailure::kRefused},
    {0, FetchOutcome::kRobots, PollFailure::kRefused},
    {404, FetchOutcome::kHttpError, PollFailure::kStatus},
    {500, FetchOutcome::kHttpError, PollFailure::kStatus},
    {503, FetchOutcome::kHttpError, PollFailure::kStatus},
    {429, FetchOutcome::kHttpError, PollFailure::kTooMany},
    {403, FetchOutcome::kHttpError, PollFailure::kBlocked},
    {0, FetchOutcome::kNetwork, PollFailure::kNoAnswer},
    {0, FetchOutcome::kTimeout, PollFailure::kNoAnswer},
    {200, FetchOutcome::kTooLarge, PollFailure::kContent},
    {200, FetchOutcome::kBadAnswer, PollFailure::kContent},
};

TEST(PollAnswer, NamesWhatWentWrong) {
  for (const Outcome& o : kOutcomes) {
    SCOPED_TRACE(std::string(NameOf(o.failure)) + " " + std::to_string(o.status));
    const PollAnswer read = ReadPollAnswer(Source(true), Answer(o.outcome, o.status));
    ASSERT_TRUE(read.poll);
    EXPECT_EQ(read.poll->failure, o.failure);
    EXPECT_EQ(read.poll->failure_text.empty(), o.failure == PollFailure::kNone);
  }
  FetchAnswer busy = Answer(FetchOutcome::kHttpError, 503);
  busy.not_before = FetchTime(kNow + hours(2));
  const PollAnswer read = ReadPollAnswer(Source(true), busy);
  EXPECT_EQ(read.poll->failure, PollFailure::kTooMany);
  EXPECT_EQ(read.wishes.not_before, kNow + hours(2));
}

struct Lost {
  std::string_view what;
  FetchOutcome outcome;
  std::string_view sent;           // the head of the request, where one was sent
  std::optional<seconds> says;     // max-age of the answer
  std::optional<seconds> is_good;  // for so long, where the last answer said 1800
};
constexpr Lost kLost[] = {
    {"a time-out", FetchOutcome::kTimeout, "GET /rss HTTP/1.1", {}, seconds(1800)},
    {"a time-out after the head", FetchOutcome::kTimeout, "GET /rss HTTP/1.1", seconds(60),
     seconds(60)},
    {"a connection that broke", FetchOutcome::kNetwork, "GET /rss HTTP/1.1", {}, seconds(1800)},
    {"no connection", FetchOutcome::kNetwork, "", {}, {}},
    {"a 304 that does not repeat it",
     FetchOutcome::kNotModified,
     "GET /rss HTTP/1.1",
     {},
     seconds(1800)},
    {"a 304 that says another", FetchOutcome::kNotModified, "GET /rss HTTP/1.1", seconds(0),
     seconds(0)},
    {"a 200 that says none", FetchOutcome::kFetched, "GET /rss HTTP/1.1", {}, {}},
    {"a failure", FetchOutcome::kHttpError, "GET /rss HTTP/1.1", {}, {}},
};

// Who did not hear an answer does not ask earlier than who did.
TEST(PollAnswer, ThatDoesNotComeOrDoesNotRepeatItIsGoodForAsLongAsTheLast) {
  FollowedSource source = Source(true);
  source.fresh_seconds = 1800;
  for (const Lost& lost : kLost) {
    SCOPED_TRACE(lost.what);
    FetchAnswer answer = Answer(lost.outcome, 0, kFeed);
    answer.request_head = lost.sent;
    answer.fresh_for = lost.says;
    const PollAnswer read = ReadPollAnswer(source, answer);
    EXPECT_EQ(read.wishes.fresh_for, lost.is_good);
    EXPECT_EQ(read.poll->fresh_seconds, lost.is_good.value_or(seconds(0)).count());
    const FollowedSource after = TakePoll(source, *read.poll);
    EXPECT_GE(*NextPoll(after, read.wishes, read.poll->at, 0) - read.poll->at,
              lost.is_good.value_or(kShortestWait));
  }
}

TEST(PollAnswer, ThatWasNeverAskedForIsPutOff) {
  FetchAnswer held = Answer(FetchOutcome::kHeld, 0);
  held.not_before = FetchTime(kNow + hours(3));
  const PollAnswer read = ReadPollAnswer(Source(true), held);
  EXPECT_FALSE(read.poll);
  EXPECT_EQ(read.until, kNow + hours(3));
}

TEST(PollAnswer, FollowsAMoveOnlyOnTheSameSite) {
  FetchAnswer moved = Answer(FetchOutcome::kFetched, 200, kFeed);
  moved.permanent_url = "https://news.example/feed";
  EXPECT_EQ(ReadPollAnswer(Source(true), moved).poll->moved_to, "https://news.example/feed");
  moved.moved_elsewhere = true;
  moved.permanent_url = "https://parking.example/";
  const PollAnswer read = ReadPollAnswer(Source(true), moved);
  EXPECT_EQ(read.poll->moved_to, "");
  EXPECT_NE(read.poll->note.find("parking.example"), std::string::npos);
}

TEST(PollAnswer, IsAskedWithTheValidatorsByteForByte) {
  FollowedSource source = Source(true);
  source.validators = {"W/\"a b\"", "Thu, 26 Nov 2026 12:00:00 GMT", "https://news.example/rss"};
  const FetchRequest request = PollRequest(source, 7);
  EXPECT_EQ(request.etag, "W/\"a b\"");
  EXPECT_EQ(request.last_modified, "Thu, 26 Nov 2026 12:00:00 GMT");
  EXPECT_FALSE(request.ask_robots);
  source.kind = FollowedKind::kPage;
  EXPECT_TRUE(PollRequest(source, 7).ask_robots);
}

TEST(PollAnswer, OfASiteHasTheLinksOfItsFrontPage) {
  FollowedSource site = Source(false);
  site.kind = FollowedKind::kSite;
  FetchAnswer answer = Answer(
      FetchOutcome::kFetched, 200,
      "<html><head><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/rss\"></head><body>"
      "<a href=\"/1\">The dam has held tonight</a></body></html>");
  answer.url = "https://news.example/";
  const PollAnswer read = ReadPollAnswer(site, answer);
  EXPECT_EQ(read.poll->failure, PollFailure::kNone);
  ASSERT_TRUE(read.discovered);
  EXPECT_EQ(read.discovered->feeds.size(), 1U);
  ASSERT_EQ(read.items.size(), 1U);
}

}  // namespace
}  // namespace checkback
