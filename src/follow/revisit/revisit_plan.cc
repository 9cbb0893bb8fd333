#include "follow/revisit/revisit_plan.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace checkback {
namespace {

// A page counts as average until so many changes were to be expected of it. Tuned on nu_nl.
constexpr double kDoubt = 1.0;

// L is found anew after so many visits, and after so many seconds.
constexpr std::uint32_t kSettleEvery = 512;
constexpr std::int64_t kSettleSeconds = 600;

// Where L has moved by so much (log2), all pages are dated anew, so many with each call.
constexpr double kMoved = 0.5;
constexpr std::size_t kDateAtOnce = 64;

// With each visit, so many pages in turn are counted and dated anew: pages age while they wait.
constexpr std::size_t kSweep = 4;

// A page is moved in the queue where its wait changed by a tenth.
constexpr std::int64_t kWorthMoving = 10;

constexpr double kSlowest = 0x1p-36;  // changes a second: once in two thousand years

std::int64_t SecondsOf(Instant instant) {
  return instant.time_since_epoch().count();
}

constexpr double kHeaviest = 0x1p6;

// How much a change of a page matters that has stood still for so long. Tuned on nu_nl, by
// staleness and median: 4 hours gives a lower median and more staleness.
constexpr double kNews = 86'400;
double Matters(const PageAge& age) {
  return kNews / (kNews + age.still);
}

// Every page passes through some thirty ages in its life; what is left over waits for the next
// call.
constexpr int kOlderAtOnce = 64;

}  // namespace

RevisitPlan::RevisitPlan(const Options& options) : options_(options) {}

double RevisitPlan::FactorOf(const Watched& page) {
  return (page.happened + kDoubt) / (page.expected + kDoubt);
}

PageAge RevisitPlan::AgeOf(const Watched& page, std::int64_t now) {
  return {static_cast<double>(std::max<std::int64_t>(0, now - page.added)),
          static_cast<double>(std::max<std::int64_t>(0, now - page.changed))};
}

double RevisitPlan::VisitsAt(double changes, double weight) const {
  return (std::sqrt(changes * changes + 4 * weight * changes / multiplier_) - changes) / 2;
}

// The rate of visits is followed cell by cell of the table of rates until it has added up to one.
std::int64_t RevisitPlan::DueOf(const Watched& page) const {
  const ChangeRates& site = sites_[page.site];
  const double factor = FactorOf(page) * page.livelier;
  PageAge age = AgeOf(page, page.visited);
  double wait = 0, visits = 0;
  while (wait < options_.longest) {
    const double rate = VisitsAt(site.At(age) * factor, page.weight * Matters(age));
    const double here = ChangeRates::LeftOfCell(age);
    if (visits + rate * here >= 1) {
      wait += (1 - visits) / rate;
      break;
    }
    visits += rate * here;
    wait += here;
    age.old += here;
    age.still += here;
  }
  wait = std::clamp(wait, options_.shortest, options_.longest);
  return page.visited + static_cast<std::int64_t>(std::ceil(wait));
}

void RevisitPlan::Uncount(Watched& page) {
  if (page.bucket != kNoBucket) --demand_[page.bucket];
  page.bucket = kNoBucket;
}

void RevisitPlan::CountAt(Watched& page, std::int64_t now) {
  const PageAge age = AgeOf(page, now);
  const double changes = sites_[page.site].At(age) * FactorOf(page) * page.livelier;
  const double weight = page.weight * Matters(age);
  const auto step = [](double steps, std::size_t most) {
    return static_cast<std::size_t>(std::clamp(steps, 0.0, static_cast<double>(most - 1)));
  };
  const std::size_t rate = step(4 * std::log2(std::max(changes, kSlowest) / kSlowest), kRates);
  const std::size_t lighter = step(2 * std::log2(kHeaviest / weight), kWeights);
  Uncount(page);
  page.bucket = static_cast<std::uint16_t>(rate * kWeights + lighter);
  ++demand_[page.bucket];
}

void RevisitPlan::Settle() {
  struct Alike {
    double changes, weight, pages;
  };
  std::vector<Alike> all;
  for (std::size_t bucket = 0; bucket < demand_.size(); ++bucket) {
    if (demand_[bucket] == 0) continue;
    const std::size_t faster = bucket / kWeights, lighter = bucket % kWeights;
    all.push_back({kSlowest * std::exp2((static_cast<double>(faster) + 0.5) / 4),
                   kHeaviest * std::exp2(-(static_cast<double>(lighter) + 0.5) / 2),
                   static_cast<double>(demand_[bucket])});
  }
  double low = -80, high = 40;  // log2 of L: more of it, fewer visits
  for (int round = 0; round < 40; ++round) {
    multiplier_ = std::exp2((low + high) / 2);
    double visits = 0;
    for (const Alike& alike : all)
      visits += alike.pages * std::clamp(VisitsAt(alike.changes, alike.weight),
                                         1 / options_.longest, 1 / options_.shortest);
    (visits > options_.visits_a_second ? low : high) = (low + high) / 2;
  }
}

