#include "follow/revisit/revisit_plan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace checkback {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Instant kMorning{std::chrono::sys_days(std::chrono::days(20'000)).time_since_epoch()};

TEST(ChangeRates, AreLearnedByHowLongPagesHaveStoodStill) {
  ChangeRates rates;
  for (int page = 0; page < 2000; ++page) {
    // Half of all pages change in their first hour, none on their second day.
    rates.Learn({0, 0}, 3600, page % 2 == 0, 1);
    rates.Learn({86'400, 86'400}, 86'400, false, 1);
  }
  const double first_hour = rates.Expected({0, 0}, 3600);
  EXPECT_NEAR(first_hour, 0.69, 0.1);  // 1 - exp(-.69) is a half
  EXPECT_LT(rates.Expected({86'400, 86'400}, 86'400), 0.01);
}

TEST(ChangeRates, AreKnownBeforeThereIsAVisit) {
  const ChangeRates rates;
  EXPECT_GT(rates.At({0, 0}), rates.At({7200, 7200}));
  EXPECT_GT(rates.At({7200, 7200}), rates.At({864'000, 864'000}));
  EXPECT_GT(rates.At({1e9, 1e9}), 0);
}

// Visits of an hour at a budget of `visits_a_second`.
std::vector<int> VisitsOf(RevisitPlan& plan, Instant& now, minutes length,
                          const std::vector<bool>& changes) {
  std::vector<int> visits(changes.size());
  for (const Instant end = now + length; now < end; now += seconds(1)) {
    while (const auto page = plan.Next(now)) {
      ++visits[*page];
      plan.Visited(*page, now, changes[*page]);
    }
  }
  return visits;
}

TEST(RevisitPlan, LooksMoreOftenAtWhatChangesAndNeverGivesUpTheRest) {
  RevisitPlan plan({.visits_a_second = 0.05});
  Instant now = kMorning;
  std::vector<bool> changes(100);
  for (std::size_t page = 0; page < changes.size(); ++page) {
    changes[page] = page < 10;
    plan.Add(0, now);
  }
  VisitsOf(plan, now, hours(6), changes);
  const std::vector<int> visits = VisitsOf(plan, now, hours(24), changes);
  const int lively = *std::min_element(visits.begin(), visits.begin() + 10);
  const int dull = *std::max_element(visits.begin() + 10, visits.end());
  EXPECT_GT(lively, 4 * std::max(dull, 1));
  for (std::size_t page = 0; page < changes.size(); ++page) {
    const RevisitReason reason = plan.ReasonOf(static_cast<PageNumber>(page), now);
    EXPECT_GT(reason.visits, 0U);
    EXPECT_GT(reason.due, now - hours(1));
  }
}

TEST(RevisitPlan, KeepsToItsBudget) {
  RevisitPlan plan({.visits_a_second = 0.1});
  Instant now = kMorning;
  const std::vector<bool> changes(2000);
  for (std::size_t page = 0; page < changes.size(); ++page) plan.Add(0, now);
  VisitsOf(plan, now, hours(24), changes);
  int visits = 0;
  for (const int of_page : VisitsOf(plan, now, hours(24), changes)) visits += of_page;
  EXPECT_NEAR(visits, 8640, 2600);
}

TEST(RevisitPlan, TakesASignalAtItsWord) {
  RevisitPlan plan({.visits_a_second = 0.01});
  for (int page = 0; page < 1000; ++page) plan.Add(0, kMorning);
  const PageNumber last = 999;
  const Instant before = plan.ReasonOf(last, kMorning).due;
  plan.Signal(last, kMorning, {.livelier = 20, .weight = 10});
  const Instant due = plan.ReasonOf(last, kMorning).due;
  EXPECT_LT(due - kMorning, (before - kMorning) / 4);
  bool came = false;
  for (auto page = plan.Next(due); page; page = plan.Next(due)) came |= *page == last;
  EXPECT_TRUE(came);
}

TEST(RevisitPlan, NeverComesBackSoonerThanAllowedOrToAPageThatIsGone) {
  RevisitPlan plan({.visits_a_second = 100, .shortest = 60});
  plan.Add(0, kMorning);
  plan.Add(0, kMorning);
  EXPECT_EQ(plan.Next(kMorning + seconds(59)), std::nullopt);
  plan.Drop(0);
  const auto page = plan.Next(kMorning + hours(24 * 365));
  ASSERT_TRUE(page);
  EXPECT_EQ(*page, 1U);
  EXPECT_EQ(plan.Next(kMorning + hours(24 * 365)), std::nullopt)
      << "it is out until it was visited";
}

TEST(RevisitPlan, SurvivesAClockThatJumps) {
  RevisitPlan plan({.visits_a_second = 1});
  const PageNumber page = plan.Add(0, kMorning);
  for (const auto jump : {hours(5), hours(-100), hours(24 * 3650), hours(0)}) {
    plan.Soonest();
    plan.Visited(page, kMorning + jump, true, kMorning - hours(1));
    EXPECT_GT(plan.ReasonOf(page, kMorning).due, kMorning);
  }
}

// Most pages of a site that prints all day are old, and were young when they were last asked: what
// they no longer need is there for others.
TEST(RevisitPlan, SpendsItsBudgetWhilePagesGrowOld) {
  constexpr int kPages = 3000;
  RevisitPlan plan({.visits_a_second = 1.0 / 1800});  // one for each page that is printed
  Instant now = kMorning;
  int visits = 0;
  for (int page = 0; page < kPages; ++page) {
    plan.Add(0, now);
    now += minutes(30);
    while (const auto due = plan.Next(now)) {
      visits += page >= kPages / 2;
      // Half of them change once, soon after print: their first visit finds it.
      plan.Visited(*due, now, *due % 2 == 0 && plan.HistoryOf(*due).visits == 0);
    }
  }
  EXPECT_GT(visits, kPages / 4);
  EXPECT_LT(visits, kPages);
}

TEST(RevisitPlan, GivesTheSameAnswersToTheSameVisits) {
  std::vector<PageNumber> order[2];
  for (auto& visited : order) {
    RevisitPlan plan({.visits_a_second = 1});
    for (SiteNumber page = 0; page < 300; ++page) plan.Add(page % 7, kMorning + seconds(page));
    for (int visit = 0; visit < 2000; ++visit) {
      const PageNumber page = *plan.Soonest();
      visited.push_back(page);
      plan.Visited(page, kMorning + minutes(10 + visit), page % 3 == 0);
    }
  }
  EXPECT_EQ(order[0], order[1]);
}

}  // namespace
}  // namespace checkback
