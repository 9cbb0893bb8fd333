// robots.txt (RFC 9309): what a host asks crawlers to leave alone.
//
//   User-agent: checkback
//   Disallow: /search            longest match counts, Allow wins a tie
//   Allow: /search/about$        $ is the end, * any bytes
//   Crawl-delay: 10              not in the RFC, and kept all the same
//
// A group that names our product token counts alone; else those for *. What cannot be read is
// passed over, so an HTML page forbids nothing. Linear in the text; asking is linear in the path
// for each rule.
//
// Pure and safe to call from many threads.

#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace checkback {

// What is read of a longer one (RFC 9309, 2.5: at least 500 KiB). The line that is cut is left out.
inline constexpr std::size_t kMostRobotsBytes = 500u << 10;

class Robots {
 public:
  Robots() = default;  // allows everything

  // `product_token` is ours, "checkback", compared without regard to case.
  static Robots Parse(std::string_view text, std::string_view product_token);

  struct Verdict {
    bool allowed = true;
    std::size_t line = 0;  // of the rule that counts, from 1; 0: none does
    std::string rule;      // as written: "/search"
  };
  // `path` with its query: "/a?b=c". Percent escapes may be written either way.
  Verdict Ask(std::string_view path) const;

  // As written, however long; nothing where the group has none that is a number of seconds.
  std::optional<std::chrono::milliseconds> crawl_delay() const { return crawl_delay_; }
  // As written, whatever the group; at most 1000.
  const std::vector<std::string>& sitemaps() const { return sitemaps_; }
  // About how much memory the rules take.
  std::size_t bytes() const { return bytes_; }

 private:
  struct Rule {
    std::string pattern;  // escapes as PathForm has them, without the last $
    bool anchored = false;
    bool allow = false;
    std::size_t line = 0;
    std::string written;
  };
  friend class RobotsReader;
  static bool Matches(const Rule& rule, std::string_view path);

  std::vector<Rule> rules_;  // of our group
  std::optional<std::chrono::milliseconds> crawl_delay_;
  std::vector<std::string> sitemaps_;
  std::size_t bytes_ = 0;
};

}  // namespace checkback
