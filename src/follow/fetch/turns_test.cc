#include "follow/fetch/turns.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace checkback {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr FetchTime kStart = FetchTime(hours(500'000));

TEST(Turns, AHostIsAskedOneThingAtATimeWithAPause) {
  Turns turns({.host_delay = seconds(2)});
  for (std::uint64_t id = 1; id <= 3; ++id) turns.Queue(id, "a", false);
  turns.Queue(9, "b", false);
  EXPECT_EQ(turns.Next(kStart), 1u);
  EXPECT_EQ(turns.Next(kStart), 9u);
  EXPECT_EQ(turns.Next(kStart), std::nullopt) << "1 is still running";
  EXPECT_EQ(turns.Due(), std::nullopt);
  turns.End(1, true, kStart + seconds(5));
  EXPECT_EQ(turns.Next(kStart + milliseconds(6999)), std::nullopt);
  EXPECT_EQ(turns.Due(), kStart + seconds(7));
  turns.Queue(4, "a", true);
  EXPECT_EQ(turns.Next(kStart + seconds(7)), 4u) << "the first";
}

TEST(Turns, SeveralAtATimeStillKeepThePause) {
  Turns turns({.host_delay = seconds(2), .host_connections = 2});
  for (std::uint64_t id = 1; id <= 4; ++id) turns.Queue(id, "a", false);
  EXPECT_EQ(turns.Next(kStart), 1u);
  EXPECT_EQ(turns.Next(kStart + seconds(1)), std::nullopt);
  EXPECT_EQ(turns.Next(kStart + seconds(2)), 2u);
  EXPECT_EQ(turns.Next(kStart + seconds(9)), std::nullopt) << "two are running";
}

// 1,000 names of one address: each is a host of its own until it is connected to.
TEST(Turns, ManyNamesOfOneAddressShareItsPause) {
  Turns turns(
      {.host_delay = seconds(2), .address_delay = milliseconds(250), .address_connections = 2});
  constexpr std::uint64_t kNames = 1000;
  for (std::uint64_t id = 1; id <= kNames; ++id)
    turns.Queue(id, "host" + std::to_string(id), false);
  FetchTime now = kStart;
  std::vector<std::pair<FetchTime, std::uint64_t>> running;  // by their end
  FetchTime last = kStart - hours(1);
  std::size_t asked = 0, steps = 0;
  while (asked < kNames && ++steps < 1'000'000) {
    while (!running.empty() && running.front().first <= now) {
      turns.End(running.front().second, true, running.front().first);
      running.erase(running.begin());
    }
    const auto id = turns.Next(now);
    if (!id) {
      const auto due = turns.Due();
      FetchTime next = running.empty() ? now + hours(9) : running.front().first;
      if (due) next = std::min(next, std::max(*due, now + milliseconds(1)));
      now = next;
      continue;
    }
    if (!turns.HasRoom(*id, "192.0.2.1", now)) {
      turns.End(*id, false, now);
      turns.Queue(*id, "host" + std::to_string(*id), true);
      continue;
    }
    EXPECT_GE(now - last, milliseconds(250));
    EXPECT_LT(running.size(), 2u);
    last = now;
    ++asked;
    running.emplace_back(now + milliseconds(400), *id);
  }
  EXPECT_EQ(asked, kNames);
  EXPECT_EQ(turns.waiting(), 0u);
}

TEST(Turns, WhoeverWaitsForRoomIsCalled) {
  Turns turns(
      {.host_delay = seconds(0), .address_delay = milliseconds(0), .address_connections = 1});
  FetchTime now = kStart;
  for (const auto* host : {"a", "b", "c"}) {  // they are known to share an address
    turns.Queue(1, host, false);
    EXPECT_EQ(turns.Next(now), 1u);
    EXPECT_TRUE(turns.HasRoom(1, "192.0.2.1", now));
    turns.End(1, true, now);
  }
  turns.Queue(1, "a", false);
  turns.Queue(2, "b", false);
  turns.Queue(3, "c", false);
  EXPECT_EQ(turns.Next(now), 1u);
  EXPECT_EQ(turns.Next(now), std::nullopt);
  EXPECT_EQ(turns.TakeWaiting("b"), std::vector<std::uint64_t>{2});
  turns.End(1, true, now);
  EXPECT_EQ(turns.Next(now), 3u);
}

TEST(Turns, AHostThatSaidSoIsLeftAlone) {
  Turns turns({.host_delay = seconds(0)});
  turns.Hold("a", kStart + hours(1));
  turns.Hold("a", kStart + seconds(1));  // the later one counts
  turns.Queue(1, "a", false);
  EXPECT_EQ(turns.Next(kStart + seconds(3599)), std::nullopt);
  EXPECT_EQ(turns.Next(kStart + hours(1)), 1u);
}

TEST(Turns, NewHostsDoNotStarveThoseThatWait) {
  Turns turns({.host_delay = seconds(1)});
  turns.Queue(1, "z", false);
  EXPECT_EQ(turns.Next(kStart), 1u);
  turns.End(1, true, kStart);
  turns.Queue(2, "z", false);
  EXPECT_EQ(turns.Next(kStart + milliseconds(10)), std::nullopt);
  std::uint64_t id = 10;
  turns.Queue(id, "a", false);
  EXPECT_EQ(turns.Next(kStart + seconds(2)), id) << "waits since before z was due";
  turns.Queue(++id, "b", false);
  EXPECT_EQ(turns.Next(kStart + seconds(2)), 2u);
  EXPECT_EQ(turns.Next(kStart + seconds(2)), id);
}

TEST(Turns, AClockThatIsSetBackMakesNobodyWaitLonger) {
  Turns turns({.host_delay = seconds(2), .most_hold = hours(24)});
  turns.Queue(1, "a", false);
  EXPECT_EQ(turns.Next(kStart), 1u);
  turns.End(1, true, kStart);
  turns.Queue(2, "a", false);
  const FetchTime before = kStart - hours(10'000);
  EXPECT_EQ(turns.Next(before), std::nullopt);
  EXPECT_EQ(turns.Next(before + seconds(2)), 2u);
}

TEST(Turns, ForgetsHostsThatNothingIsKnownOf) {
  Turns turns({.host_delay = seconds(2)});
  FetchTime now = kStart;
  for (std::uint64_t id = 1; id <= 20'000; ++id) {
    turns.Queue(id, "host" + std::to_string(id), false);
    ASSERT_EQ(turns.Next(now), id);
    turns.End(id, true, now);
    now += milliseconds(100);
  }
  turns.Hold("held", now + hours(5));
  for (int i = 0; i < 3000; ++i) turns.Hold("x" + std::to_string(i), now);
  turns.Next(now + hours(1));
  EXPECT_EQ(turns.HeldUntil("held"), now + hours(5)) << "what it was asked for it knows";
}

}  // namespace
}  // namespace checkback
