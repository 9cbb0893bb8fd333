// Which page to look at next, when there are more pages than visits.
//
//   RevisitPlan plan({.visits_a_second = 2});
//   const PageNumber page = plan.Add(site, now);      // just fetched for the first time
//   while (const auto due = plan.Next(now)) ...        // fetch it, then
//   plan.Visited(*due, now, changed);
//
// Each page is given the rate of visits that is best where the n-th change that nobody looked at
// costs 1/n more (harmonic staleness; Kolobov et al., "Staying up to date with online content
// changes using reinforcement learning for scheduling", NeurIPS 2019): with a rate of change d, a
// weight m and one multiplier L for all,
//
//   r = (-d + sqrt(d * d + 4 * m * d / L)) / 2
//
// so no page is given up, as the optimum of freshness gives up those that change fastest. d is the
// rate of pages of that age on that site (change_rates.h) times how much livelier than those this
// page has been. L is found by bisection so that all rates together are the budget. The next visit
// is due when the rate, as it falls with age, has added up to one visit.
//
// m falls with the time that a page has stood still, as 1 / (a day + that time): an hour's delay
// is much for what broke this morning and nothing for what was last changed a year ago.
//
// All of it goes by the rates of this moment, so each page is counted anew when it comes to another
// age (change_rates.h): pages grow old between visits too, and where they are taken for as lively
// as they were, L gives the budget to none.
//
// At 100,000 decisions a second and more, at some 100 bytes a page (bench/revisit_rate). Same
// calls, same answers. Not for use by two threads at once.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <queue>
#include <vector>

#include "follow/revisit/change_rates.h"
#include "text/instant.h"

namespace checkback {

using PageNumber = std::uint32_t;
using SiteNumber = std::uint32_t;

// What else speaks for looking soon. 1 is a page of which nothing is known.
struct RevisitSignals {
  double livelier = 1;  // times the rate of change: a live page, "developing", a sibling changed
  double weight = 1;    // how much a change of it matters: an open question is due, people follow
};

// What is known of a page, so that it can be kept and restored.
struct PageHistory {
  Instant added{}, visited{}, changed{};
  std::uint32_t visits = 0, changes = 0;
  float expected = 0;  // changes of average pages in the time that this one was watched
  float happened = 0;  // changes of this one in it, as far as they can be told

  friend bool operator==(const PageHistory&, const PageHistory&) = default;
};

// Why a page is looked at when it is.
struct RevisitReason {
  double changes_an_hour = 0;  // of this page now, all told
  double visits_an_hour = 0;   // what is best for that rate and the weight; 0: its budget is none
  double site_an_hour = 0;     // of a page of that age on its site
  double factor = 1;           // how much livelier the page has been than those
  RevisitSignals signals;
  std::uint32_t visits = 0, changes = 0;
  Instant due{};
};

class RevisitPlan {
 public:
  struct Options {
    double visits_a_second = 1;        // all pages together
    double shortest = 60;              // seconds between two visits of a page
    double longest = 3650.0 * 86'400;  // no page is left alone for longer
  };

  explicit RevisitPlan(const Options& options);

  // A page that was fetched at `now`. Pages are numbered from 0.
  PageNumber Add(SiteNumber site, Instant now);

  // The page that is due first, where one is due; it stays out until it was visited. Pages that
  // have waited beyond the budget come in the order of their times.
  std::optional<PageNumber> Next(Instant now);
  // The page to look at where there is budget left and none is due.
  std::optional<PageNumber> Soonest();
  // When the first page is due; nothing where there is no page.
  std::optional<Instant> FirstDue();

  // `changed_at`: when the page says that it changed, where it says so.
  void Visited(PageNumber page, Instant now, bool changed,
               std::optional<Instant> changed_at = std::nullopt);

  // New signals of a page; its next visit moves with them. Never behind `not_before`.
  void Signal(PageNumber page, Instant now, const RevisitSignals& signals);

  // The page is gone: no more visits.
  void Drop(PageNumber page);

  // After a restart: the rates of the sites, then each page as HistoryOf gave it, then
  // ScheduleRestored. Pages are numbered as in Add. A million pages take about a second.
  void RestoreRates(SiteNumber site, const ChangeRates& rates);
  PageNumber Restore(SiteNumber site, const PageHistory& history);
  void ScheduleRestored(Instant now);
  PageHistory HistoryOf(PageNumber page) const;
  // Of a site that has pages. Valid until the next call that is not const.
  const ChangeRates& RatesOf(SiteNumber site) const { return sites_[site]; }

  RevisitReason ReasonOf(PageNumber page, Instant now) const;
  std::size_t pages() const { return pages_.size(); }

 private:
  // Rates of change in steps of a quarter of an octave, weights in steps of half an octave, for the
  // bisection of L.
  static constexpr std::size_t kRates = 160, kWeights = 48;
  static constexpr std::uint16_t kNoBucket = kRates * kWeights;

  struct Watched {
    std::int64_t added = 0, visited = 0, changed = 0;  // seconds since 1970
    std::int64_t due = 0;                              // 0: is out, or gone
    std::int64_t older = 0;                            // when it is counted anew
    float expected = 0;  // changes of average pages in the time that this one was watched
    float happened = 0;  // changes of this one in it, as far as they can be told
    float livelier = 1, weight = 1;
    std::uint32_t visits = 0, changes = 0;
    SiteNumber site = 0;
    std::uint16_t bucket = kNoBucket;  // in demand_
  };
  struct Entry {
    std::int64_t due;
    PageNumber page;
    bool operator>(const Entry& other) const {
      return due != other.due ? due > other.due : page > other.page;
    }
  };
  using Entries = std::priority_queue<Entry, std::vector<Entry>, std::greater<>>;

  static double FactorOf(const Watched& page);
  static PageAge AgeOf(const Watched& page, std::int64_t now);
  double VisitsAt(double changes, double weight) const;
  std::int64_t DueOf(const Watched& page) const;
  void Uncount(Watched& page);
  void CountAt(Watched& page, std::int64_t now);
  void Date(PageNumber number);
  void Redate(PageNumber number, std::int64_t now);
  void Age(PageNumber number, std::int64_t now);
  void CountOlder(std::int64_t now);
  void Schedule(PageNumber number);
  void Sweep(std::int64_t now, std::size_t pages);
  void Pass(std::int64_t now);
  void Compact(Entries& entries, std::int64_t Watched::* time) const;
  void Settle();
  bool SkipStale();

  Options options_;
  std::vector<Watched> pages_;
  std::vector<ChangeRates> sites_;
  Entries queue_;                                  // by due
  Entries older_;                                  // by older
  std::array<std::uint32_t, kNoBucket> demand_{};  // pages in each bucket
  double multiplier_ = 1e-6;                       // L
  double dated_by_ = 1e-6;                         // L by which most pages are dated
  std::int64_t settled_ = 0;
  std::size_t to_date_ = 0;  // pages that are to be dated by it
  std::uint64_t scheduled_ = 0;
  PageNumber sweep_ = 0;
  std::vector<PageNumber> restored_;  // not dated yet
};

}  // namespace checkback
