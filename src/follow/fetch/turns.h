// Whose turn is it? Keeps requests waiting until their host may be asked again.
//
//   host a.example  [7, 9]  asked 0.4 s ago  --.
//   host b.example  [3]     said "not before 12:00"     Next(now) --> 4
//   host c.example  [4]     not asked yet    --'
//
// A host is asked so many things at a time, with a pause from the last start or end to the next
// start. An address behind which many hosts stand is paused for too, as soon as it is known: by the
// last connection to the host, or by HasRoom while one is made.
//
// Takes time as an argument, which may go back (a clock that is set right): then nothing waits
// longer than from the new time. O(log hosts) a request. Not for use by two threads at once.

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "follow/fetch/fetch_answer.h"

namespace checkback {

class Turns {
 public:
  struct Options {
    std::chrono::milliseconds host_delay{2000};
    std::size_t host_connections = 1;
    std::chrono::milliseconds address_delay{250};
    std::size_t address_connections = 4;
    std::chrono::seconds most_hold{86'400};
  };
  explicit Turns(Options options) : options_(options) {}

  // `id` waits for `host`, before all others of it where it is `first`.
  void Queue(std::uint64_t id, const std::string& host, bool first);
  // Who is to be sent now; it counts as running until End. Nothing where all have to wait.
  std::optional<std::uint64_t> Next(FetchTime now);
  // Whether `id`, which is running, may connect to `address`. Where it may not, End it with
  // `was_asked` false and Queue it again: it then waits for the address too.
  bool HasRoom(std::uint64_t id, const std::string& address, FetchTime now);
  void End(std::uint64_t id, bool was_asked, FetchTime now);

  // A pause of its own (Crawl-delay).
  void SetDelay(const std::string& host, std::chrono::milliseconds delay);
  void Hold(const std::string& host, FetchTime until);
  FetchTime HeldUntil(const std::string& host) const;
  // All that wait for `host`; they wait no more.
  std::vector<std::uint64_t> TakeWaiting(const std::string& host);

  // When Next may give something, if nothing ends before; nothing where nothing waits for a time.
  std::optional<FetchTime> Due() const;
  std::size_t waiting() const { return waiting_; }
  void Clear();

 private:
  static constexpr FetchTime kNever = FetchTime::min();

  struct Host {
    std::vector<std::uint64_t> waiting;  // few, and mostly none: a deque takes 600 bytes for that
    std::size_t running = 0;
    FetchTime touched = kNever;  // last start or end
    FetchTime held{};
    std::optional<std::chrono::milliseconds> delay;  // of its own
    std::string address;                             // where the last connection went; ""
    std::optional<FetchTime> listed;                 // its place in due_
  };
  struct Address {
    std::size_t running = 0;
    FetchTime started = kNever;
    std::set<std::string> blocked;  // hosts that wait for room, not for a time
  };
  struct Running {
    std::string host, address;
    FetchTime touched_before = kNever;
  };

  FetchTime DueOf(const Host& host) const;
  void List(const std::string& name, Host& host);
  void Unlist(const std::string& name, Host& host);
  void Leave(const std::string& address);
  void ClockWentBack(FetchTime now);
  void Sweep(FetchTime now);

  Options options_;
  std::unordered_map<std::string, Host> hosts_;
  std::unordered_map<std::string, Address> addresses_;
  std::unordered_map<std::uint64_t, Running> running_;
  std::set<std::pair<FetchTime, std::string>> due_;  // hosts with somebody waiting, by time
  FetchTime last_now_{};
  std::size_t waiting_ = 0;
  std::size_t sweep_at_ = 1000;
};

}  // namespace checkback
