#include "politeness.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace testweb {
namespace {

using checkback::Instant;
using std::chrono::seconds;

constexpr std::size_t kMostTold = 20;

bool IsFeed(std::string_view path) {
  return path == "/feed" || path == "/new-feed";
}

// Seconds; 0 where the answer says none.
std::int64_t MaxAgeOf(const Logged& logged) {
  constexpr std::string_view kMaxAge = "max-age=";
  const std::string_view said = HeaderOf(logged.answered, "Cache-Control");
  const std::size_t at = said.find(kMaxAge);
  std::int64_t age = 0;
  if (at != std::string_view::npos)
    std::from_chars(said.data() + at + kMaxAge.size(), said.data() + said.size(), age);
  return age;
}

struct Seen {
  std::int64_t last_ms = -1'000'000'000;
  std::int64_t not_before_ms = 0;  // Retry-After
  std::int64_t polled_ms = -1'000'000'000;
  bool poll_moved = false;  // the last poll was answered with another address
  std::int64_t fresh_until_ms = 0, ttl_ms = 0;
  bool knows_hours = false;  // those that the feed says to skip: it has had one
  bool gone = false;
  bool read_robots = false;
  std::map<std::string, std::set<std::string>> validators;  // by path, all that were given
  std::map<std::string, std::string> newest;                // by path, the ETag given last
  std::set<std::string> failing;  // paths where it was no good since the last 200
};

class Judge {
 public:
  Judge(const World& world, const Manners& manners) : world_(world), manners_(manners) {}

  void Look(const Logged& logged) {
    const MadeHost* host = world_.Find(logged.asked.host);
    if (host == nullptr) return;
    Seen& seen = seen_[host->name];
    Gaps(*host, logged, seen);
    Robots(logged, seen);
    if (IsFeed(logged.asked.path)) Poll(*host, logged, seen);
    Request(logged, seen);
    Remember(*host, logged, seen);
  }
  std::vector<std::string> Told() { return std::move(told_); }

 private:
  void Tell(const Logged& logged, std::string what) {
    if (told_.size() < kMostTold)
      told_.push_back(fmt::format("{} {}{}: {}", checkback::ToRfc3339(logged.asked.at),
                                  logged.asked.host, logged.asked.path, std::move(what)));
  }

  void Gaps(const MadeHost& host, const Logged& logged, const Seen& seen) {
    const std::int64_t gap = logged.at_ms - seen.last_ms;
    if (gap < manners_.host_delay_ms) Tell(logged, fmt::format("{} ms after the last", gap));
    // Who starts anew has to ask robots.txt to know of the delay.
    if (seen.read_robots && gap < std::int64_t{host.crawl_delay} * 1000 &&
        !IsFeed(logged.asked.path) && logged.asked.path != "/robots.txt")
      Tell(logged,
           fmt::format("{} ms after the last, and its Crawl-delay is {} s", gap, host.crawl_delay));
    if (logged.at_ms < seen.not_before_ms)
      Tell(logged, fmt::format("{} ms before its Retry-After", seen.not_before_ms - logged.at_ms));
  }

  void Robots(const Logged& logged, const Seen& seen) {
    if (logged.asked.path.rfind("/private/", 0) == 0) Tell(logged, "robots.txt forbids it");
    if (logged.asked.path.rfind("/news/", 0) == 0 && !seen.read_robots)
      Tell(logged, "robots.txt was not asked before");
  }