// Whatever was visited: pages grow old, and what they leave of the budget is for others.
void RevisitPlan::Pass(std::int64_t now) {
  CountOlder(now);
  if (now - settled_ >= kSettleSeconds || now < settled_) {
    settled_ = now;
    Settle();
  }
  if (std::abs(std::log2(multiplier_ / dated_by_)) > kMoved) {
    dated_by_ = multiplier_;
    to_date_ = pages_.size();
  }
  const std::size_t some = std::min(to_date_, kDateAtOnce);
  Sweep(now, some);
  to_date_ -= some;
}

void RevisitPlan::Date(PageNumber number) {
  Watched& page = pages_[number];
  page.due = DueOf(page);
  queue_.push({page.due, number});
}

// As things are now; moved only where that is worth it.
void RevisitPlan::Redate(PageNumber number, std::int64_t now) {
  Watched& page = pages_[number];
  if (page.due == 0) return;
  const std::int64_t due = DueOf(page), moved = due - page.due;
  if (std::abs(moved) * kWorthMoving < std::abs(page.due - now)) return;
  page.due = due;
  queue_.push({due, number});
}

// When the page comes to another age than that of `now`.
void RevisitPlan::Age(PageNumber number, std::int64_t now) {
  Watched& page = pages_[number];
  page.older =
      now + static_cast<std::int64_t>(std::ceil(ChangeRates::LeftOfCell(AgeOf(page, now))));
  older_.push({page.older, number});
}

void RevisitPlan::CountOlder(std::int64_t now) {
  for (int i = 0; i < kOlderAtOnce && !older_.empty() && older_.top().due <= now; ++i) {
    const Entry entry = older_.top();
    older_.pop();
    Watched& page = pages_[entry.page];
    if (page.older != entry.due || page.weight <= 0) continue;
    CountAt(page, now);
    Redate(entry.page, now);
    Age(entry.page, now);
  }
  if (older_.size() > 2 * pages_.size() + kSettleEvery) Compact(older_, &Watched::older);
}

void RevisitPlan::Schedule(PageNumber number) {
  Watched& page = pages_[number];
  CountAt(page, page.visited);
  // A change makes it young again.
  if (page.older == 0 || static_cast<double>(page.older - page.visited) >
                             ChangeRates::LeftOfCell(AgeOf(page, page.visited)) + 1)
    Age(number, page.visited);
  Pass(page.visited);
  // Often while there are few pages: the first of them says little of all.
  ++scheduled_;
  if (std::has_single_bit(scheduled_) || scheduled_ % kSettleEvery == 0) Settle();
  Date(number);
}

void RevisitPlan::Sweep(std::int64_t now, std::size_t pages) {
  for (std::size_t i = 0; i < pages; ++i) {
    sweep_ = (sweep_ + 1) % static_cast<PageNumber>(pages_.size());
    if (pages_[sweep_].due == 0) continue;
    CountAt(pages_[sweep_], now);
    Redate(sweep_, now);
  }
  if (queue_.size() > 2 * pages_.size() + kSettleEvery) Compact(queue_, &Watched::due);
}

// Without the entries of pages that have another `time` since.
void RevisitPlan::Compact(Entries& entries, std::int64_t Watched::* time) const {
  std::vector<Entry> kept;
  kept.reserve(pages_.size());
  for (PageNumber number = 0; number < pages_.size(); ++number)
    if (pages_[number].*time != 0) kept.push_back({pages_[number].*time, number});
  entries = Entries(std::greater<>(), std::move(kept));
}

PageNumber RevisitPlan::Add(SiteNumber site, Instant now) {
  if (sites_.size() <= site) sites_.resize(site + 1);
  const auto number = static_cast<PageNumber>(pages_.size());
  const std::int64_t at = SecondsOf(now);
  Watched& page = pages_.emplace_back();
  page.added = page.visited = page.changed = at;
  page.site = site;
  Schedule(number);
  return number;
}

bool RevisitPlan::SkipStale() {
  while (!queue_.empty() && pages_[queue_.top().page].due != queue_.top().due) queue_.pop();
  return !queue_.empty();
}

std::optional<Instant> RevisitPlan::FirstDue() {
  if (!SkipStale()) return std::nullopt;
  return Instant(std::chrono::seconds(queue_.top().due));
}

