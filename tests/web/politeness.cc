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

struct Seen {
  std::int64_t last_ms = -1'000'000'000;
  std::int64_t not_before_ms = 0;  // Retry-After
  std::int64_t polled_ms = -1'000'000'000;
  bool poll_moved = false;  // the last poll was answered with another address
  std::int64_t fresh_until_ms = 0;
  bool gone = false;
  bool read_robots = false;
  std::map<std::string, std::set<std::string>> validators;  // by path, all that were given
  std::map<std::string, std::string> newest;                // by path, the ETag given last
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
    if (seen.read_robots && gap < host.crawl_delay * 1000 && !IsFeed(logged.asked.path) &&
        logged.asked.path != "/robots.txt")
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
    if (std::find(host.skip_hours.begin(), host.skip_hours.end(), hour) != host.skip_hours.end() &&
        seen.polled_ms > 0)
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
    if (manners_.newest_validators && newest != seen.newest.end() &&
        HeaderOf(headers, "If-None-Match") != newest->second)
      Tell(logged, fmt::format("does not give back the ETag {}", newest->second));
  }

  static void Remember(const MadeHost& host, const Logged& logged, Seen& seen) {
    seen.last_ms = logged.at_ms;
    if (logged.asked.path == "/robots.txt") seen.read_robots = true;
    const std::string_view retry = HeaderOf(logged.answered, "Retry-After");
    constexpr std::int64_t kHalfHour = 1'800'000;  // what the troubled ones say, in either form
    if (!retry.empty()) seen.not_before_ms = logged.at_ms / 1000 * 1000 + kHalfHour;
    for (const std::string_view name : {"ETag", "Last-Modified"}) {
      const std::string_view value = HeaderOf(logged.answered, name);
      if (!value.empty()) seen.validators[logged.asked.path].emplace(value);
    }
    const std::string_view etag = HeaderOf(logged.answered, "ETag");
    if (logged.status == 200 && !etag.empty()) seen.newest[logged.asked.path] = etag;
    if (!IsFeed(logged.asked.path)) return;
    seen.polled_ms = logged.at_ms;
    seen.poll_moved = logged.status == 301;
    seen.gone = seen.gone || logged.status == 410;
    seen.fresh_until_ms = 0;
    if (logged.status != 200 && logged.status != 304) return;
    const std::int64_t ttl = host.format == 0 ? host.ttl * 60LL : 0;
    seen.fresh_until_ms =
        logged.at_ms / 1000 * 1000 + 1000 * std::max<std::int64_t>(host.max_age, ttl);
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
