// Servers whose TLS is not to be trusted or not there. Certificates are made for each test by the
// program openssl, which also serves them.

#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <string>
#include <vector>

#include "follow/fetch/fetching_sample.h"
#include "follow/sources/followed_source.h"
#include "follow/sources/poll_answer.h"
#include "follow/sources/poll_time.h"
#include "text/scratch_samples.h"

namespace checkback {
namespace {

bool Ran(const std::string& command) {
  return std::system(command.c_str()) == 0;  // NOLINT: a fixed command of this test
}

// `openssl s_server` on a free port, with the certificate and key of good.example in `folder`.
class TlsServerSample {
 public:
  TlsServerSample(const std::string& certificate, const std::string& key) {
    std::array<int, 2> pipe{};
    if (pipe2(pipe.data(), O_CLOEXEC) != 0) return;
    child_ = fork();
    if (child_ == 0) {
      const int nothing = open("/dev/null", O_RDWR);
      if (nothing < 0) _exit(127);
      dup2(nothing, STDIN_FILENO);
      dup2(pipe[1], STDOUT_FILENO);
      dup2(STDIN_FILENO, STDERR_FILENO);
      execlp("openssl", "openssl", "s_server", "-accept", "127.0.0.1:0", "-cert",
             certificate.c_str(), "-key", key.c_str(), "-www", nullptr);
      _exit(127);
    }
    close(pipe[1]);
    // "ACCEPT 127.0.0.1:41955"
    std::string said;
    char byte = 0;
    const std::string sign = "ACCEPT 127.0.0.1:";
    while (read(pipe[0], &byte, 1) == 1) {
      said += byte;
      const std::size_t at = said.find(sign);
      if (byte != '\n' || at == std::string::npos) continue;
      port_ = static_cast<std::uint16_t>(std::atoi(said.c_str() + at + sign.size()));
      break;
    }
    output_ = pipe[0];
  }
  ~TlsServerSample() {
    if (child_ > 0) {
      kill(child_, SIGKILL);
      waitpid(child_, nullptr, 0);
    }
    if (output_ >= 0) close(output_);
  }
  TlsServerSample(const TlsServerSample&) = delete;
  TlsServerSample& operator=(const TlsServerSample&) = delete;

  std::uint16_t port() const { return port_; }

 private:
  pid_t child_ = -1;
  int output_ = -1;
  std::uint16_t port_ = 0;
};

class TlsTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!Ran("openssl version >/dev/null 2>&1")) GTEST_SKIP() << "the program openssl is not here";
    ASSERT_TRUE(
        Ran(fmt::format("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes "
                        "-subj /CN=good.example -addext subjectAltName=DNS:good.example -days 2 "
                        "-keyout {0}/key.pem -out {0}/good.pem 2>/dev/null",
                        folder_.path())));
    ASSERT_TRUE(Ran(
        fmt::format("openssl x509 -in {0}/good.pem -signkey {0}/key.pem -days -1 -out {0}/old.pem "
                    "2>/dev/null",
                    folder_.path())));
  }
  std::string File(const std::string& name) const { return folder_ / name; }

  // Of one request for a feed at `host`; `authority` is the only certificate that is trusted.
  FetchAnswer Fetch(std::uint16_t port, const std::string& host, const std::string& authority) {
    FetcherOptions options;
    options.user_agent = "checkback/0.1";
    options.allowed = OnlyThisHost();
    options.connect_to = port;
    options.ca_file = authority;
    return FetchOne(options, {.url = fmt::format("https://{}/feed", host), .ask_robots = false});
  }

  samples::ScratchFolder folder_;
};

