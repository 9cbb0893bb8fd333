// What a person follows: one feed, site, sitemap or page, and how it is doing.
//
//   answer of a poll  --TakePoll-->  FollowedSource  --TroublesOf-->  "failing since Monday: 503"
//
// Everything here is a function of values: no clock, no network, no database. source_book.h keeps
// the values; poll_time.h says when the next poll is due.
//
// A 304 never ends a failure. What is sent back to the server (Validators) is of the last answer
// that was good; after a failure of content, and after a 304 in the middle of a failure, nothing is
// sent, so that the server must show what it has.
//
// All functions are pure and safe to call from many threads.

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/instant.h"

namespace checkback {

using SourceKey = std::int64_t;  // from 1; 0: none

enum class FollowedKind : std::uint8_t {
  kFeed,     // RSS, Atom, JSON Feed
  kSite,     // a front page: its feeds are looked for, else its links are followed
  kSitemap,  // of news
  kPage,     // one page, looked at again and again
};
// "feed", "site", "sitemap", "page".
std::string_view NameOf(FollowedKind kind);
std::optional<FollowedKind> FollowedKindOf(std::string_view name);

// Why the last polls did not bring what they should.
enum class PollFailure : std::uint8_t {
  kNone,
  kNoAnswer,  // no address, no connection, too slow, cut off
  kStatus,    // an HTTP error that is none of the following
  kTooMany,   // 429, or 503 with Retry-After: we ask too often
  kBlocked,   // 401, 403, 451, or a page for people at the address of a feed
  kContent,   // an answer that is no feed, or cannot be read
  kRefused,   // we do not fetch from there: a private address, robots.txt
  kGone,      // 410: not asked again
};
// "no_answer", "status", "too_many", "blocked", "content", "refused", "gone"; "" for kNone.
std::string_view NameOf(PollFailure failure);
std::optional<PollFailure> PollFailureOf(std::string_view name);

// Byte for byte as the server gave them, quotes and all. "": none.
struct Validators {
  std::string etag;
  std::string last_modified;
  std::string of;  // the address that gave them (FetchRequest::validators_of)

  friend bool operator==(const Validators&, const Validators&) = default;
};

// Sizes of the articles of a source: the older ones, and the last ones.
struct ArticleDrift {
  double paragraphs_before = 0, paragraphs_now = 0;  // medians
  double characters_before = 0, characters_now = 0;
  bool changed = false;  // the lay-out of its pages has changed, it seems
};

struct FollowedSource {
  SourceKey key = 0;
  FollowedKind kind = FollowedKind::kFeed;
  std::string url;         // as it was typed
  std::string url_in_use;  // where it is polled: after discovery and permanent redirects
  std::string title;       // as people called it, else as the feed does
  std::vector<std::string> tags;
  Instant added_at{};

  Validators validators;  // of the last good answer
  std::optional<Instant> last_tried, last_good;
  std::optional<Instant> next_due;  // nothing: not polled any more (gone)

  std::optional<Instant> failing_since;
  PollFailure failure = PollFailure::kNone;
  std::string failure_text;    // "503 Service Unavailable"
  std::uint32_t failures = 0;  // one after another
  int last_status = 0;         // of HTTP; 0: no answer

  // What the feed itself asks for, in its last good answer; bits of hours and days in UTC.
  std::uint32_t ttl_minutes = 0;  // RSS ttl; RSS 1.0's updatePeriod / updateFrequency; 0: nothing
  std::uint32_t skip_hours = 0;   // bit 0: from 00:00
  std::uint32_t skip_days = 0;    // bit 0: Sunday
  // Cache-Control or Expires of the last answer that said it; 0: none did. Holds on where an answer
  // does not come or does not repeat it.
  std::uint32_t fresh_seconds = 0;

  std::optional<Instant> last_new;     // when it last listed something new
  std::optional<Instant> empty_since;  // a good feed without items
  std::uint32_t items = 0;             // of the last good answer
  double items_an_hour = 0;            // what it has been listing, the last days counting most
  bool ids_change = false;   // ids of known items are new at each poll; nothing is lost by it
  bool urls_change = false;  // their addresses too: items are told by their titles
  double pace = 1;           // times the usual wait, after it said that we ask too often
  double took_seconds = 0;   // a poll, as a moving mean
  std::optional<ArticleDrift> drift;  // nothing: too few articles yet
  std::string note;                   // what the last poll said beside: "moved for good: ..."
};

// What a poll brought.
struct SourcePoll {
  Instant at{};
  double took_seconds = 0;
  PollFailure failure = PollFailure::kNone;
  std::string failure_text;
  int status = 0;         // 304: unchanged
  std::string moved_to;   // where permanent redirects led, and nothing but those; "": nowhere
  Validators validators;  // of this answer
  std::string title;      // as the feed calls itself
  std::string note;       // "moved to another site: ..."; "" where there is nothing to say
  std::uint32_t ttl_minutes = 0, skip_hours = 0, skip_days = 0;  // as in FollowedSource
  std::uint32_t fresh_seconds = 0;                               // likewise
  std::uint32_t items = 0;                                       // listed
  std::uint32_t fresh = 0;                                       // of them not known before
  bool first = false;  // the first that listed anything: all of it is new
  // By the times of print in a first answer; nothing where it has none.
  std::optional<double> items_an_hour;
};

// `source` after `poll`; when the next one is due is for poll_time.h.
FollowedSource TakePoll(FollowedSource source, const SourcePoll& poll);

// What is to be sent with the next poll.
Validators ValidatorsFor(const FollowedSource& source);

enum class Trouble : std::uint8_t {
  kGone,
  kRefused,
  kBlocked,
  kFailing,
  kEmpty,
  kLayoutChanged,
  kSilent,
  kSlow,
  kIdsChange,
};
// "gone", "refused", "blocked", "failing", "empty", "layout_changed", "silent", "slow",
// "ids_change".
std::string_view NameOf(Trouble trouble);

struct SourceTrouble {
  Trouble trouble = Trouble::kFailing;
  std::optional<Instant> since;
  std::string text;  // for a person, one line: "503 Service Unavailable, 4 times"
};

// What is wrong with it, the worst first; empty where nothing is.
std::vector<SourceTrouble> TroublesOf(const FollowedSource& source, Instant now);
// "new" (never polled), "ok", or the name of the first trouble.
std::string_view StateOf(const FollowedSource& source, const std::vector<SourceTrouble>& troubles);

// A source is silent when it has listed nothing new for so long, and for ten times its usual gap.
inline constexpr std::chrono::hours kSilentAfter{7 * 24};
inline constexpr double kSilentGaps = 10;
// A poll that takes so long, in the mean, is slow.
inline constexpr double kSlowSeconds = 10;

// Paragraphs and characters of one article.
struct ArticleSize {
  std::uint32_t paragraphs = 0, characters = 0;
};
// Sizes in the order in which they came; nothing where there are too few for a judgement. The
// lay-out has changed where a median parts by kDriftFactor: on allsides/test (20 sources with 48
// articles or more, none of which is known to have changed) that is one alarm in 2,943 looks; at 2
// there were ten.
std::optional<ArticleDrift> DriftOf(const std::vector<ArticleSize>& sizes);
inline constexpr std::size_t kDriftLast = 12;    // are compared with
inline constexpr std::size_t kDriftBefore = 24;  // at least so many before
inline constexpr std::size_t kDriftKept = 120;
inline constexpr double kDriftFactor = 3;

}  // namespace checkback
