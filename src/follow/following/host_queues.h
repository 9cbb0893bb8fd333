// Pages that wait to be fetched, by host: no host has more than one under way, more in an hour
// than its budget, or any before the time that it named; and none stands in the way of the others.
//
//   queues.Put("news.example", page, FetchUrgency::kNew);
//   while (const auto page = queues.Take(now)) ... fetch it ...
//   queues.Done(*page);
//
// New pages come before revisits, the newest first; hosts take turns. Memory goes with what waits.
// Not for use by two threads at once.

#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <queue>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "follow/fetch/fetch_answer.h"
#include "follow/sources/source_book.h"

namespace checkback {

enum class FetchUrgency : std::uint8_t { kNew, kRevisit };

class HostQueues {
 public:
  struct Options {
    std::size_t most_out = 1;    // of one host, between Take and Done
    double pages_an_hour = 600;  // of one host; politeness allows 1,800 (per_host_delay)
    double at_once = 30;         // of that budget, after a quiet time
    std::map<std::string, double, std::less<>> budgets = {};  // pages an hour of single hosts
  };
  explicit HostQueues(const Options& options) : options_(options) {}

  // False where it waits or is out already.
  bool Put(std::string_view host, PageKey page, FetchUrgency urgency);
  bool Has(PageKey page) const { return host_of_.count(page) != 0; }
  // The page to be fetched next; it is out until Done.
  std::optional<PageKey> Take(FetchTime now);
  void Done(PageKey page);
  // Nothing of `host` is given before `until`.
  void Hold(std::string_view host, FetchTime until);

  std::size_t waiting() const { return host_of_.size() - out_; }
  std::size_t out() const { return out_; }
  // Whether Take would give one.
  bool IsReady(FetchTime now);
  // When a host that is held, or out of budget, may be asked again; nothing where none waits for
  // that.
  std::optional<FetchTime> NextReady();

 private:
  struct Host {
    std::string name;
    std::vector<PageKey> fresh;     // the next one last
    std::vector<PageKey> revisits;  // the next one first
    std::size_t out = 0;
    FetchTime not_before{};
    double an_hour = 0;  // pages
    double budget = 0;   // pages that may be taken
    FetchTime counted{};
    bool in_turn = false, resting = false;  // stands in turns_, in resting_
  };
  struct Rest {
    FetchTime until;
    std::string host;
    bool operator>(const Rest& other) const { return until > other.until; }
  };
  bool HasWork(const Host& host) const {
    return host.out < options_.most_out && (!host.fresh.empty() || !host.revisits.empty());
  }
  void Wake(FetchTime now);
  void TakeTurn(Host& host);
  void Settle(Host& host, FetchTime now) const;
  void Forget(FetchTime now);

  Options options_;
  std::map<std::string, Host, std::less<>> hosts_;  // that have pages here, or are held
  std::unordered_map<PageKey, Host*> host_of_;
  std::deque<Host*> turns_;
  std::priority_queue<Rest, std::vector<Rest>, std::greater<>> resting_;
  std::size_t out_ = 0;
  std::size_t forget_at_ = 1024;  // so many hosts
};

}  // namespace checkback
