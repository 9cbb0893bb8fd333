// What hosts do on bad days, and hosts that mean no good.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "page/gzip_member.h"
#include "world.h"

namespace testweb {
namespace {

using checkback::Instant;

constexpr int kRetryAfter = 1800;                          // seconds
constexpr std::size_t kBombBytes = std::size_t{64} << 20;  // that a bomb unpacks to
constexpr int kFloodHeaders = 5000;

int HourOf(Instant time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  return static_cast<int>(std::chrono::floor<std::chrono::hours>(time - day).count());
}

bool IsFeed(const Asked& asked) {
  return asked.path.rfind("/feed", 0) == 0 || asked.path == "/new-feed";
}

// The same each time, and made once.
const std::string& Bomb() {
  static const std::string bomb = checkback::GzipDeflater(6).Deflate(std::string(kBombBytes, ' '));
  return bomb;
}

}  // namespace

std::string_view NameOf(Trouble trouble) {
  constexpr std::string_view kNames[] = {"none",    "busy",     "down",       "gone",    "failing",
                                         "moved",   "churn",    "empty",      "captcha", "slow",
                                         "silent",  "bomb",     "redirects",  "flood",   "short",
                                         "endless", "nonsense", "pagination", "scripted"};
  return kNames[static_cast<std::size_t>(trouble)];
}

bool World::NeverAnswers(std::string_view url) const {
  url.remove_prefix(std::min(url.size(), std::string_view("http://").size()));
  const std::size_t slash = std::min(url.find('/'), url.size());
  const MadeHost* host = Find(url.substr(0, slash));
  if (host == nullptr || !url.substr(slash).starts_with("/news/")) return false;
  return host->trouble == Trouble::kSlow || host->trouble == Trouble::kSilent ||
         host->trouble == Trouble::kEndless;
}

std::optional<Served> World::BadDay(const MadeHost& host, const Asked& asked) const {
  const int hour = HourOf(asked.at);
  switch (host.trouble) {
    case Trouble::kBusy:
      if (hour < 6 || hour >= 9) return std::nullopt;
      return Served{.status = 429,
                    .headers = {{"Retry-After", fmt::format("{}", kRetryAfter)}},
                    .body = "Too many requests.\n"};
    case Trouble::kDown:
      if (hour < 12 || hour >= 15) return std::nullopt;
      return Served{
          .status = 503,
          .headers = {{"Retry-After", HttpDate(asked.at + std::chrono::seconds(kRetryAfter))}},
          .body = "Down for a while.\n"};
    case Trouble::kGone:
      if (!IsFeed(asked) || asked.at < options_.begin + std::chrono::days(2)) return std::nullopt;
      return Served{.status = 410, .body = "Gone.\n"};
    case Trouble::kFailing:
      if (!IsFeed(asked)) return std::nullopt;
      return Served{.status = 500, .body = "An error.\n"};
    case Trouble::kMoved:
      if (asked.path != "/feed") return std::nullopt;
      return Served{.status = 301, .headers = {{"Location", "/new-feed"}}, .body = "Moved.\n"};
    case Trouble::kCaptcha:
      if (!IsFeed(asked)) return std::nullopt;
      return Served{.headers = {{"Content-Type", "text/html"}},
                    .body =
                        "<!DOCTYPE html><html><head><title>Are you a robot?</title></head>"
                        "<body><h1>Please solve this captcha</h1></body></html>\n"};
    default:
      return std::nullopt;
  }
}

std::optional<Served> World::Hostile(const MadeHost& host, const Asked& asked) const {
  const Headers html = {{"Content-Type", "text/html; charset=utf-8"}};
  switch (host.trouble) {
    case Trouble::kSlow:
      return Served{
          .headers = html, .body = std::string(100'000, ' '), .sending = Sending::kDribble};
    case Trouble::kSilent:
      return Served{.sending = Sending::kSilence};
    case Trouble::kBomb:
      return Served{.headers = {html[0], {"Content-Encoding", "gzip"}}, .body = Bomb()};
    case Trouble::kRedirects: {
      const std::size_t query = asked.path.find("?hop=");
      const int hop = query == std::string::npos ? 0 : std::atoi(asked.path.c_str() + query + 5);
      return Served{
          .status = 302,
          .headers = {{"Location", fmt::format("{}?hop={}", asked.path.substr(0, query), hop + 1)}},
          .body = "Elsewhere.\n"};
    }
    case Trouble::kFlood: {
      Served served{.headers = html, .body = "<html><body><p>Flood</p></body></html>"};
      for (int i = 0; i < kFloodHeaders; ++i)
        served.headers.emplace_back(fmt::format("X-Flood-{}", i), std::string(100, 'x'));
      return served;
    }
    case Trouble::kShort:
      return Served{.headers = html, .body = "<html><body><p>Short", .sending = Sending::kShort};
    case Trouble::kEndless:
      return Served{.headers = html, .body = "<html><body>", .sending = Sending::kEndless};
    case Trouble::kNonsense:
      return Served{.body = "HELLO 999 this is not HTTP\n\n", .sending = Sending::kNonsense};
    default:
      return std::nullopt;
  }
}

}  // namespace testweb
