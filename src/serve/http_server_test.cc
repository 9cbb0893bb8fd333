#include "serve/http_server.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <functional>
#include <future>
#include <initializer_list>
#include <string>
#include <thread>
#include <vector>

namespace checkback {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// What comes until the other side closes; then closes it here too.
std::string ReadToEnd(int socket) {
  std::string got;
  char buffer[4096];
  for (ssize_t n; (n = recv(socket, buffer, sizeof buffer, 0)) > 0;)
    got.append(buffer, static_cast<std::size_t>(n));
  close(socket);
  return got;
}

// A connection to this machine.
int ConnectTo(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  if (socket < 0) std::abort();  // nothing can be tested without one
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  return socket;
}

// A server on a free port that answers every request with its method and target.
class HttpServerTest : public testing::Test {
 protected:
  HttpServerTest()
      : server_({.port = 0,
                 .threads = 2,
                 .most_head_bytes = 4096,
                 .head_seconds = 1,
                 .idle_seconds = 1,
                 .requests_of_connection = 3},
                [](const WebRequest& request) {
                  WebResponse response{200,
                                       "text/plain",
                                       request.method + ' ' + request.target +
                                           (request.body.empty() ? "" : " " + request.body) + '\n',
                                       {{"X-Host", request.host}}};
                  if (request.target == "/stream")
                    response = {200, "text/event-stream", ": begun\n\n", {}, 0};
                  if (request.target.starts_with("/written"))
                    response.write =
                        [fails = request.target == "/written-in-part"](
                            const std::function<bool(std::string_view)>& take) -> Result<void> {
                      for (const auto* piece : {"one,", "two,", "three"}) {
                        if (!take(piece)) return {};
                        if (fails) return Fail(Errc::kIo, "the disk");
                      }
                      return {};
                    };
                  return response;
                }) {
    const Result<void> bound = server_.Bind();
    EXPECT_TRUE(bound) << bound.error().what;
    running_ = std::thread([this] { server_.Run(); });
  }
  ~HttpServerTest() override {
    server_.Stop();
    running_.join();
  }

  int Connect() const { return ConnectTo(server_.port()); }
  // Sends `bytes` and reads until the server closes.
  std::string Exchange(std::string_view bytes) const {
    const int socket = Connect();
    for (std::size_t done = 0; done < bytes.size();) {
      const ssize_t sent = send(socket, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL);
      if (sent <= 0) break;  // closed: it has had enough
      done += static_cast<std::size_t>(sent);
    }
    return ReadToEnd(socket);
  }

