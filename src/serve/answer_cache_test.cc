#include "serve/answer_cache.h"

#include <atomic>
#include <latch>
#include <thread>
#include <vector>

#include "serve/site_samples.h"

namespace checkback {
namespace {

class Answers : public SiteTest {
 protected:
  static std::shared_ptr<FinishedAnswer> Words(std::string words, int status = 200) {
    return std::make_shared<FinishedAnswer>(
        WebResponse{status, "text/plain", std::move(words), {}});
  }
};

TEST_F(Answers, AreMadeOnceForAllWhoAskAtOnce) {
  constexpr int kClients = 50;
  AnswerCache cache(Options().store);
  std::atomic<int> made = 0;
  std::latch all(kClients);
  std::vector<std::thread> clients;
  for (int n = 0; n < kClients; ++n)
    clients.emplace_back([&] {
      all.arrive_and_wait();
      const AnswerCache::Found found = cache.Of({"story", nullptr}, [&] {
        ++made;
        return Words("told");
      });
      EXPECT_EQ(found->status(), 200);
    });
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(made, 1);
}

TEST_F(Answers, AreMadeSoManyAtOnceAndThoseThatTakeLongKeepNobodyWaiting) {
  constexpr std::size_t kSlow = AnswerCache::kMostMaking + 4;
  AnswerCache cache(Options().store);
  std::latch slow_began(kSlow), ends(1);
  std::vector<std::thread> clients;
  for (std::size_t n = 0; n < kSlow; ++n)
    clients.emplace_back([&, n] {
      cache.Of({"as of " + std::to_string(n), nullptr, false}, [&] {
        slow_began.count_down();
        ends.wait();
        return Words("then");
      });
    });
  slow_began.wait();
  std::atomic<std::size_t> now = 0, most = 0;
  std::vector<std::thread> quick;
  for (std::size_t n = 0; n < 4 * AnswerCache::kMostMaking; ++n)
    quick.emplace_back([&, n] {
      cache.Of({std::to_string(n), nullptr}, [&] {
        const std::size_t together = ++now;
        std::size_t before = most;
        while (before < together && !most.compare_exchange_weak(before, together)) {
        }
        std::this_thread::yield();
        --now;
        return Words("now", n % 3 == 0 ? 404 : 200);
      });
    });
  for (std::thread& client : quick) client.join();
  EXPECT_LE(most, AnswerCache::kMostMaking);
  ends.count_down();
  for (std::thread& client : clients) client.join();
}

}  // namespace
}  // namespace checkback