std::optional<PageNumber> RevisitPlan::Soonest() {
  if (!SkipStale()) return std::nullopt;
  const PageNumber page = queue_.top().page;
  queue_.pop();
  pages_[page].due = 0;
  return page;
}

std::optional<PageNumber> RevisitPlan::Next(Instant now) {
  Pass(SecondsOf(now));
  if (!SkipStale() || queue_.top().due > SecondsOf(now)) return std::nullopt;
  return Soonest();
}

void RevisitPlan::Visited(PageNumber number, Instant now, bool changed,
                          std::optional<Instant> changed_at) {
  Watched& page = pages_[number];
  const std::int64_t at = std::max(SecondsOf(now), page.visited);
  const PageAge before = AgeOf(page, page.visited);
  const double seconds = static_cast<double>(at - page.visited);
  ChangeRates& site = sites_[page.site];
  const double expected = site.Expected(before, seconds);
  const double of_page = expected * FactorOf(page) * page.livelier;
  site.Learn(before, seconds, changed, FactorOf(page) * page.livelier);
  page.expected += static_cast<float>(expected);
  if (changed) {
    page.happened += static_cast<float>(of_page > 0 ? of_page / -std::expm1(-of_page) : 1);
    ++page.changes;
    // Where the page does not say: as likely early as late in the time between.
    const std::int64_t middle = page.visited + (at - page.visited) / 2;
    page.changed = changed_at ? std::clamp(SecondsOf(*changed_at), page.visited, at) : middle;
  }
  ++page.visits;
  page.visited = at;
  Schedule(number);
  Sweep(at, kSweep);
}

void RevisitPlan::Signal(PageNumber number, Instant now, const RevisitSignals& signals) {
  Watched& page = pages_[number];
  page.livelier = static_cast<float>(signals.livelier);
  page.weight = static_cast<float>(signals.weight);
  CountAt(page, SecondsOf(now));
  if (page.due == 0) return;
  page.due = std::max(DueOf(page), SecondsOf(now));
  queue_.push({page.due, number});
}

void RevisitPlan::Drop(PageNumber number) {
  Watched& page = pages_[number];
  Uncount(page);
  page.weight = 0;
  page.due = page.older = 0;
}

void RevisitPlan::RestoreRates(SiteNumber site, const ChangeRates& rates) {
  if (sites_.size() <= site) sites_.resize(site + 1);
  sites_[site] = rates;
}

PageNumber RevisitPlan::Restore(SiteNumber site, const PageHistory& history) {
  if (sites_.size() <= site) sites_.resize(site + 1);
  const auto number = static_cast<PageNumber>(pages_.size());
  Watched& page = pages_.emplace_back();
  page.added = SecondsOf(history.added);
  page.visited = std::max(SecondsOf(history.visited), page.added);
  page.changed = std::clamp(SecondsOf(history.changed), page.added, page.visited);
  page.expected = std::max(history.expected, 0.0F);
  page.happened = std::max(history.happened, 0.0F);
  page.visits = history.visits;
  page.changes = history.changes;
  page.site = site;
  restored_.push_back(number);
  return number;
}

// First the budget is shared among all of them, as old as they are, then each is dated.
void RevisitPlan::ScheduleRestored(Instant now) {
  std::int64_t at = SecondsOf(now);
  for (const PageNumber number : restored_) at = std::max(at, pages_[number].visited);
  settled_ = at;
  std::erase_if(restored_, [&](PageNumber number) { return pages_[number].weight <= 0; });
  for (const PageNumber number : restored_) {
    CountAt(pages_[number], at);
    Age(number, at);
  }
  Settle();
  for (const PageNumber number : restored_) Date(number);
  scheduled_ += restored_.size();
  restored_ = {};
}

PageHistory RevisitPlan::HistoryOf(PageNumber number) const {
  const Watched& page = pages_[number];
  const auto at = [](std::int64_t time) { return Instant(std::chrono::seconds(time)); };
  return {at(page.added), at(page.visited), at(page.changed), page.visits,
          page.changes,   page.expected,    page.happened};
}

RevisitReason RevisitPlan::ReasonOf(PageNumber number, Instant now) const {
  const Watched& page = pages_[number];
  constexpr double kHour = 3600;
  RevisitReason reason;
  reason.site_an_hour = sites_[page.site].At(AgeOf(page, SecondsOf(now))) * kHour;
  reason.factor = FactorOf(page);
  reason.signals = {page.livelier, page.weight};
  reason.changes_an_hour = reason.site_an_hour * reason.factor * page.livelier;
  reason.visits_an_hour = VisitsAt(reason.changes_an_hour / kHour, page.weight) * kHour;
  reason.visits = page.visits;
  reason.changes = page.changes;
  reason.due = Instant(std::chrono::seconds(page.due));
  return reason;
}

}  // namespace checkback
