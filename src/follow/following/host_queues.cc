#include "follow/following/host_queues.h"

#include <algorithm>
#include <chrono>
#include <iterator>

namespace checkback {

namespace {

constexpr double kSlowest =
    0.01;  // pages an hour; a budget of nothing is no reason to divide by it

}  // namespace

using std::chrono::milliseconds;

bool HostQueues::Put(std::string_view name, PageKey page, FetchUrgency urgency) {
  if (Has(page)) return false;
  auto found = hosts_.find(name);
  if (found == hosts_.end()) {
    found = hosts_.emplace(std::string(name), Host{}).first;
    found->second.name = name;
    found->second.budget = options_.at_once;
    const auto own = options_.budgets.find(name);
    found->second.an_hour = own == options_.budgets.end() ? options_.pages_an_hour : own->second;
  }
  Host& host = found->second;
  host_of_[page] = &host;
  if (urgency == FetchUrgency::kNew)
    host.fresh.push_back(page);
  else
    host.revisits.push_back(page);
  TakeTurn(host);
  return true;
}

void HostQueues::TakeTurn(Host& host) {
  if (host.in_turn || host.resting || !HasWork(host)) return;
  host.in_turn = true;
  turns_.push_back(&host);
}

void HostQueues::Settle(Host& host, FetchTime now) const {
  const double hours = std::chrono::duration<double, std::ratio<3600>>(now - host.counted).count();
  if (host.counted != FetchTime{} && hours > 0)
    host.budget = std::min(options_.at_once, host.budget + hours * host.an_hour);
  host.counted = now;
}

// Hosts whose rest is over take their turn again.
void HostQueues::Wake(FetchTime now) {
  while (!resting_.empty() && resting_.top().until <= now) {
    const auto found = hosts_.find(resting_.top().host);
    resting_.pop();
    if (found == hosts_.end()) continue;
    Host& host = found->second;
    host.resting = false;
    TakeTurn(host);
  }
}

// Hosts of which nothing is known that matters.
void HostQueues::Forget(FetchTime now) {
  for (auto at = hosts_.begin(); at != hosts_.end();) {
    Host& host = at->second;
    const bool idle = !host.in_turn && !host.resting && host.out == 0 && host.fresh.empty() &&
                      host.revisits.empty() && host.not_before <= now;
    if (idle) Settle(host, now);
    at = idle && host.budget >= options_.at_once ? hosts_.erase(at) : std::next(at);
  }
  forget_at_ = std::max<std::size_t>(1024, 2 * hosts_.size());
}

std::optional<PageKey> HostQueues::Take(FetchTime now) {
  Wake(now);
  if (hosts_.size() >= forget_at_) Forget(now);
  while (!turns_.empty()) {
    Host& host = *turns_.front();
    turns_.pop_front();
    host.in_turn = false;
    if (!HasWork(host)) continue;
    Settle(host, now);
    FetchTime ready = host.not_before;
    if (host.budget < 1) {
      const double wait = (1 - host.budget) / std::max(host.an_hour, kSlowest) * 3'600'000;
      ready = std::max(ready, now + milliseconds(static_cast<std::int64_t>(wait) + 1));
    }
    if (ready > now) {
      host.resting = true;
      resting_.push({ready, host.name});
      continue;
    }
    PageKey page = 0;
    if (!host.fresh.empty()) {
      page = host.fresh.back();
      host.fresh.pop_back();
    } else {
      page = host.revisits.front();
      host.revisits.erase(host.revisits.begin());
    }
    host.budget -= 1;
    ++host.out;
    ++out_;
    TakeTurn(host);
    return page;
  }
  return std::nullopt;
}

void HostQueues::Done(PageKey page) {
  const auto found = host_of_.find(page);
  if (found == host_of_.end()) return;
  Host& host = *found->second;
  host_of_.erase(found);
  --host.out;
  --out_;
  TakeTurn(host);
}

void HostQueues::Hold(std::string_view name, FetchTime until) {
  const auto found = hosts_.find(name);
  if (found == hosts_.end()) return;
  found->second.not_before = std::max(found->second.not_before, until);
}

bool HostQueues::IsReady(FetchTime now) {
  Wake(now);
  return !turns_.empty();
}

std::optional<FetchTime> HostQueues::NextReady() {
  if (resting_.empty() || waiting() == 0) return std::nullopt;
  return resting_.top().until;
}

}  // namespace checkback
