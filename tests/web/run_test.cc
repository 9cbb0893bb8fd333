// `checkback run`, the real program, against the test web.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "faults/program.h"
#include "politeness.h"
#include "server.h"
#include "world.h"

namespace testweb {
namespace {

using Real = std::chrono::steady_clock;
using faults::Outcome;
using faults::OutcomeOf;
using testing::HasSubstr;

std::int64_t SystemMilliseconds() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now())
      .time_since_epoch()
      .count();
}

class RunTest : public testing::Test {
 protected:
  static World Made() {
    World::Options options;
    options.hosts = 6;
    options.troubled = 4;  // the last ones: gone later, down at noon, busy in the morning, failing
    options.begin = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    options.days = 0;
    options.articles_a_day = 5;
    return World(options);
  }
  Outcome Add(const std::vector<std::size_t>& hosts) {
    std::vector<std::string> words = {"add", "--no-fetch", "--as", "feed", "--store", Store()};
    for (const std::size_t host : hosts) words.push_back(world_.FeedUrl(host));
    return OutcomeOf({.arguments = words});
  }
  std::string Store() { return (scratch_ / "news").string(); }
  faults::Start Run(std::vector<std::string> more, std::vector<std::string> environment = {}) {
    std::vector<std::string> words = {"run", "--store", Store(), "--connect-to",
                                      fmt::format("{}", server_.port())};
    words.insert(words.end(), more.begin(), more.end());
    environment.push_back("CHECKBACK_PER_HOST_DELAY=0.1");
    return {.arguments = std::move(words), .environment = std::move(environment)};
  }

  faults::Scratch scratch_;
  World world_ = Made();
  Server server_{[this](const Asked& asked) { return world_.Answer(asked); }, SystemMilliseconds};
};

TEST_F(RunTest, OnceDoesWhatIsDueAndSaysWhatCame) {
  ASSERT_EQ(Add({0, 1}).exit, 0);
  const Outcome first = OutcomeOf(Run({"--once"}));
  EXPECT_EQ(first.exit, 0) << first.Told();
  EXPECT_THAT(first.err, HasSubstr(" items, "));
  EXPECT_THAT(first.err, testing::Not(HasSubstr("failed feed")));
  const Outcome stories = OutcomeOf({.arguments = {"stories", "--json", "--store", Store()}});
  EXPECT_THAT(stories.out, HasSubstr("http://made0.example/news/"));
  const std::size_t asked = server_.Log().size();
  const Outcome second = OutcomeOf(Run({"--once"}));
  EXPECT_EQ(second.exit, 0) << second.Told();
  EXPECT_EQ(TallyOf(server_.Log()).polls, 2u);  // nothing is due again yet
  EXPECT_LE(server_.Log().size(), asked + 4);
  EXPECT_EQ(OutcomeOf({.arguments = {"check", "--store", Store()}}).exit, 0);
}

TEST_F(RunTest, WhatAFeedSaidIsListedWrittenAndExported) {
  ASSERT_EQ(Add({0, 1}).exit, 0);
  ASSERT_EQ(OutcomeOf(Run({"--once"})).exit, 0);
  const auto ask = [&](std::vector<std::string> words) {
    words.insert(words.end(), {"--store", Store()});
    return OutcomeOf({.arguments = std::move(words)});
  };
  const std::string feed = world_.FeedUrl(0);
  const Outcome list = ask({"sources", "fetches", feed, "--json"});
  EXPECT_EQ(list.exit, 0) << list.Told();
  EXPECT_THAT(list.out, HasSubstr("\"purpose\":\"poll\",\"url\":\"" + feed + "\""));
  EXPECT_THAT(list.out, testing::Not(HasSubstr("made1.example")));
  EXPECT_THAT(ask({"sources", "fetches"}).out, HasSubstr("robots: "));
  EXPECT_THAT(ask({"sources", "fetches", "1"}).out, HasSubstr("poll: 200, "));
  const Outcome said = ask({"sources", "said", feed});
  EXPECT_EQ(said.exit, 0) << said.Told();
  EXPECT_THAT(said.out, testing::AnyOf(testing::StartsWith("<?xml"), testing::StartsWith("{")));
  EXPECT_THAT(said.err, HasSubstr(feed + " said so at 20"));
  EXPECT_EQ(ask({"sources", "said", feed, "--as-of", "2020-01-01"}).exit, 1);
  EXPECT_EQ(ask({"sources", "said"}).exit, 2);
  EXPECT_EQ(ask({"sources", "--as-of", "2020-01-01"}).exit, 2);
  const Outcome exported = ask({"export", "--fetches", feed});
  EXPECT_EQ(exported.exit, 0);
  EXPECT_THAT(exported.out, testing::StartsWith("\x1f\x8b"));
  EXPECT_EQ(ask({"export", "--since", "2020-01-01"}).exit, 2);
  EXPECT_THAT(ask({"check", "--json"}).out, HasSubstr("\"fetches\":"));
}

TEST_F(RunTest, OnceEndsWithThreeWhereASourceFailed) {
  std::size_t failing = 0;
  for (std::size_t n = 0; n < world_.hosts().size(); ++n)
    if (world_.hosts()[n].trouble == Trouble::kFailing) failing = n;
  ASSERT_EQ(Add({0, failing}).exit, 0);
  const Outcome once = OutcomeOf(Run({"--once"}));
  EXPECT_EQ(once.exit, 3) << once.Told();
  EXPECT_THAT(once.err, HasSubstr("1 failed feed"));
}

TEST_F(RunTest, StopsSoonAfterASignalAndTellsTheServiceManager) {
  const std::string path = (scratch_ / "notify").string();
  const int manager = socket(AF_UNIX, SOCK_DGRAM, 0);
  ASSERT_GE(manager, 0);
  sockaddr_un here{};
  here.sun_family = AF_UNIX;
  path.copy(here.sun_path, sizeof here.sun_path - 1);
  ASSERT_EQ(bind(manager, reinterpret_cast<sockaddr*>(&here), sizeof here), 0);
  timeval most{.tv_sec = 60, .tv_usec = 0};
  setsockopt(manager, SOL_SOCKET, SO_RCVTIMEO, &most, sizeof most);
  const auto told = [&] {
    std::array<char, 512> words{};
    const ssize_t size = recv(manager, words.data(), words.size(), 0);
    return std::string(words.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  };

  ASSERT_EQ(Add({0, 1}).exit, 0);
  faults::Process run(
      Run({"--listen", "127.0.0.1:0"}, {"NOTIFY_SOCKET=" + path, "WATCHDOG_USEC=400000"}));
  EXPECT_EQ(told(), "READY=1");
  bool fed = false;
  for (int n = 0; n < 20 && !fed; ++n) fed = told() == "WATCHDOG=1";
  EXPECT_TRUE(fed);
  EXPECT_THAT(run.Err(), HasSubstr("http://127.0.0.1:"));
  const auto asked_to = Real::now();
  run.Signal(SIGTERM);
  const Outcome outcome = run.Wait();
  EXPECT_LT(Real::now() - asked_to, std::chrono::seconds(30));  // five on a quiet machine
  EXPECT_EQ(outcome.exit, 0) << outcome.Told();
  std::string last;
  for (int n = 0; n < 100 && last != "STOPPING=1"; ++n) last = told();
  EXPECT_EQ(last, "STOPPING=1");
  EXPECT_EQ(OutcomeOf({.arguments = {"check", "--store", Store()}}).exit, 0);
  close(manager);
}

}  // namespace
}  // namespace testweb
