// Replays a log of changes under a policy of revisiting: what quality/revisit.py reads.
//
//   revisit_replay VISITS_AN_HOUR POLICY < changes
//
// A line of input is "PAGE\tSECONDS": the page was there, or changed, at that time; by time, pages
// numbered from 0 in the order in which they come. All are of one site. Each policy is given the
// same budget and spends all of it; the first fetch of a page is not counted.
//
// Policies: uniform (whoever waited longest), doubling (twice as long after no change, half as
// long after one), clairvoyant (the true number of changes of each page over its time in the log,
// spread evenly, best rates for it), plan (follow/revisit).
//
// Output: one JSON object: median and mean delay from change to fetch in seconds, share of changes
// fetched as such, harmonic staleness (of each change the sum of 1/n over the n-th change waiting,
// by seconds, a page), freshness.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <queue>
#include <string>
#include <string_view>
#include <vector>

#include "follow/revisit/revisit_plan.h"

namespace checkback {
namespace {

struct Change {
  std::uint32_t page = 0;
  std::int64_t at = 0;
  bool first = false;
};

// Who is visited next. Visits come by time.
class Policy {
 public:
  virtual ~Policy() = default;
  virtual void Add(std::uint32_t page, std::int64_t now) = 0;
  virtual std::uint32_t Next() = 0;
  virtual void Visited(std::uint32_t page, std::int64_t now, bool changed) = 0;
};

// Pages wait in a queue by the time that is due, and the budget takes the first one.
class Queue : public Policy {
 public:
  std::uint32_t Next() override {
    const auto page = queue_.top().second;
    queue_.pop();
    return page;
  }

 protected:
  void Push(std::uint32_t page, double due) { queue_.emplace(due, page); }

 private:
  using Waiting = std::pair<double, std::uint32_t>;
  std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>> queue_;
};

class Uniform : public Queue {
 public:
  void Add(std::uint32_t page, std::int64_t now) override { Push(page, static_cast<double>(now)); }
  void Visited(std::uint32_t page, std::int64_t now, bool) override { Add(page, now); }
};

class Doubling : public Queue {
 public:
  void Add(std::uint32_t page, std::int64_t now) override {
    interval_.push_back(kFirst);
    Push(page, static_cast<double>(now) + kFirst);
  }
  void Visited(std::uint32_t page, std::int64_t now, bool changed) override {
    interval_[page] = std::clamp(interval_[page] * (changed ? 0.5 : 2), kShortest, kLongest);
    Push(page, static_cast<double>(now) + interval_[page]);
  }

 private:
  static constexpr double kFirst = 3600, kShortest = 60, kLongest = 3650.0 * 86'400;
  std::vector<double> interval_;
};

// Best constant rates of the true numbers of changes.
class Clairvoyant : public Queue {
 public:
  Clairvoyant(const std::vector<Change>& log, double visits_a_second) {
    std::vector<std::int64_t> began;
    for (const Change& change : log) {
      if (change.first) began.push_back(change.at), changes_.push_back(0);
      if (!change.first) changes_[change.page] += 1;
    }
    const std::int64_t end = log.back().at;
    for (std::size_t page = 0; page < began.size(); ++page) {
      const auto seconds = static_cast<double>(std::max<std::int64_t>(end - began[page], 3600));
      changes_[page] /= seconds;
    }
    // The budget of all the time, spread over all page-seconds.
    const double in_all = visits_a_second * static_cast<double>(end - log.front().at);
    double low = -80, high = 40;
    for (int round = 0; round < 60; ++round) {
      multiplier_ = std::exp2((low + high) / 2);
      double visits = 0;
      for (std::size_t page = 0; page < began.size(); ++page)
        visits +=
            RateOf(page) * static_cast<double>(std::max<std::int64_t>(end - began[page], 3600));
      (visits > in_all ? low : high) = (low + high) / 2;
    }
  }
  void Add(std::uint32_t page, std::int64_t now) override {
    const double rate = RateOf(page);
    Push(page, static_cast<double>(now) + (rate > 0 ? 1 / rate : 1e12 + static_cast<double>(now)));
  }
  void Visited(std::uint32_t page, std::int64_t now, bool) override { Add(page, now); }