  HttpServer server_;
  std::thread running_;
};

TEST_F(HttpServerTest, AnswersOverTheNetwork) {
  const std::string got =
      Exchange("GET /a?b=c HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(got, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(got, HasSubstr("X-Host: localhost\r\n"));
  EXPECT_THAT(got, HasSubstr("\r\n\r\nGET /a?b=c\n"));
}

TEST_F(HttpServerTest, SendsABodyWhileItIsMade) {
  const std::string got = Exchange("GET /written HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(got, HasSubstr("Transfer-Encoding: chunked\r\n"));
  EXPECT_THAT(got, HasSubstr("4\r\none,\r\n4\r\ntwo,\r\n5\r\nthree\r\n0\r\n\r\n"));
  // The end is missing where not all of it could be made: the client must not take it for whole.
  const std::string part =
      Exchange("GET /written-in-part HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(part, HasSubstr("one,"));
  EXPECT_THAT(part, Not(HasSubstr("\r\n0\r\n")));
  const std::string head =
      Exchange("HEAD /written HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(head, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(head, Not(HasSubstr("one,")));
}

TEST_F(HttpServerTest, HeadHasNoBody) {
  const std::string got = Exchange("HEAD /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(got, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(got, Not(HasSubstr("HEAD /a\n")));
}

TEST_F(HttpServerTest, SeveralRequestsOfAConnectionAreBounded) {
  std::string many;
  for (int i = 0; i < 5; ++i) many += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\n\r\n";
  const std::string got = Exchange(many);
  EXPECT_THAT(got, HasSubstr("GET /2\n"));
  EXPECT_THAT(got, Not(HasSubstr("GET /3\n")));
}

TEST_F(HttpServerTest, ABodyIsNeverTakenForTheNextRequest) {
  for (const auto* head : {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 40\r\n\r\n",
                           "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 40\r\n\r\n",
                           "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"}) {
    const std::string got =
        Exchange(std::string(head) + "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_THAT(got, Not(HasSubstr("smuggled"))) << head;
  }
}

TEST_F(HttpServerTest, SmallBodiesAreRead) {
  const std::string got =
      Exchange("POST /do HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello");
  EXPECT_THAT(got, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(got, HasSubstr("POST /do hello\n"));
}

TEST_F(HttpServerTest, LargeBodiesAreRefusedUnread) {
  struct Case {
    std::string_view head;
    std::string_view status;
  };
  for (const Case& c :
       std::initializer_list<Case>{{"Content-Length: 104857600", "413"},
                                   {"Content-Length: 99999999999999999999999", "413"},
                                   {"Content-Length: -1", "400"},
                                   {"Content-Length: 5\r\nContent-Length: 6", "400"},
                                   {"Transfer-Encoding: chunked", "411"}}) {
    const std::string got = Exchange("POST / HTTP/1.1\r\nHost: a\r\n" + std::string(c.head) +
                                     "\r\n\r\n" + std::string(1u << 20, 'x'));
    EXPECT_THAT(got, StartsWith("HTTP/1.1 " + std::string(c.status))) << c.head;
  }
}

TEST_F(HttpServerTest, ProgramsAreToldWhyInTheirForm) {
  for (const auto* head :
       {"POST /v1/marks HTTP/1.1\r\nHost: a\r\nContent-Length: 104857600\r\n\r\n",
        "POST /v1/marks HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"})
    EXPECT_THAT(Exchange(head), HasSubstr("Content-Type: application/problem+json\r\n")) << head;
  EXPECT_THAT(Exchange("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 104857600\r\n\r\n"),
              HasSubstr("Content-Type: text/html"));
}

TEST_F(HttpServerTest, WhoSaysNothingMakesRoomForWhoAsks) {
  std::vector<int> silent;
  silent.reserve(20);
  for (int i = 0; i < 20; ++i) silent.push_back(Connect());  // ten times as many as threads
  EXPECT_THAT(Exchange("GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
              HasSubstr("GET /a\n"));
  for (const int socket : silent) close(socket);
}

TEST_F(HttpServerTest, ABodyThatDoesNotComeIsNotWaitedFor) {
  const std::string got = Exchange("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 50\r\n\r\nhalf");
  EXPECT_THAT(got, StartsWith("HTTP/1.1 408"));
}

TEST_F(HttpServerTest, AStreamStaysOpenAndTakesNoThread) {
  std::vector<int> streams;
  for (int i = 0; i < 8; ++i) {  // four times as many as there are threads
    streams.push_back(Connect());
    const std::string_view ask = "GET /stream HTTP/1.1\r\nHost: a\r\n\r\n";
    send(streams.back(), ask.data(), ask.size(), MSG_NOSIGNAL);
  }
  EXPECT_THAT(Exchange("GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
              HasSubstr("GET /a"));
  for (const int socket : streams) {
    std::string got;
    char buffer[1024];
    while (got.find("begun") == got.npos) {
      const ssize_t n = recv(socket, buffer, sizeof buffer, 0);
      ASSERT_GT(n, 0);
      got.append(buffer, static_cast<std::size_t>(n));
    }
    EXPECT_THAT(got, StartsWith("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"));
  }
  server_.Publish({1, "", "capture", "{}"});
  for (const int socket : streams) {
    char buffer[1024];
    const ssize_t n = recv(socket, buffer, sizeof buffer, 0);
    ASSERT_GT(n, 0);
    EXPECT_EQ(std::string(buffer, static_cast<std::size_t>(n)),
              "id: 1\nevent: capture\ndata: {}\n\n");
    close(socket);
  }
}

TEST_F(HttpServerTest, EndlessHeadsAreCutOff) {
  const std::string mega(10u << 20, 'a');
  EXPECT_THAT(Exchange("GET /" + mega), Not(HasSubstr("200 OK")));
  EXPECT_THAT(Exchange("GET / HTTP/1.1\r\nX: " + mega), Not(HasSubstr("200 OK")));
  std::string headers = "GET / HTTP/1.1\r\n";
  for (int i = 0; i < 1000; ++i) headers += "A: b\r\n";
  EXPECT_THAT(Exchange(headers + "\r\n"), Not(HasSubstr("200 OK")));
}

TEST_F(HttpServerTest, WhoIsSlowDoesNotKeepOthersWaiting) {
  const int slow[] = {Connect(), Connect()};  // as many as there are threads
  for (const int socket : slow) send(socket, "GET / HT", 8, MSG_NOSIGNAL);
  EXPECT_THAT(Exchange("GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
              HasSubstr("GET /a\n"));
  for (const int socket : slow) close(socket);
}

TEST_F(HttpServerTest, NonsenseGetsAnErrorAndNoMore) {
  for (const auto* bytes : {"\r\n\r\n", "GET\r\n\r\n", "\x16\x03\x01\x02", "GET / HTTP/9.9\r\n\r\n",
                            "BREW / HTTP/1.1\r\n\r\n"})
    EXPECT_THAT(Exchange(bytes), Not(HasSubstr("200 OK"))) << bytes;
}

TEST(HttpServerStreams, BeyondTheirNumberAreRefused) {
  HttpServer server(
      {.port = 0, .threads = 2, .streams = {.most_streams = 0}},
      [](const WebRequest&) { return WebResponse{200, "text/event-stream", "", {}, 0}; });
  ASSERT_TRUE(server.Bind());
  std::thread running([&] { server.Run(); });
  const int socket = ConnectTo(server.port());
  const std::string_view ask = "GET /stream HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  send(socket, ask.data(), ask.size(), MSG_NOSIGNAL);
  char buffer[1024];
  const ssize_t n = recv(socket, buffer, sizeof buffer, 0);
  EXPECT_THAT(std::string(buffer, n > 0 ? static_cast<std::size_t>(n) : 0),
              StartsWith("HTTP/1.1 503"));
  close(socket);
  server.Stop();
  running.join();
}

// The one thread is held, one connection waits for it, and all further ones are told so.
TEST(HttpServerCrowds, BeyondThoseThatWaitAreToldWhenToTryAgain) {
  std::promise<void> release;
  const std::shared_future<void> released = release.get_future().share();
  std::atomic<bool> reached = false;
  HttpServer server({.port = 0, .threads = 1, .waiting = 1}, [&](const WebRequest&) {
    reached = true;
    released.wait();
    return WebResponse{200, "text/plain", "done", {}};
  });
  ASSERT_TRUE(server.Bind());
  std::thread running([&] { server.Run(); });
  const std::string_view ask = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  const auto send_to = [&](int socket) { send(socket, ask.data(), ask.size(), MSG_NOSIGNAL); };
  const int answered = ConnectTo(server.port());
  send_to(answered);
  while (!reached) std::this_thread::yield();
  const int waiting = ConnectTo(server.port());
  send_to(waiting);
  for (int i = 0; i < 200; ++i) {
    const int late = ConnectTo(server.port());
    send_to(late);
    EXPECT_THAT(ReadToEnd(late), AllOf(StartsWith("HTTP/1.1 503"), HasSubstr("Retry-After: 1\r\n"),
                                       HasSubstr("Try again")));
  }
  release.set_value();
  EXPECT_THAT(ReadToEnd(answered), HasSubstr("done"));
  EXPECT_THAT(ReadToEnd(waiting), HasSubstr("done"));
  server.Stop();
  running.join();
}

TEST(HttpServerAddress, ThatIsTakenIsAnError) {
  HttpServer first({.port = 0}, [](const WebRequest&) { return WebResponse{}; });
  ASSERT_TRUE(first.Bind());
  HttpServer second({.port = first.port()}, [](const WebRequest&) { return WebResponse{}; });
  EXPECT_FALSE(second.Bind());
}

}  // namespace
}  // namespace checkback
