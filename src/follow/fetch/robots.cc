#include "follow/fetch/robots.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <utility>

#include "text/take_until.h"
#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kMostSitemaps = 1000;
constexpr double kLongestDelay = 1e9;  // seconds; so that it can be counted in milliseconds

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool IsLetter(char c) {
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'z';
}

bool IsUnreserved(unsigned char c) {
  return IsLetter(static_cast<char>(c)) || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

void AppendEscaped(unsigned char byte, std::string& out) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  out += '%';
  out += kDigits[byte >> 4];
  out += kDigits[byte & 15];
}

// One form for all ways to write a path (RFC 9309, 2.2.2): what needs no escape has none, what is
// not ASCII has one, in capitals. The signs of patterns, where they are themselves, are escaped:
// in a path all of them, in a pattern $ (whose last one is taken off before).
std::string PathForm(std::string_view text, bool is_pattern) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const int high = byte == '%' && i + 2 < text.size() ? HexValue(text[i + 1]) : -1;
    const int low = high >= 0 ? HexValue(text[i + 2]) : -1;
    if (low >= 0) {
      const auto meant = static_cast<unsigned char>(high * 16 + low);
      if (IsUnreserved(meant))
        out += static_cast<char>(meant);
      else
        AppendEscaped(meant, out);
      i += 2;
    } else if (byte <= ' ' || byte >= 0x7F || byte == '$' || (byte == '*' && !is_pattern)) {
      AppendEscaped(byte, out);
    } else {
      out += text[i];
    }
  }
  return out;
}

// The place behind the first `piece` in `text`; npos without one. Linear, unlike string_view::find.
std::size_t EndOfFirst(std::string_view text, std::string_view piece) {
  if (piece.empty()) return 0;
  const void* found = memmem(text.data(), text.size(), piece.data(), piece.size());
  if (found == nullptr) return std::string_view::npos;
  return static_cast<std::size_t>(static_cast<const char*>(found) - text.data()) + piece.size();
}

// Ends at LF, CR or both.
std::string_view TakeLine(std::string_view& rest) {
  const std::size_t end = std::min(rest.find_first_of("\r\n"), rest.size());
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end);
  if (rest.starts_with("\r\n"))
    rest.remove_prefix(2);
  else if (!rest.empty())
    rest.remove_prefix(1);
  return line;
}

// What is read of `text`: without a byte order mark, and without a line that is cut.
std::string_view Readable(std::string_view text) {
  const bool is_cut = text.size() > kMostRobotsBytes;
  text = text.substr(0, kMostRobotsBytes);
  if (is_cut) text = text.substr(0, std::min(text.find_last_of("\r\n"), text.size()));
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return text;
}

// "checkback" of "checkback/0.1 (news)": letters, - and _ (RFC 9309, 2.2.1).
std::string_view TokenOf(std::string_view value) {
  std::size_t end = 0;
  while (end < value.size() && (value[end] == '-' || value[end] == '_' || IsLetter(value[end])))
    ++end;
  return value.substr(0, end);
}

std::optional<std::chrono::milliseconds> DelayOf(std::string_view value) {
  double delay = 0;
  const auto read = std::from_chars(value.data(), value.data() + value.size(), delay);
  if (read.ec == std::errc::result_out_of_range) delay = kLongestDelay;
  if (read.ec == std::errc::invalid_argument || !std::isfinite(delay) || delay < 0)
    return std::nullopt;
  return std::chrono::milliseconds(
      static_cast<std::int64_t>(std::min(delay, kLongestDelay) * 1000));
}

}  // namespace

// Takes a robots.txt line by line: keeps what stands in groups for us and in groups for all.
class RobotsReader {
 public:
  explicit RobotsReader(std::string_view token) : token_(AsciiLower(TokenOf(token))) {}

  void Take(std::string_view line) {
    ++line_;
    line = Trim(TakeUntil(line, '#'));
    const std::size_t colon = line.find(':');
    if (colon == line.npos) return;
    const std::string key = AsciiLower(Trim(line.substr(0, colon)));
    const std::string_view value = Trim(line.substr(colon + 1));
    if (key == "user-agent")
      TakeAgent(value);
    else if (key == "allow" || key == "disallow")
      TakeRule(value, key == "allow");
    else if (key == "crawl-delay")
      TakeDelay(value);
    else if (key == "sitemap" && sitemaps_.size() < kMostSitemaps && !value.empty())
      sitemaps_.emplace_back(RepairUtf8(value));
  }