// What `sources` says of a feed that answers so, and when it is asked again.
void ExpectTold(const FetchAnswer& answer, const std::string& words) {
  EXPECT_EQ(answer.outcome, FetchOutcome::kNetwork) << answer.why;
  EXPECT_NE(answer.why.find(words), std::string::npos) << answer.why;
  EXPECT_TRUE(answer.response_head.empty());  // nothing of it is believed
  FollowedSource source;
  source.url = source.url_in_use = answer.url;
  std::vector<std::chrono::seconds> waits;
  for (int polls = 0; polls < 3; ++polls) {
    const PollAnswer read = ReadPollAnswer(source, answer);
    ASSERT_TRUE(read.poll);
    EXPECT_EQ(read.poll->failure, PollFailure::kNoAnswer);
    source = TakePoll(std::move(source), *read.poll);
    const std::optional<Instant> next = NextPoll(source, read.wishes, read.poll->at, 0);
    ASSERT_TRUE(next);
    waits.push_back(*next - read.poll->at);
  }
  EXPECT_GE(waits[0], kShortestWait);
  EXPECT_GT(waits[2], waits[0]);
  const auto troubles = TroublesOf(source, *source.last_tried);
  ASSERT_FALSE(troubles.empty());
  EXPECT_NE(troubles.front().text.find(words), std::string::npos) << troubles.front().text;
}

TEST_F(TlsTest, ACertificateThatIsTrustedIsFetchedFrom) {
  const TlsServerSample server(File("good.pem"), File("key.pem"));
  const FetchAnswer answer = Fetch(server.port(), "good.example", File("good.pem"));
  EXPECT_EQ(answer.outcome, FetchOutcome::kFetched) << answer.why;
}

TEST_F(TlsTest, AnExpiredCertificateIsRefused) {
  const TlsServerSample server(File("old.pem"), File("key.pem"));
  ExpectTold(Fetch(server.port(), "good.example", File("old.pem")), "expired");
}

TEST_F(TlsTest, ACertificateOfAnotherHostIsRefused) {
  const TlsServerSample server(File("good.pem"), File("key.pem"));
  ExpectTold(Fetch(server.port(), "other.example", File("good.pem")), "other.example");
}

TEST_F(TlsTest, ACertificateThatNobodyVouchesForIsRefused) {
  const TlsServerSample server(File("good.pem"), File("key.pem"));
  ExpectTold(Fetch(server.port(), "good.example", ""), "certificate");
}

TEST(TlsFaults, PlainTextWhereTlsWasAskedForIsRefused) {
  const ServerSample server([](const AskedSample&) { return Says(OkSample("<rss/>")); });
  FetcherOptions options = FastOptions(server);
  const FetchAnswer answer =
      FetchOne(options, {.url = "https://good.example/feed", .ask_robots = false});
  ExpectTold(answer, "good.example");
  EXPECT_EQ(server.connections(), 1u);
}

TEST(TlsFaults, AHandshakeThatBreaksOffIsRefused) {
  // A record that says more than comes. Closed when the client's hello is in.
  const int listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  ASSERT_GE(listening, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* any = reinterpret_cast<sockaddr*>(&address);
  ASSERT_EQ(bind(listening, any, size), 0);
  ASSERT_EQ(listen(listening, 8), 0);
  ASSERT_EQ(getsockname(listening, any, &size), 0);
  std::thread serving([&] {
    const int connection = accept(listening, nullptr, nullptr);
    if (connection < 0) return;
    std::array<char, 4096> hello{};
    (void)!recv(connection, hello.data(), hello.size(), 0);
    constexpr std::array<char, 6> kHalf = {0x16, 0x03, 0x03, 0x00, 0x40, 0x02};
    (void)!send(connection, kHalf.data(), kHalf.size(), MSG_NOSIGNAL);
    close(connection);
  });
  FetcherOptions options;
  options.user_agent = "checkback/0.1";
  options.allowed = OnlyThisHost();
  options.connect_to = ntohs(address.sin_port);
  const FetchAnswer answer =
      FetchOne(options, {.url = "https://good.example/feed", .ask_robots = false});
  serving.join();
  close(listening);
  ExpectTold(answer, "good.example");
}

}  // namespace
}  // namespace checkback
