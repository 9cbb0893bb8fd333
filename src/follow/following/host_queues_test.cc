#include "follow/following/host_queues.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace checkback {
namespace {

using std::chrono::minutes;

const FetchTime kNow = FetchTime(std::chrono::days(20'000));

std::vector<PageKey> TakenAt(HostQueues& queues, FetchTime now) {
  std::vector<PageKey> taken;
  while (const auto page = queues.Take(now)) taken.push_back(*page);
  return taken;
}

TEST(HostQueues, HostsTakeTurnsAndNewPagesComeFirst) {
  HostQueues queues({.most_out = 2});
  queues.Put("a", 1, FetchUrgency::kRevisit);
  queues.Put("a", 2, FetchUrgency::kNew);
  queues.Put("a", 3, FetchUrgency::kNew);
  queues.Put("b", 4, FetchUrgency::kRevisit);
  EXPECT_FALSE(queues.Put("a", 2, FetchUrgency::kRevisit));
  EXPECT_EQ(TakenAt(queues, kNow), (std::vector<PageKey>{3, 4, 2}));  // two of a host at once
  EXPECT_EQ(queues.out(), 3u);
  queues.Done(3);
  EXPECT_EQ(TakenAt(queues, kNow), std::vector<PageKey>{1});
  EXPECT_TRUE(queues.Has(1));
  EXPECT_FALSE(queues.Has(3));
}

TEST(HostQueues, AHostThatIsHeldStandsInNobodysWay) {
  HostQueues queues({});
  queues.Put("a", 1, FetchUrgency::kNew);
  queues.Put("b", 2, FetchUrgency::kNew);
  queues.Hold("a", kNow + minutes(10));
  EXPECT_EQ(TakenAt(queues, kNow), std::vector<PageKey>{2});
  EXPECT_EQ(queues.NextReady(), kNow + minutes(10));
  EXPECT_TRUE(TakenAt(queues, kNow + minutes(9)).empty());
  EXPECT_EQ(TakenAt(queues, kNow + minutes(10)), std::vector<PageKey>{1});
}

TEST(HostQueues, NoHostGetsMoreThanItsBudget) {
  HostQueues queues({.most_out = 1000, .pages_an_hour = 60, .at_once = 5, .budgets = {{"b", 6.0}}});
  for (PageKey page = 1; page <= 100; ++page) {
    queues.Put("a", page, FetchUrgency::kNew);
    queues.Put("b", 1000 + page, FetchUrgency::kNew);
  }
  EXPECT_EQ(TakenAt(queues, kNow).size(), 10u);
  std::size_t of_a = 0, of_b = 0;
  for (int minute = 1; minute <= 60; ++minute)
    for (const PageKey page : TakenAt(queues, kNow + minutes(minute)))
      ++(page < 1000 ? of_a : of_b);
  EXPECT_NEAR(static_cast<double>(of_a), 60, 2);
  EXPECT_NEAR(static_cast<double>(of_b), 6, 1);
}

TEST(HostQueues, ThousandsOfHostsThatAreIdleAreForgotten) {
  HostQueues queues({});
  for (PageKey page = 1; page <= 10'000; ++page) {
    const FetchTime now = kNow + minutes(page);
    queues.Put("host" + std::to_string(page), page, FetchUrgency::kNew);
    EXPECT_EQ(TakenAt(queues, now).size(), 1u);
    queues.Done(page);
  }
  EXPECT_EQ(queues.waiting() + queues.out(), 0u);
  EXPECT_FALSE(queues.NextReady());
}

}  // namespace
}  // namespace checkback
