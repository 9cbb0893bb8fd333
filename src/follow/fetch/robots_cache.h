// The robots.txt of many hosts, each for as long as it may be believed (RFC 9309, 2.3 and 2.4).
//
//   2xx                  its rules, for a day at most
//   4xx, six redirects   everything is allowed
//   5xx, 429, no answer  nothing is asked of the host for some minutes; where older rules are known
//                        they go on to count
//
// Takes time as an argument. Not for use by two threads at once.

#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "follow/fetch/fetch_answer.h"
#include "follow/fetch/robots.h"

namespace checkback {

struct RobotsEntry {
  Robots rules;
  FetchTime until{};  // looked at again then
  FetchTime read{};   // when the rules were
  // Whether the host could not be asked: then `outcome` and `why` are those of its requests.
  bool down = false;
  FetchOutcome outcome = FetchOutcome::kRobots;
  std::string why;
};

class RobotsCache {
 public:
  struct Options {
    std::string product_token = "checkback";
    std::chrono::seconds lifetime{86'400};
    std::size_t most_bytes = 32u << 20;  // over it those that end soonest are forgotten
  };
  explicit RobotsCache(Options options) : options_(std::move(options)) {}

  // Of "https://example.org"; null where it has to be asked for. Until the next Keep.
  const RobotsEntry* Find(const std::string& origin, FetchTime now) const;
  // Takes in what came of asking for `origin`'s robots.txt (redirects followed).
  void Keep(const std::string& origin, const FetchAnswer& answer, FetchTime now);

 private:
  RobotsEntry EntryOf(const std::string& origin, const FetchAnswer& answer, FetchTime now) const;
  void Forget(const std::string& origin);

  Options options_;
  std::map<std::string, RobotsEntry> entries_;
  std::set<std::pair<FetchTime, std::string>> ends_;
  std::size_t bytes_ = 0;
};

}  // namespace checkback
