// Servers that mean harm, or are broken: every answer is bounded in time and bytes, with a reason.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <future>
#include <string>
#include <thread>

#include "follow/fetch/fetching_sample.h"
#include "follow/fetch/server_sample.h"
#include "page/gzip_member.h"

namespace checkback {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

std::string Gzip(std::string_view bytes) {
  return GzipDeflater(6).Deflate(bytes);
}

// 14 bytes that unpack to 8 MB.
std::string BrotliBomb() {
  return {"\x9b\xff\xff\x7f\xf8\x27\x00\xe2\xb1\x40\x20\xf7\xfe\x0f", 14};
}

// 4 kB that unpack to 128 MB: a frame with a window of 128 kB, and blocks that repeat one byte.
std::string ZstdBomb() {
  std::string bomb("\x28\xB5\x2F\xFD\x00\x38", 6);
  for (int i = 0; i < 1000; ++i) {
    const unsigned block = (1u << 20) | (1u << 1) | (i == 999 ? 1u : 0u);  // 128 kB, RLE
    for (const unsigned shift : {0u, 8u, 16u}) bomb += static_cast<char>(block >> shift & 0xFF);
    bomb += 'a';
  }
  return bomb;
}

std::string Repeated(std::string_view piece, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += piece;
  return all;
}

std::string Chunked(std::string_view chunks, std::string_view headers = "") {
  return fmt::format(
      "HTTP/1.1 200 OK\r\n{}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n{}", headers,
      chunks);
}

struct Case {
  std::string_view what;
  SaidSample said;
  FetchOutcome outcome;
  std::string_view why;  // "" for what is fetched
  std::string_view body = "";
};

FetchAnswer AnswerTo(const SaidSample& said) {
  ServerSample server([&](const AskedSample&) { return said; });
  FetcherOptions options = FastOptions(server);
  options.head_time = milliseconds(400);
  options.whole_time = milliseconds(800);
  return FetchOne(options, {.url = "http://a.example/feed", .ask_robots = false});
}

void Check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    const FetchAnswer answer = AnswerTo(c.said);
    EXPECT_EQ(answer.outcome, c.outcome)
        << NameOf(answer.outcome) << " " << answer.status << " " << answer.why;
    EXPECT_EQ(answer.body, c.body);
    if (c.outcome == FetchOutcome::kFetched) continue;
    EXPECT_THAT(answer.why, testing::StartsWith("http://a.example/feed"));
    EXPECT_THAT(answer.why, HasSubstr(std::string(c.why)));
  }
}

TEST(FetcherHostile, WhoIsSlowIsGivenUp) {
  const std::string head = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n";
  Check(
      {{"no word", {.keeps_open = true}, FetchOutcome::kTimeout, "no whole head"},
       {"a head by drops",
        {.bytes = "HTTP/1.1 200 OK\r\n", .drip = "X-A: b\r\n"},
        FetchOutcome::kTimeout,
        "no whole head"},
       {"a head without an end",
        {.bytes = "HTTP/1.1 200 OK\r\n", .keeps_open = true},
        FetchOutcome::kTimeout,
        "no whole head"},
       {"a body by drops", {.bytes = head, .drip = "x"}, FetchOutcome::kTimeout, "timed out"},
       {"a body that stops", {.bytes = head, .keeps_open = true}, FetchOutcome::kTimeout, "timed"},
       {"interim heads for ever",
        {.drip = "HTTP/1.1 100 Continue\r\n\r\n"},
        FetchOutcome::kTimeout,
        "no whole head"}});
}