  Robots Done() {
    Robots& mine = named_us_ ? ours_ : alls_;
    mine.sitemaps_ = std::move(sitemaps_);
    for (const Robots::Rule& rule : mine.rules_)
      mine.bytes_ += sizeof rule + rule.pattern.size() + rule.written.size();
    for (const std::string& sitemap : mine.sitemaps_)
      mine.bytes_ += sizeof(std::string) + sitemap.size();
    return std::move(mine);
  }

 private:
  // Agents that stand together share the rules below them.
  void TakeAgent(std::string_view value) {
    if (rules_begun_) for_us_ = for_all_ = rules_begun_ = false;
    if (value.starts_with('*')) for_all_ = true;
    if (!token_.empty() && AsciiLower(TokenOf(value)) == token_) for_us_ = named_us_ = true;
  }

  void TakeRule(std::string_view value, bool allow) {
    rules_begun_ = true;
    // An empty one says nothing; others begin at the root.
    if (!value.starts_with('/') && !value.starts_with('*')) return;
    Robots::Rule rule;
    rule.anchored = value.ends_with('$');
    rule.pattern = PathForm(rule.anchored ? value.substr(0, value.size() - 1) : value, true);
    rule.allow = allow;
    rule.line = line_;
    rule.written = RepairUtf8(value);
    if (for_us_) ours_.rules_.push_back(rule);
    if (for_all_) alls_.rules_.push_back(std::move(rule));
  }

  // No rule of the RFC, so it parts no agents; the longest counts.
  void TakeDelay(std::string_view value) {
    const auto delay = DelayOf(value);
    if (!delay) return;
    for (const auto& [in_force, robots] : {std::pair(for_us_, &ours_), std::pair(for_all_, &alls_)})
      if (in_force) robots->crawl_delay_ = std::max(robots->crawl_delay_.value_or(*delay), *delay);
  }

  std::string token_;
  Robots ours_, alls_;
  std::vector<std::string> sitemaps_;
  std::size_t line_ = 0;
  bool for_us_ = false, for_all_ = false;  // the group that is being read
  bool rules_begun_ = false;
  bool named_us_ = false;  // anywhere
};

Robots Robots::Parse(std::string_view text, std::string_view product_token) {
  RobotsReader reader(product_token);
  std::string_view rest = Readable(text);
  while (!rest.empty()) reader.Take(TakeLine(rest));
  return reader.Done();
}

bool Robots::Matches(const Rule& rule, std::string_view path) {
  std::string_view pattern = rule.pattern;
  bool is_first = true;
  while (true) {
    const std::size_t star = pattern.find('*');
    const std::string_view piece = pattern.substr(0, star);
    const bool is_last = star == pattern.npos;
    if (is_last && rule.anchored) {
      return is_first ? path == piece : path.ends_with(piece);
    }
    if (is_first && !path.starts_with(piece)) return false;
    const std::size_t end = is_first ? piece.size() : EndOfFirst(path, piece);
    if (end == std::string_view::npos) return false;
    if (is_last) return true;
    path.remove_prefix(end);
    pattern.remove_prefix(star + 1);
    is_first = false;
  }
}

Robots::Verdict Robots::Ask(std::string_view path) const {
  if (path.empty()) path = "/";
  // Else nobody could know the rules (RFC 9309, 2.2.2).
  if (path == "/robots.txt") return {};
  const std::string form = PathForm(path, false);
  const Rule* counts = nullptr;
  for (const Rule& rule : rules_) {
    const std::size_t size = rule.pattern.size();
    if (counts != nullptr && (size < counts->pattern.size() ||
                              (size == counts->pattern.size() && (counts->allow || !rule.allow))))
      continue;
    if (Matches(rule, form)) counts = &rule;
  }
  if (counts == nullptr) return {};
  return {counts->allow, counts->line, counts->written};
}

}  // namespace checkback
