#include "follow/fetch/turns.h"

#include <algorithm>
#include <utility>

namespace checkback {

FetchTime Turns::DueOf(const Host& host) const {
  FetchTime due = std::max(host.held, host.touched + host.delay.value_or(options_.host_delay));
  const auto address = addresses_.find(host.address);
  if (address != addresses_.end())
    due = std::max(due, address->second.started + options_.address_delay);
  return due;
}

void Turns::Unlist(const std::string& name, Host& host) {
  if (!host.listed) return;
  due_.erase({*host.listed, name});
  host.listed.reset();
}

// A host that is listed keeps its place as long as that is late enough; one that is new comes
// behind those that wait already, so that no stream of new ones starves them.
void Turns::List(const std::string& name, Host& host) {
  const bool may_go = !host.waiting.empty() && host.running < options_.host_connections;
  const FetchTime due = DueOf(host);
  if (may_go && host.listed && *host.listed >= due) return;
  Unlist(name, host);
  if (!may_go) return;
  host.listed = std::max(due, last_now_);
  due_.insert({*host.listed, name});
}

void Turns::Queue(std::uint64_t id, const std::string& host, bool first) {
  Host& entry = hosts_[host];
  if (first)
    entry.waiting.insert(entry.waiting.begin(), id);
  else
    entry.waiting.push_back(id);
  ++waiting_;
  List(host, entry);
}

std::optional<std::uint64_t> Turns::Next(FetchTime now) {
  const bool went_back = now < last_now_;
  last_now_ = now;
  if (went_back) ClockWentBack(now);
  if (hosts_.size() + addresses_.size() > sweep_at_) Sweep(now);
  while (!due_.empty() && due_.begin()->first <= now) {
    const std::string name = due_.begin()->second;
    Host& host = hosts_[name];
    Unlist(name, host);
    if (DueOf(host) > now) {  // its address was asked meanwhile
      List(name, host);
      continue;
    }
    if (!host.address.empty()) {
      Address& address = addresses_[host.address];
      if (address.running >= options_.address_connections) {
        address.blocked.insert(name);
        continue;
      }
      ++address.running;
      address.started = now;
    }
    const std::uint64_t id = host.waiting.front();
    host.waiting.erase(host.waiting.begin());
    --waiting_;
    ++host.running;
    running_[id] = {name, host.address, host.touched};
    host.touched = now;
    List(name, host);
    return id;
  }
  return std::nullopt;
}

bool Turns::HasRoom(std::uint64_t id, const std::string& address, FetchTime now) {
  const auto found = running_.find(id);
  if (found == running_.end()) return false;
  Running& running = found->second;
  if (running.address == address) return true;
  Address& to = addresses_[address];
  hosts_[running.host].address = address;
  if (to.running >= options_.address_connections || now < to.started + options_.address_delay)
    return false;
  Leave(running.address);
  running.address = address;
  ++to.running;
  to.started = now;
  return true;
}

// One place at `name` is free: whoever waited for it is listed by time again.
void Turns::Leave(const std::string& name) {
  const auto found = addresses_.find(name);
  if (found == addresses_.end()) return;
  Address& address = found->second;
  if (address.running > 0) --address.running;
  // One for each place; all where nobody is left who would call the others.
  std::size_t to_call = address.running == 0 ? address.blocked.size() : 1;
  while (to_call-- > 0 && !address.blocked.empty()) {
    const std::string host = *address.blocked.begin();
    address.blocked.erase(address.blocked.begin());
    List(host, hosts_[host]);
  }
}

void Turns::End(std::uint64_t id, bool was_asked, FetchTime now) {
  const auto found = running_.find(id);
  if (found == running_.end()) return;
  const Running running = std::move(found->second);
  running_.erase(found);
  Host& host = hosts_[running.host];
  if (host.running > 0) --host.running;
  host.touched = was_asked ? now : running.touched_before;
  Leave(running.address);
  List(running.host, host);
}

void Turns::SetDelay(const std::string& host, std::chrono::milliseconds delay) {
  Host& entry = hosts_[host];
  if (entry.delay == delay) return;
  entry.delay = delay;
  Unlist(host, entry);
  List(host, entry);
}

void Turns::Hold(const std::string& host, FetchTime until) {
  Host& entry = hosts_[host];
  entry.held = std::max(entry.held, until);
  List(host, entry);
}

FetchTime Turns::HeldUntil(const std::string& host) const {
  const auto found = hosts_.find(host);
  return found == hosts_.end() ? FetchTime{} : found->second.held;
}

std::vector<std::uint64_t> Turns::TakeWaiting(const std::string& host) {
  const auto found = hosts_.find(host);
  if (found == hosts_.end()) return {};
  Host& entry = found->second;
  std::vector<std::uint64_t> taken = std::exchange(entry.waiting, {});
  waiting_ -= taken.size();
  Unlist(host, entry);
  return taken;
}

std::optional<FetchTime> Turns::Due() const {
  if (due_.empty()) return std::nullopt;
  return due_.begin()->first;
}

void Turns::Clear() {
  for (auto& [name, host] : hosts_) {
    host.waiting.clear();
    host.running = 0;
    host.listed.reset();
  }
  for (auto& [name, address] : addresses_) {
    address.running = 0;
    address.blocked.clear();
  }
  running_.clear();
  due_.clear();
  waiting_ = 0;
}

void Turns::ClockWentBack(FetchTime now) {
  for (auto& [name, address] : addresses_) address.started = std::min(address.started, now);
  for (auto& [name, host] : hosts_) {
    host.touched = std::min(host.touched, now);
    host.held = std::min(host.held, now + options_.most_hold);
    if (!host.listed) continue;
    Unlist(name, host);
    List(name, host);
  }
}

// Hosts that nothing is known of any more are forgotten.
void Turns::Sweep(FetchTime now) {
  std::erase_if(hosts_, [&](const auto& entry) {
    const Host& host = entry.second;
    return host.waiting.empty() && host.running == 0 && DueOf(host) <= now;
  });
  std::erase_if(addresses_, [&](const auto& entry) {
    const Address& address = entry.second;
    return address.running == 0 && address.blocked.empty() &&
           address.started + options_.address_delay <= now;
  });
  sweep_at_ = 2 * (hosts_.size() + addresses_.size()) + 1000;
}

}  // namespace checkback