  void Poll(const MadeHost& host, const Logged& logged, const Seen& seen) {
    if (seen.gone) Tell(logged, "polled again after 410");
    const std::int64_t gap = logged.at_ms - seen.polled_ms;
    if (!seen.poll_moved && gap < manners_.poll_minutes * 60'000)
      Tell(logged, fmt::format("polled {} s after the last time", gap / 1000));
    if (!seen.poll_moved && logged.at_ms < seen.fresh_until_ms)
      Tell(logged, fmt::format("polled {} s early", (seen.fresh_until_ms - logged.at_ms) / 1000));
    const auto hour = static_cast<int>((logged.at_ms / 3'600'000) % 24);
    if (seen.knows_hours &&
        std::find(host.skip_hours.begin(), host.skip_hours.end(), hour) != host.skip_hours.end())
      Tell(logged, "polled in an hour that it says to skip");
  }

  void Request(const Logged& logged, const Seen& seen) {
    const Headers& headers = logged.asked.headers;
    if (HeaderOf(headers, "User-Agent").empty()) Tell(logged, "no User-Agent");
    if (!HeaderOf(headers, "Cookie").empty()) Tell(logged, "a cookie");
    if (!HeaderOf(headers, "Referer").empty()) Tell(logged, "a referrer");
    const auto given = seen.validators.find(logged.asked.path);
    for (const std::string_view name : {"If-None-Match", "If-Modified-Since"}) {
      const std::string_view back = HeaderOf(headers, name);
      if (back.empty()) continue;
      if (given == seen.validators.end() || given->second.count(std::string(back)) == 0)
        Tell(logged, fmt::format("{} {} was never given", name, back));
    }
    const auto newest = seen.newest.find(logged.asked.path);
    // After a failure a 304 says little, and all of it may be asked for.
    if (seen.failing.count(logged.asked.path) != 0 && HeaderOf(headers, "If-None-Match").empty())
      return;
    if (manners_.newest_validators && newest != seen.newest.end() &&
        HeaderOf(headers, "If-None-Match") != newest->second)
      Tell(logged, fmt::format("does not give back the ETag {}", newest->second));
  }

  bool WasHeard(const Logged& logged) const {
    const std::vector<std::int64_t>& killed = manners_.killed_at_ms;
    return std::find(killed.begin(), killed.end(), logged.at_ms) == killed.end();
  }

  void Remember(const MadeHost& host, const Logged& logged, Seen& seen) const {
    seen.last_ms = logged.at_ms;
    if (IsFeed(logged.asked.path)) {
      seen.polled_ms = logged.at_ms;
      seen.poll_moved = logged.status == 301;
    }
    RememberValidators(logged, seen);
    if (!WasHeard(logged)) return;
    if (logged.asked.path == "/robots.txt") seen.read_robots = true;
    const std::string_view retry = HeaderOf(logged.answered, "Retry-After");
    constexpr std::int64_t kHalfHour = 1'800'000;  // what the troubled ones say, in either form
    if (!retry.empty()) seen.not_before_ms = logged.at_ms / 1000 * 1000 + kHalfHour;
    if (IsFeed(logged.asked.path)) RememberPoll(host, logged, seen);
  }

  // Who was killed may give back any that was given.
  static void RememberValidators(const Logged& logged, Seen& seen) {
    for (const std::string_view name : {"ETag", "Last-Modified"}) {
      const std::string_view value = HeaderOf(logged.answered, name);
      if (!value.empty()) seen.validators[logged.asked.path].emplace(value);
    }
    const bool is_failure = logged.status >= 400;
    if (is_failure) seen.failing.insert(logged.asked.path);
    if (logged.status == 200) seen.failing.erase(logged.asked.path);
    const std::string_view etag = HeaderOf(logged.answered, "ETag");
    if (logged.status == 200 && !etag.empty()) seen.newest[logged.asked.path] = etag;
  }

  static void RememberPoll(const MadeHost& host, const Logged& logged, Seen& seen) {
    seen.gone = seen.gone || logged.status == 410;
    seen.fresh_until_ms = 0;
    if (logged.status != 200 && logged.status != 304) return;
    // What the answer says is known to who got it, what stands in a feed to who got a feed.
    const bool is_rss =
        HeaderOf(logged.answered, "Content-Type").find("rss") != std::string_view::npos;
    if (logged.status == 200) {
      seen.ttl_ms = is_rss ? host.ttl * 60'000LL : 0;
      seen.knows_hours = is_rss;
    }
    seen.fresh_until_ms =
        logged.at_ms / 1000 * 1000 + std::max(seen.ttl_ms, 1000 * MaxAgeOf(logged));
  }

  const World& world_;
  const Manners& manners_;
  std::map<std::string, Seen> seen_;
  std::vector<std::string> told_;
};

}  // namespace

std::vector<std::string> Rudeness(const World& world, const std::vector<Logged>& log,
                                  const Manners& manners) {
  Judge judge(world, manners);
  for (const Logged& logged : log) judge.Look(logged);
  return judge.Told();
}

LogTally TallyOf(const std::vector<Logged>& log) {
  LogTally tally;
  for (const Logged& logged : log) {
    ++tally.requests;
    tally.polls += IsFeed(logged.asked.path);
    tally.pages += logged.asked.path.rfind("/news/", 0) == 0;
    tally.robots += logged.asked.path == "/robots.txt";
    tally.not_modified += logged.status == 304;
  }
  return tally;
}

}  // namespace testweb