TEST(FetcherHostile, WhoNeverAnswersIsGivenUpByASimulatedClockWithoutBeingWaitedFor) {
  std::promise<void> over;
  ServerSample server([end = over.get_future().share()](const AskedSample&) {
    end.wait();
    return Says("");
  });
  FetchTime now = FetchTime(std::chrono::hours(500'000));
  FetcherOptions options = FastOptions(server);
  options.clock = [&] { return now; };
  options.caps_by_clock = true;
  options.head_time = std::chrono::seconds(20);
  Fetcher fetcher(options);
  fetcher.Start({.url = "http://a.example/feed", .ask_robots = false});
  EXPECT_EQ(fetcher.Next(milliseconds(0)), std::nullopt);
  EXPECT_EQ(fetcher.asked(), std::vector<std::string>{"http://a.example/feed"});
  EXPECT_EQ(fetcher.WaitsUntil(), now + std::chrono::seconds(20));
  now += std::chrono::seconds(20) - milliseconds(1);
  EXPECT_EQ(fetcher.Next(milliseconds(0)), std::nullopt);
  now += milliseconds(1);
  const std::optional<FetchAnswer> answer = fetcher.Next(milliseconds(0));
  over.set_value();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->outcome, FetchOutcome::kTimeout) << answer->why;
}

// One connection, taken and answered by the thread that asks: what is on its way is known.
class OneAnswer {
 public:
  OneAnswer() : listening_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {
    here_.sin_family = AF_INET;
    here_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof here_;
    auto* any = reinterpret_cast<sockaddr*>(&here_);
    if (listening_ < 0 || bind(listening_, any, size) != 0 || listen(listening_, 1) != 0 ||
        getsockname(listening_, any, &size) != 0)
      std::abort();  // nothing can be tested without one
  }
  ~OneAnswer() {
    close(listening_);
    if (connection_ >= 0) close(connection_);
  }
  OneAnswer(const OneAnswer&) = delete;
  OneAnswer& operator=(const OneAnswer&) = delete;

  std::uint16_t port() const { return ntohs(here_.sin_port); }
  // Whether somebody had asked, and has been answered now.
  bool Give(std::string_view answer) {
    if (connection_ < 0) connection_ = accept(listening_, nullptr, nullptr);
    char request[4096];
    if (connection_ < 0 || recv(connection_, request, sizeof request, MSG_DONTWAIT) <= 0)
      return false;
    EXPECT_EQ(send(connection_, answer.data(), answer.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(answer.size()));
    return true;
  }

 private:
  sockaddr_in here_{};
  int listening_;
  int connection_ = -1;
};

TEST(FetcherHostile, WhoAnsweredInTimeIsNotGivenUpBecauseWeWereBusyElsewhere) {
  OneAnswer server;
  FetcherOptions options;
  options.allowed = OnlyThisHost();
  options.connect_to = server.port();
  options.head_time = options.whole_time = milliseconds(900);
  Fetcher fetcher(options);
  fetcher.Start({.url = "http://a.example/feed", .ask_robots = false});
  fetcher.Next(milliseconds(0));
  while (fetcher.in_flight() > 0 && !server.Give(OkSample("<p>In time</p>")))
    EXPECT_EQ(fetcher.Next(milliseconds(1)), std::nullopt);
  std::this_thread::sleep_for(milliseconds(1500));
  const std::optional<FetchAnswer> answer = fetcher.Next(milliseconds(0));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->outcome, FetchOutcome::kFetched) << answer->why;
}

TEST(FetcherHostile, WhoReadsSlowlyIsGivenUpToo) {
  ServerSample server([](const AskedSample&) { return Says(OkSample("never")); });
  FetcherOptions options = FastOptions(server);
  options.head_time = milliseconds(300);
  // The server waits for one byte more than is sent.
  const FetchAnswer answer = FetchOne(options, {.url = "http://a.example/",
                                                .method = FetchRequest::Method::kPost,
                                                .body = "x",
                                                .headers = {{"Content-Length", "2"}},
                                                .ask_robots = false});
  EXPECT_EQ(answer.outcome, FetchOutcome::kTimeout) << answer.why;
}

TEST(FetcherHostile, LengthsThatLie) {
  const std::string begin = "HTTP/1.1 200 OK\r\nConnection: close\r\n";
  Check(
      {{"too long", Says(begin + "Content-Length: 50\r\n\r\nshort"), FetchOutcome::kNetwork, ""},
       {"too short", Says(begin + "Content-Length: 5\r\n\r\nhello, world"), FetchOutcome::kFetched,
        "", "hello"},
       {"negative", Says(begin + "Content-Length: -5\r\n\r\nhello"), FetchOutcome::kBadAnswer, ""},
       {"no number", Says(begin + "Content-Length: five\r\n\r\nhello"), FetchOutcome::kBadAnswer,
        ""},
       {"two", Says(begin + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello."),
        FetchOutcome::kBadAnswer, ""},
       {"huge", Says(begin + "Content-Length: 99999999999\r\n\r\nhello"), FetchOutcome::kTooLarge,
        ""},
       {"beyond numbers", Says(begin + "Content-Length: 99999999999999999999999\r\n\r\nhello"),
        FetchOutcome::kTooLarge, ""},
       {"none", Says(begin + "\r\nhello"), FetchOutcome::kFetched, "", "hello"},
       {"beside chunks", Says(Chunked("5\r\nhello\r\n0\r\n\r\n", "Content-Length: 3\r\n")),
        FetchOutcome::kFetched, "", "hello"},
       {"chunks without end", Says(Chunked("5\r\nhello\r\n")), FetchOutcome::kNetwork, ""},
       {"a chunk cut short", Says(Chunked("50\r\nhello")), FetchOutcome::kNetwork, ""},
       {"no chunks", Says(Chunked("hello")), FetchOutcome::kNetwork, ""},
       {"a body without end",
        {.bytes = begin + "\r\n", .flood = std::string(10'000, 'x')},
        FetchOutcome::kTooLarge,
        "more than 1048576 bytes"},
       {"chunks for ever",
        {.bytes = Chunked(""), .flood = Repeated("1\r\nx\r\n", 5000)},
        FetchOutcome::kTooLarge,
        "more than"}});
}

TEST(FetcherHostile, CodingsThatExplodeOrLie) {
  const std::string page(5000, 'p');
  const std::string five = Gzip(Gzip(Gzip(Gzip(Gzip(page)))));
  const std::string gzip = "Content-Encoding: gzip\r\n";
  Check({{"gzip", Says(OkSample(Gzip(page), gzip)), FetchOutcome::kFetched, "", page},
         {"gzip bomb", Says(OkSample(Gzip(std::string(64u << 20, 'a')), gzip)),
          FetchOutcome::kTooLarge, "unpacks to more than 4 MB"},
         {"brotli bomb", Says(OkSample(BrotliBomb(), "Content-Encoding: br\r\n")),
          FetchOutcome::kTooLarge, "unpacks to more"},
         {"zstd bomb", Says(OkSample(ZstdBomb(), "Content-Encoding: zstd\r\n")),
          FetchOutcome::kTooLarge, "unpacks to more"},
         {"twice",
          Says(OkSample(Gzip(Gzip(page)), "Content-Encoding: gzip\r\nContent-Encoding: gzip\r\n")),
          FetchOutcome::kFetched, "", page},
         {"five times", Says(OkSample(five, "Content-Encoding: gzip,gzip,gzip,gzip,gzip\r\n")),
          FetchOutcome::kBadAnswer, "packed more often"},
         {"cut short", Says(OkSample(Gzip(page + BrotliBomb()).substr(0, 40), gzip)),
          FetchOutcome::kBadAnswer, ""},
         {"something behind", Says(OkSample(Gzip(page) + "garbage", gzip)), FetchOutcome::kFetched,
          "", page},
         {"not packed", Says(OkSample(page, gzip)), FetchOutcome::kFetched, "", page},
         {"of no known kind", Says(OkSample(page, "Content-Encoding: snappy\r\n")),
          FetchOutcome::kFetched, "", page}});
}

TEST(FetcherHostile, HeadsThatAreNone) {
  const std::string ok = "HTTP/1.1 200 OK\r\n";
  std::string many = ok;
  for (int i = 0; i < 300; ++i) many += "A: b\r\n";
  const std::string end = "Content-Length: 2\r\nConnection: close\r\n\r\nhi";
  Check({{"very many lines", Says(many + end), FetchOutcome::kTooLarge, "more than 256 lines"},
         {"lines for ever",
          {.bytes = ok, .flood = "A: " + std::string(1000, 'b') + "\r\n"},
          FetchOutcome::kTooLarge,
          "its head has more than"},
         {"a line of 1 MB", Says(ok + "A: " + std::string(1u << 20, 'b') + "\r\n" + end),
          FetchOutcome::kTooLarge, ""},
         {"a line without end",
          {.bytes = ok, .flood = std::string(10'000, 'b')},
          FetchOutcome::kTooLarge,
          ""},
         {"an ETag of 1 MB", Says(ok + "ETag: \"" + std::string(1u << 20, 'e') + "\"\r\n" + end),
          FetchOutcome::kTooLarge, ""},
         {"a NUL", Says(ok + std::string("X: a\0b\r\n", 8) + end), FetchOutcome::kBadAnswer, ""},
         {"HTTP/0.9", Says("<html>hello</html>"), FetchOutcome::kBadAnswer, ""},
         {"another version", Says("HTTP/7.3 200 OK\r\n" + end), FetchOutcome::kBadAnswer, ""},
         {"a status of two digits", Says("HTTP/1.1 20 OK\r\n" + end), FetchOutcome::kBadAnswer, ""},
         {"a status of words", Says("HTTP/1.1 fine OK\r\n" + end), FetchOutcome::kBadAnswer, ""},
         {"a status of 999", Says("HTTP/1.1 999 No\r\n" + end), FetchOutcome::kBadAnswer, ""},
         {"nothing", Says(""), FetchOutcome::kNetwork, ""},
         {"half a head", Says("HTTP/1.1 200 OK\r\nContent-Le"), FetchOutcome::kBadAnswer, ""},
         {"another protocol", Says("SSH-2.0-OpenSSH_9.2\r\n"), FetchOutcome::kBadAnswer, ""},
         {"folded lines", Says(ok + "X: a\r\n b\r\n" + end), FetchOutcome::kFetched, "", "hi"}});
}

TEST(FetcherHostile, ValidatorsThatAreNotKept) {
  const std::string late = "Last-Modified: Fri, 31 Dec 2100 23:59:59 GMT\r\n";
  const FetchAnswer answer =
      AnswerTo(Says(OkSample("hi", late + "ETag: \"" + std::string(5000, 'e') + "\"\r\n")));
  EXPECT_EQ(answer.outcome, FetchOutcome::kFetched) << answer.why;
  EXPECT_EQ(answer.etag, "");
  EXPECT_EQ(answer.last_modified, "") << "it would hide every change until 2100";
}

TEST(FetcherHostile, AWallWithStatus200IsToldByItsType) {
  const FetchAnswer answer =
      AnswerTo(Says(OkSample("<html>Are you a robot?</html>", "Content-Type: text/html\r\n")));
  EXPECT_EQ(answer.outcome, FetchOutcome::kFetched);
  EXPECT_EQ(answer.content_type, "text/html");
}

}  // namespace
}  // namespace checkback
