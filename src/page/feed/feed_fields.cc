#include "page/feed/feed_fields.h"

#include <algorithm>
#include <charconv>

#include "page/feed/plain_html.h"
#include "page/url.h"
#include "text/hash.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// No news is older than the web; 1970 is a clock that was never set.
constexpr Instant kFirstTime = std::chrono::sys_days(std::chrono::year(1990) / 1 / 1);
constexpr std::chrono::hours kAheadOfUs(48);
// Names of the whole feed or folder are repeated for each item, so they are short.
constexpr std::size_t kMaxNameBytes = 256;
constexpr std::size_t kMaxInherited = 16;

// A field that is no longer than a few times its limit is worth reading whole.
std::string Plain(std::string_view html, std::size_t most) {
  return Cut(PlainText(html.substr(0, 8 * most)), most);
}

// Zero width, direction marks, byte order mark.
bool IsUnseen(char32_t c) {
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || c == 0xAD;
}

std::string SeenOf(std::string_view link) {
  std::string seen;
  for (std::size_t at = 0; at < link.size();) {
    const CodePoint point = CodePointAt(link, at);
    if (point.value >= 0x20 && point.value != 0x7F && !IsUnseen(point.value))
      seen += link.substr(at, point.bytes);
    at += point.bytes;
  }
  return std::string(Trim(seen));
}

// "14 May 25 09:30 GMT" with the year in full; "" where the third word is no such year.
std::string WithFullYear(std::string_view text) {
  std::size_t at = text.find(',');
  at = at == std::string_view::npos ? 0 : at + 1;
  for (int word = 0; word < 2; ++word) {
    at = text.find_first_not_of(' ', at);
    if (at == std::string_view::npos) return "";
    at = std::min(text.find(' ', at), text.size());
  }
  at = text.find_first_not_of(' ', at);
  if (at == std::string_view::npos || text.size() < at + 2) return "";
  const auto is_digit = [&](std::size_t i) {
    return i < text.size() && text[i] >= '0' && text[i] <= '9';
  };
  if (!is_digit(at) || !is_digit(at + 1) || is_digit(at + 2)) return "";
  std::string full(text);
  return full.insert(at, text[at] == '9' ? "19" : "20");
}

}  // namespace

std::string Cut(std::string text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  text.resize(most);
  return text;
}

std::string FeedField(std::string_view html) {
  return Plain(html, kMaxFeedFieldBytes);
}

std::string FeedSummary(std::string_view html) {
  return Plain(html, kMaxFeedSummaryBytes);
}

std::string FeedLink(std::string_view base, std::string_view link) {
  if (link.size() > kMaxFeedFieldBytes) return "";
  std::string seen = SeenOf(link);
  if (seen.empty()) return "";
  const std::string lower = AsciiLower(std::string_view(seen).substr(0, 12));
  if (lower.starts_with("feed://")) {
    seen.replace(0, 4, "http");
  } else if (lower.starts_with("feed:http")) {
    seen.erase(0, 5);
  }
  return ResolveUrl(base, seen);
}

std::optional<PageTime> FeedTime(std::string_view text, const FeedSource& source) {
  text = Trim(text);
  if (text.size() > 100) return std::nullopt;
  std::optional<PageTime> time = ParsePageTime(text);
  if (!time) time = ParsePageTime(WithFullYear(text));
  if (!time || time->utc < kFirstTime) return std::nullopt;
  if (source.seen_at && time->utc > *source.seen_at + kAheadOfUs) return std::nullopt;
  return time;
}

std::optional<std::uint64_t> FeedNumber(std::string_view text, std::uint64_t most) {
  text = Trim(text);
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number > most)
    return std::nullopt;
  return number;
}

std::string FeedLanguage(std::string_view text) {
  std::string tag(Trim(text));
  std::replace(tag.begin(), tag.end(), '_', '-');
  const bool fits =
      tag.size() >= 2 && tag.size() <= 35 && std::all_of(tag.begin(), tag.end(), [](char c) {
        return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9') || c == '-';
      });
  return fits ? tag : "";
}

std::string FeedName(std::string_view html) {
  return Plain(html, kMaxNameBytes);
}

std::string FeedPerson(std::string_view text) {
  std::string person = FeedName(text);
  const std::size_t open = person.find('(');
  const std::size_t close = person.rfind(')');
  const bool mailed = person.substr(0, open).find('@') != std::string::npos;
  if (!mailed || open == std::string::npos || close == std::string::npos || close < open)
    return person;
  return std::string(Trim(std::string_view(person).substr(open + 1, close - open - 1)));
}

void AddOnce(std::string text, std::vector<std::string>& to) {
  if (text.empty() || to.size() >= kMaxFeedListed) return;
  if (std::find(to.begin(), to.end(), text) == to.end()) to.push_back(std::move(text));
}

void AddEnclosure(std::string_view base, std::string_view link, Enclosure described,
                  FeedItem& item) {
  if (item.enclosures.size() >= kMaxEnclosures) return;
  described.url = FeedLink(base, link);
  if (described.url.empty()) return;
  const auto same = [&](const Enclosure& other) { return other.url == described.url; };
  if (std::none_of(item.enclosures.begin(), item.enclosures.end(), same))
    item.enclosures.push_back(std::move(described));
}

void InheritAuthors(std::vector<std::string> authors, Feed& feed) {
  if (authors.size() > kMaxInherited) authors.resize(kMaxInherited);
  for (FeedItem& item : feed.items) {
    if (item.authors.empty()) item.authors = authors;
  }
}

void AddItem(FeedItem item, Feed& feed) {
  const bool empty =
      item.url.empty() && item.title.empty() && item.content_html.empty() && item.summary.empty();
  if (empty || feed.items.size() >= kMaxFeedItems) {
    ++feed.skipped;
    return;
  }
  if (item.id.empty()) item.id = item.url;
  if (item.id.empty())
    item.id = "sha256:" + Sha256Hex(item.title + "\n" + item.summary + "\n" + item.content_html);
  if (item.id.size() > kMaxFeedFieldBytes) item.id = "sha256:" + Sha256Hex(item.id);
  feed.items.push_back(std::move(item));
}

}  // namespace checkback
