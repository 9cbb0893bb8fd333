// What must not be fetched, whoever asks for it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "follow/fetch/fetching_sample.h"
#include "follow/fetch/server_sample.h"

namespace checkback {
namespace {

using testing::AnyOf;
using testing::HasSubstr;

TEST(FetcherGuard, RefusesOnesOwnNetworkInEveryNotation) {
  for (const std::string url : {"http://127.0.0.1/",
                                "http://127.0.0.1./",
                                "http://[::1]/",
                                "http://0.0.0.0/",
                                "http://169.254.169.254/latest/meta-data/",
                                "http://10.0.0.1/",
                                "http://172.16.0.1/",
                                "http://192.168.0.1/",
                                "http://100.64.0.1/",
                                "http://[fc00::1]/",
                                "http://[fe80::1]/",
                                "http://[::ffff:10.0.0.1]/",
                                "http://[64:ff9b::a00:1]/",
                                "http://2130706433/",
                                "http://017700000001/",
                                "http://0x7f000001/",
                                "http://0x7f.1/",
                                "http://127.1/",
                                "http://[::7f00:1]/",
                                "http://0/",
                                "https://127.0.0.1/",
                                "http://127.0.0.1:22/"}) {
    const FetchAnswer answer = FetchOne({}, {.url = url, .ask_robots = false});
    EXPECT_EQ(answer.outcome, FetchOutcome::kRefused) << url << ": " << answer.why;
    EXPECT_EQ(answer.status, 0);
    EXPECT_THAT(answer.why, HasSubstr("is not fetched: ")) << url;
  }
}

TEST(FetcherGuard, RefusesWhatReadersOfAddressesDisagreeAbout) {
  for (const std::string url : {"http://user@a.example/",
                                "http://user:pass@a.example/",
                                "http://a@b@c/",
                                "http://@a.example/",
                                "http://good.example\\@127.0.0.1/",
                                "http://good.example\\.evil.example/",
                                "http://a.example\t/",
                                "http:// a.example/",
                                "http://a.exa\nmple/",
                                "//a.example/",
                                "file:///etc/passwd",
                                "ftp://a.example/",
                                "gopher://a.example/",
                                "data:text/html,x",
                                "javascript:alert(1)",
                                "http:",
                                "http://",
                                "https:a.example",
                                "",
                                "x",
                                "http://a.example:99999/",
                                "http://a.example:x/",
                                "http://%31%30.0.0.1/",
                                "http://[::1/"}) {
    const FetchAnswer answer = FetchOne({}, {.url = url, .ask_robots = false});
    EXPECT_EQ(answer.outcome, FetchOutcome::kRefused) << url << ": " << answer.why;
    EXPECT_EQ(answer.why.find_first_of("\t\n\r"), std::string::npos) << "it is safe to show";
    EXPECT_EQ(answer.why.find("user"), std::string::npos) << "no name is told";
  }
}

// A name is looked up by the system; what counts is the address that a socket would connect to.
// That is also what stands between a check and a connection when a name is rebound.
TEST(FetcherGuard, AsksAboutTheAddressThatANameStandsFor) {
  ServerSample server([](const AskedSample&) { return Says(OkSample("secret")); });
  const std::string url = fmt::format("http://localhost:{}/", server.port());
  const FetchAnswer answer = FetchOne({}, {.url = url, .ask_robots = false});
  EXPECT_EQ(answer.outcome, FetchOutcome::kRefused) << answer.why;
  EXPECT_THAT(answer.why,
              AnyOf(HasSubstr("127.0.0.1 is this host"), HasSubstr("::1 is this host")));
  EXPECT_EQ(server.connections(), 0u);

  const FetchAnswer page = FetchOne({}, {.url = url, .ask_robots = true});
  EXPECT_EQ(page.outcome, FetchOutcome::kRefused) << "robots.txt is not asked for either";
  EXPECT_EQ(server.connections(), 0u);

  FetcherOptions allowed;
  allowed.allowed = OnlyThisHost();
  EXPECT_EQ(FetchOne(allowed, {.url = url, .ask_robots = false}).body, "secret");
}

TEST(FetcherGuard, AsksAboutTheTestWebToo) {
  ServerSample server([](const AskedSample&) { return Says(OkSample("secret")); });
  FetcherOptions options = FastOptions(server);
  options.allowed.clear();
  const FetchAnswer answer = FetchOne(options, {.url = "http://a.example/", .ask_robots = false});
  EXPECT_EQ(answer.outcome, FetchOutcome::kRefused);
  EXPECT_EQ(server.connections(), 0u);
}

TEST(FetcherGuard, UsesNoProxyOfTheEnvironment) {
  ServerSample proxy([](const AskedSample&) { return Says(OkSample("by proxy")); });
  ServerSample server([](const AskedSample&) { return Says(OkSample("direct")); });
  const std::string place = fmt::format("http://127.0.0.1:{}", proxy.port());
  for (const auto* name : {"http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "https_proxy"})
    setenv(name, place.c_str(), 1);  // NOLINT(concurrency-mt-unsafe): nobody else runs yet
  FetcherOptions options = FastOptions(server);
  EXPECT_EQ(FetchOne(options, {.url = "http://a.example/", .ask_robots = false}).body, "direct");
  options.allowed.clear();
  options.connect_to.reset();
  EXPECT_EQ(FetchOne(options, {.url = fmt::format("http://localhost:{}/", server.port()),
                               .ask_robots = false})
                .outcome,
            FetchOutcome::kRefused);
  for (const auto* name : {"http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "https_proxy"})
    unsetenv(name);  // NOLINT(concurrency-mt-unsafe)
  EXPECT_EQ(proxy.connections(), 0u);
}

}  // namespace
}  // namespace checkback
