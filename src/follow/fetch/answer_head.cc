#include "follow/fetch/answer_head.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "follow/fetch/http_date.h"
#include "text/take_until.h"
#include "text/utf8.h"

namespace checkback {
namespace {

using std::chrono::seconds;

// Clocks of servers behind one name differ; one that is further ahead is wrong.
constexpr seconds kClocksDiffer = std::chrono::hours(1);

bool IsBlank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

// Without blanks at its ends: bytes, of whatever charset.
std::string_view Bare(std::string_view text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsBlank(text.back())) text.remove_suffix(1);
  return text;
}

// "120": digits and nothing else. More than any time that we wait where it has too many.
std::optional<seconds> SecondsOf(std::string_view text) {
  constexpr std::size_t kMostDigits = 12;
  if (text.empty() || text.find_first_not_of("0123456789") != text.npos) return std::nullopt;
  if (text.size() > kMostDigits) return seconds::max();
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return seconds(value);
}

std::optional<FetchTime> NotBefore(std::string_view value, FetchTime now, seconds most) {
  std::optional<seconds> wait = SecondsOf(value);
  if (!wait) {
    const std::optional<Instant> until = ParseHttpDate(value);
    if (!until) return std::nullopt;
    wait = std::chrono::ceil<seconds>(*until - now);
  }
  return now + std::clamp(*wait, seconds(0), most);
}

// Cache-Control as far as a client that keeps for itself alone is concerned.
struct Caching {
  bool not_at_all = false;
  std::optional<seconds> max_age;
};

void ReadCacheControl(std::string_view value, Caching& caching) {
  while (!value.empty()) {
    std::string_view argument = Bare(TakeUntil(value, ','));
    const std::string name = AsciiLower(Bare(TakeUntil(argument, '=')));
    argument = Bare(argument);
    if (argument.size() >= 2 && argument.front() == '"' && argument.back() == '"')
      argument = argument.substr(1, argument.size() - 2);
    if (name == "no-store" || (name == "no-cache" && argument.empty())) caching.not_at_all = true;
    // Of two the shorter; what is no number is no time (RFC 9111, 4.2.1).
    if (name == "max-age") {
      const seconds age = SecondsOf(argument).value_or(seconds(0));
      caching.max_age = caching.max_age ? std::min(*caching.max_age, age) : age;
    }
  }
}

struct Fields {
  Caching caching;
  bool has_cache_control = false;
  std::string_view etag, last_modified, date, expires, age, retry_after, length, type, location;
};

// The first of each name counts.
void ReadField(std::string_view name, std::string_view value, Fields& fields, std::string& fault) {
  const std::pair<std::string_view, std::string_view*> wanted[] = {
      {"etag", &fields.etag},         {"last-modified", &fields.last_modified},
      {"date", &fields.date},         {"expires", &fields.expires},
      {"age", &fields.age},           {"retry-after", &fields.retry_after},
      {"content-type", &fields.type}, {"location", &fields.location},
  };
  const std::string lower = AsciiLower(name);
  if (lower == "cache-control") {
    fields.has_cache_control = true;
    ReadCacheControl(value, fields.caching);
  } else if (lower == "content-length") {
    if (!fields.length.empty() && fields.length != value) fault = "it has two lengths";
    fields.length = value;
  }
  for (const auto& [known, place] : wanted) {
    if (lower == known && place->empty()) *place = value;
  }
}

std::optional<seconds> FreshFor(const Fields& fields, const AnswerHead& read, FetchTime now) {
  if (fields.caching.not_at_all) return seconds(0);
  std::optional<seconds> fresh = fields.caching.max_age;
  if (!fresh && !fields.expires.empty()) {
    const std::optional<Instant> until = ParseHttpDate(fields.expires);  // "0" is the past
    const Instant from = read.date ? *read.date : std::chrono::floor<seconds>(now);
    fresh = until ? *until - from : seconds(0);
  }
  if (!fresh) return std::nullopt;
  const seconds age = SecondsOf(fields.age).value_or(seconds(0));
  return std::clamp(std::min(*fresh, kLongestFresh) - std::min(age, kLongestFresh), seconds(0),
                    kLongestFresh);
}

// A Last-Modified that is still to come would hide every change until then.
bool IsToCome(std::string_view last_modified, const AnswerHead& read, FetchTime now) {
  const std::optional<Instant> at = ParseHttpDate(last_modified);
  if (!at) return false;
  const Instant here = std::chrono::floor<seconds>(now);
  return *at > std::max(read.date.value_or(here), here) + kClocksDiffer;
}

std::string_view Opaque(std::string_view etag) {
  if (etag.starts_with("W/")) etag.remove_prefix(2);
  if (etag.starts_with('"')) etag.remove_prefix(1);
  if (etag.ends_with('"')) etag.remove_suffix(1);
  return etag;
}

}  // namespace

bool IsValidator(std::string_view validator) {
  return !validator.empty() && validator.size() <= kLongestValidator &&
         std::none_of(validator.begin(), validator.end(), [](char c) {
           return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
         });
}

bool IsSameEtag(std::string_view sent, std::string_view got) {
  if (sent.empty() || got.empty()) return true;
  const std::string_view a = Opaque(sent), b = Opaque(got);
  return !a.empty() && !b.empty() && (a.starts_with(b) || b.starts_with(a));
}

AnswerHead ReadAnswerHead(std::string_view head, FetchTime now, seconds most_retry_after) {
  AnswerHead read;
  Fields fields;
  TakeUntil(head, '\n');  // the status line
  while (!head.empty()) {
    std::string_view value = TakeUntil(head, '\n');
    if (value.find('\0') != value.npos) read.fault = "its head holds a NUL";
    if (value.empty() || IsBlank(value.front())) continue;  // the end, or a folded line
    const std::string_view name = TakeUntil(value, ':');
    ReadField(Bare(name), Bare(value), fields, read.fault);
  }
  read.date = ParseHttpDate(fields.date);
  if (IsValidator(fields.etag)) read.etag = fields.etag;
  if (IsValidator(fields.last_modified) && !IsToCome(fields.last_modified, read, now))
    read.last_modified = fields.last_modified;
  read.content_type = RepairUtf8(fields.type);
  read.location = fields.location;
  read.not_before = NotBefore(fields.retry_after, now, most_retry_after);
  read.fresh_for = FreshFor(fields, read, now);
  return read;
}

}  // namespace checkback
