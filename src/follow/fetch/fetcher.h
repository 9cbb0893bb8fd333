// Fetches many addresses at once, politely and guarded.
//
//   Fetcher fetcher({.user_agent = "checkback/0.1", .contact = "https://example.org/about"});
//   fetcher.Start({.tag = 7, .url = "https://example.org/feed", .ask_robots = false});
//   while (fetcher.in_flight() > 0)
//     if (std::optional<FetchAnswer> answer = fetcher.Next(std::chrono::seconds(1))) ...
//
// Polite: one host is asked one thing at a time with a pause between, an address that many hosts
// share likewise with a shorter one, robots.txt is read (RFC 9309) and its Crawl-delay kept, and
// who says 429 or 503 is left alone for as long as he says. Start only queues; requests of one host
// are sent in the order in which they came. No cookies, no referrer, no credentials.
//
// Guarded: http and https only; the address that a socket is about to connect to is asked of
// IsReachable at every hop (reachable.h); proxies of the environment are not used. Redirects are
// followed here, each through the same checks, never from https to http.
//
// Bounded: each phase in time, each part in bytes, before and after unpacking.
//
// One object belongs to one thread at a time; Wake may be called from any. Nothing is thrown and
// nothing printed. Politeness goes by `clock`, time caps by real time (or `caps_by_clock`). Time
// that passes while the owner does something else is not charged to a host: what has come by then
// is taken, however late it is read.

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "follow/fetch/fetch_answer.h"
#include "follow/fetch/reachable.h"

namespace checkback {

struct FetcherOptions {
  std::string user_agent = "checkback";  // its first word is the token that robots.txt may name
  std::string contact = {};              // an address for complaints: "user_agent (+contact)"
  std::vector<NetBlock> allowed = {};    // special-purpose addresses that may be connected to
  // PEM file of the authorities that may sign for https, in place of the system's; "": the
  // system's.
  std::string ca_file = {};

  // ---- politeness
  std::chrono::milliseconds per_host_delay{2000};    // from the end of one to the start of the next
  std::size_t per_host_connections = 1;              // at a time
  std::chrono::milliseconds per_address_delay{250};  // hosts behind one address share it
  std::size_t per_address_connections = 4;
  std::size_t connections = 64;                   // at a time, in all
  std::chrono::seconds most_crawl_delay{120};     // what robots.txt may ask (news-crawl: 120)
  std::chrono::seconds most_retry_after{86'400};  // what a Retry-After may ask
  std::chrono::seconds longest_hold{60};          // over it requests are answered kHeld at once
  std::chrono::seconds robots_lifetime{86'400};   // RFC 9309, 2.4: at most a day

  // ---- caps
  std::chrono::milliseconds connect_time{10'000};  // name, TCP and TLS
  std::chrono::milliseconds head_time{20'000};     // from the start of a hop to the end of its head
  std::chrono::milliseconds whole_time{60'000};    // of a hop
  std::size_t least_bytes_a_second = 100;          // over `slow_time`
  std::chrono::seconds slow_time{10};
  std::size_t most_head_bytes = 64u << 10;  // of all heads of a hop, interim ones too
  std::size_t most_headers = 256;
  std::size_t most_bytes = 16u << 20;  // of a body as it comes
  std::size_t most_unpacked_bytes = 32u << 20;
  std::size_t most_redirects = 10;  // browsers: 20

  // For a test web only: every host is connected to at this port of 127.0.0.1, which has to be
  // `allowed`. Addresses are then no reason to wait.
  std::optional<std::uint16_t> connect_to = {};
  // Is told at once of each host that says to be left alone, its robots.txt too, and until when:
  // for Hold after a restart.
  std::function<void(const std::string& host, FetchTime until)> on_hold = {};
  // Nothing: the system's. A simulated one only moves when its owner moves it (WaitsUntil).
  std::function<FetchTime()> clock = {};
  // For a test web only: `head_time` and `whole_time` go by `clock`, and nothing else is capped. So
  // a busy machine loses no answer, and who never answers is given up without being waited for.
  bool caps_by_clock = false;
};

class Fetcher {
 public:
  explicit Fetcher(FetcherOptions options);
  Fetcher(Fetcher&&) noexcept;
  Fetcher& operator=(Fetcher&&) noexcept;
  ~Fetcher();  // as Stop

  // Queues; an answer comes from Next, also for what is refused.
  void Start(FetchRequest request);

  // Works until there is an answer, at most `wait` of real time (also where nothing is in flight);
  // nothing where there is none by then, or somebody called Wake. 0: what can be done without
  // waiting.
  std::optional<FetchAnswer> Next(std::chrono::milliseconds wait);

  // Requests whose answer Next has not given.
  std::size_t in_flight() const;
  // Of those, the ones that have not been sent.
  std::size_t queued() const;
  // Addresses that were asked and have not answered yet.
  std::vector<std::string> asked() const;
  // When the next of the queued may be sent, as far as it is politeness that it waits for, or (with
  // `caps_by_clock`) the next of the others is given up; nothing where none does. A simulated clock
  // may jump there when nothing else is under way (in_flight() == queued()).
  std::optional<FetchTime> WaitsUntil() const;

  // Until when `url`'s host has said to be left alone (Retry-After), so that it survives a restart.
  void Hold(const std::string& url, FetchTime until);

  // Ends a Next that is waiting, or the following one. From any thread.
  void Wake();

  // Gives up all that is in flight, at once: no answers come of it.
  void Stop();

 private:
  class Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace checkback