 private:
  double RateOf(std::size_t page) const {
    const double d = changes_[page];
    return (std::sqrt(d * d + 4 * d / multiplier_) - d) / 2;
  }
  std::vector<double> changes_;
  double multiplier_ = 1;
};

class Plan : public Policy {
 public:
  explicit Plan(double visits_a_second) : plan_({.visits_a_second = visits_a_second}) {}
  void Add(std::uint32_t, std::int64_t now) override {
    plan_.Add(0, Instant(std::chrono::seconds(now)));
  }
  std::uint32_t Next() override { return *plan_.Soonest(); }
  void Visited(std::uint32_t page, std::int64_t now, bool changed) override {
    plan_.Visited(page, Instant(std::chrono::seconds(now)), changed);
  }

 private:
  RevisitPlan plan_;
};

std::vector<Change> ReadLog() {
  std::vector<Change> log;
  std::uint32_t page = 0;
  long long at = 0;
  std::uint32_t known = 0;
  while (std::scanf("%u %lld", &page, &at) == 2) {
    const bool first = page >= known;
    if (first) known = page + 1;
    log.push_back({page, at, first});
  }
  return log;
}

struct Waiting {
  std::vector<std::int64_t> since;  // changes that nobody fetched
};

int Main(int argc, char** argv) {
  if (argc != 3) return 2;
  const double visits_a_second = std::atof(argv[1]) / 3600;
  const std::string_view name = argv[2];
  const std::vector<Change> log = ReadLog();
  if (log.empty() || visits_a_second <= 0) return 2;
  std::unique_ptr<Policy> policy;
  if (name == "uniform") policy = std::make_unique<Uniform>();
  if (name == "doubling") policy = std::make_unique<Doubling>();
  if (name == "clairvoyant") policy = std::make_unique<Clairvoyant>(log, visits_a_second);
  if (name == "plan") policy = std::make_unique<Plan>(visits_a_second);
  if (!policy) return 2;

  std::vector<Waiting> waiting;
  std::vector<double> delays;
  double staleness = 0, stale = 0, page_seconds = 0;
  std::size_t caught = 0, changes = 0, visits = 0;
  const auto settle = [&](Waiting& page, double now) {
    for (std::size_t n = 0; n < page.since.size(); ++n) {
      const double waited = now - static_cast<double>(page.since[n]);
      delays.push_back(waited);
      staleness += waited / static_cast<double>(n + 1);
    }
    if (!page.since.empty()) stale += now - static_cast<double>(page.since.front()), ++caught;
    page.since.clear();
  };
  double next = static_cast<double>(log.front().at);
  const double end = static_cast<double>(log.back().at);
  std::size_t i = 0;
  while (i < log.size()) {
    if (static_cast<double>(log[i].at) <= next || waiting.empty()) {
      const Change& change = log[i++];
      if (change.first) {
        waiting.emplace_back();
        policy->Add(change.page, change.at);
        page_seconds += end - static_cast<double>(change.at);
      } else {
        waiting[change.page].since.push_back(change.at);
        ++changes;
      }
      continue;
    }
    const std::uint32_t page = policy->Next();
    const bool changed = !waiting[page].since.empty();
    settle(waiting[page], next);
    policy->Visited(page, static_cast<std::int64_t>(next), changed);
    ++visits;
    next += 1 / visits_a_second;
  }
  for (Waiting& page : waiting) settle(page, end);
  std::sort(delays.begin(), delays.end());
  double mean = 0;
  for (const double delay : delays) mean += delay / static_cast<double>(delays.size());
  fmt::print(
      "{{\"policy\": \"{}\", \"pages\": {}, \"changes\": {}, \"visits\": {}, \"median_delay\": "
      "{:.0f}, \"mean_delay\": {:.0f}, \"caught\": {:.4f}, \"staleness\": {:.6g}, \"freshness\": "
      "{:.5f}}}\n",
      name, waiting.size(), changes, visits, delays[delays.size() / 2], mean,
      static_cast<double>(caught) / static_cast<double>(std::max<std::size_t>(changes, 1)),
      staleness / page_seconds, 1 - stale / page_seconds);
  return 0;
}

}  // namespace
}  // namespace checkback

int main(int argc, char** argv) {
  return checkback::Main(argc, argv);
}
