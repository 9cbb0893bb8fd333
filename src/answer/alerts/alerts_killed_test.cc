// Alerts whose process is killed at any moment: nothing is lost, nothing is told twice, and what is
// posted twice has the same id, by which a receiver knows it again (Standard Webhooks).
//
//   CHECKBACK_KILLS=500 build/answer_test --gtest_filter='AlertsKilled.*'    a longer run

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <string>
#include <thread>

#include "answer/alerts/alerts.h"
#include "answer/alerts/webhook_receiver_samples.h"
#include "follow/import.h"
#include "text/scratch_samples.h"

namespace checkback {
namespace {

using Real = std::chrono::steady_clock;

constexpr Instant kNow{std::chrono::seconds(1747216800)};
constexpr std::string_view kReports[] = {
    "Four people died in an explosion at the Halvar cold store. It is not known who was in it.",
    "Seven people died in the explosion at the Halvar cold store, police said. Ferries do not run.",
    "The alarm of the Halvar cold store was switched off before the explosion, inspectors said.",
    "The owner of the Halvar cold store denied that the alarm had been switched off on Sunday.",
    "Nine people died in the explosion at the Halvar cold store, police said. The harbour is shut.",
};

class AlertsKilled : public testing::Test {
 protected:
  void SetUp() override {
    const std::string lines = folder_ / "reports.jsonl";
    {
      std::ofstream out(lines);
      int hour = 6;
      for (const std::string_view report : kReports) {
        out << fmt::format(
            R"({{"url":"https://o{0}.example/a","seen_at":"2025-05-14T{0:02}:00:00Z","language":"en",)"
            R"("outlet":"o{0}","title":"Explosion at Halvar cold store","body":"{1}"}})"
            "\n",
            hour, report);
        ++hour;
      }
    }
    Store::Options write;
    write.access = Store::Access::kWrite;
    auto store = Store::Open(folder_ / "store", write);
    ASSERT_TRUE(store) << store.error().what;
    const auto imported = Import(store->get(), {.names = {lines}});
    ASSERT_TRUE(imported) << imported.error().what;
  }

  // All that there is to be told and posted, in a process of its own.
  pid_t Start(const Receiver& receiver, const std::string& book) {
    const pid_t child = fork();
    if (child == 0) _exit(Post(receiver.url(), folder_ / book));
    running_ = child;
    return child;
  }
  int Post(const std::string& url, const std::string& book) {
    AlertsOptions options;
    options.book = book;
    options.alerts = {{.url = url, .secret = "a secret of our own", .rule = {}}};
    options.beginning = {.since = Instant(), .again = false};
    options.allowed = {*ParseBlock("127.0.0.0/8")};
    auto alerts = Alerts::Open(std::move(options));
    const auto store = Store::Open(folder_ / "store", {});
    if (!alerts || !store || !(*alerts)->Tell(**store, kNow)) return 1;
    if (!(*alerts)->Send(kNow, std::chrono::seconds(60)).empty()) return 2;
    return (*alerts)->Waiting().value_or(1) == 0 ? 0 : 3;
  }
  // True where it was killed before it ended.
  static bool WasKilled(pid_t child) {
    int status = 0;
    waitpid(child, &status, 0);
    if (WIFSIGNALED(status)) return WTERMSIG(status) == SIGKILL;
    EXPECT_EQ(WEXITSTATUS(status), 0);
    return false;
  }
  // Posts to the end, undisturbed.
  void PostTheRest(const Receiver& receiver, const std::string& book) {
    EXPECT_FALSE(WasKilled(Start(receiver, book)));
  }
  // How often each message came.
  static std::map<std::string, int> TimesOf(const std::vector<Received>& all, std::size_t from) {
    std::map<std::string, int> times;
    std::map<std::string, std::string> bodies;
    for (std::size_t i = from; i < all.size(); ++i) {
      const std::string id = all[i].Header("webhook-id");
      ++times[id];
      EXPECT_EQ(bodies.try_emplace(id, all[i].body).first->second, all[i].body);
    }
    return times;
  }
  static std::set<std::string> IdsOf(const std::map<std::string, int>& times) {
    std::set<std::string> ids;
    for (const auto& [id, count] : times) ids.insert(id);
    return ids;
  }
  static int Kills() {
    const char* given = std::getenv("CHECKBACK_KILLS");
    constexpr int kUsual = 20;
    return given != nullptr ? std::atoi(given) : kUsual;
  }

  samples::ScratchFolder folder_;
  std::atomic<pid_t> running_ = 0;
};

// The moment after which a message may come twice: it has come, and the sender does not know.
TEST_F(AlertsKilled, BeforeTheAnswerTheMessageComesAgainAndNoOther) {
  std::atomic<bool> kills = false;
  Receiver receiver({204}, [&](std::size_t number) {
    if (kills && number % 2 == 0) kill(running_, SIGKILL);
  });
  PostTheRest(receiver, "quiet.db");
  const std::size_t undisturbed = receiver.received().size();
  const std::set<std::string> all = IdsOf(TimesOf(receiver.received(), 0));
  ASSERT_GE(all.size(), 5u);
  ASSERT_EQ(all.size(), undisturbed);
  kills = true;
  int killed = 0;
  while (WasKilled(Start(receiver, "killed.db"))) ++killed;
  ASSERT_GT(killed, 1);
  const std::map<std::string, int> times = TimesOf(receiver.received(), undisturbed);
  EXPECT_EQ(IdsOf(times), all);
  int again = 0;
  for (const auto& [id, count] : times) again += count - 1;
  EXPECT_EQ(again, killed);
  // And nothing more, whoever starts it again.
  const std::size_t told = receiver.received().size();
  kills = false;
  PostTheRest(receiver, "killed.db");
  EXPECT_EQ(receiver.received().size(), told);
}

// While it looks for changes, enters them, or posts.
TEST_F(AlertsKilled, AtAnyMomentNothingIsLostAndNothingHasTwoIds) {
  Receiver receiver({204});
  const auto begun = Real::now();
  PostTheRest(receiver, "quiet.db");
  const std::chrono::duration<double> took = Real::now() - begun;
  const std::size_t undisturbed = receiver.received().size();
  const std::set<std::string> all = IdsOf(TimesOf(receiver.received(), 0));
  std::mt19937 random(1);
  std::size_t from = undisturbed;
  for (int left = Kills(), round = 0; left > 0; ++round) {
    const std::string book = fmt::format("killed{}.db", round);
    int killed = 0;
    for (int n = 0; n < 5 && left > 0; ++n, --left) {
      const pid_t child = Start(receiver, book);
      const double share = static_cast<double>(random() % 1000) / 1000;
      std::this_thread::sleep_for(took * share);
      kill(child, SIGKILL);
      killed += WasKilled(child);
    }
    PostTheRest(receiver, book);
    const std::vector<Received> received = receiver.received();
    const std::map<std::string, int> times = TimesOf(received, from);
    EXPECT_EQ(IdsOf(times), all) << "round " << round;
    EXPECT_LE(received.size() - from, all.size() + static_cast<std::size_t>(killed));
    from = received.size();
  }
}

}  // namespace
}  // namespace checkback
