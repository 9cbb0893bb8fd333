#include "follow/following/poll_outcome.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "page/http_message.h"
#include "text/hash.h"

namespace checkback {
namespace {

constexpr std::array kBlocking = {401, 403, 451};
constexpr int kTooManyRequests = 429, kUnavailable = 503;

Instant SecondsOf(FetchTime time) {
  return std::chrono::floor<std::chrono::seconds>(time);
}

PollFailure OfStatus(const FetchAnswer& answer) {
  if (std::find(kBlocking.begin(), kBlocking.end(), answer.status) != kBlocking.end())
    return PollFailure::kBlocked;
  if (answer.status == kTooManyRequests || (answer.status == kUnavailable && answer.not_before))
    return PollFailure::kTooMany;
  return PollFailure::kStatus;
}

PollFailure FailureOf(const FetchAnswer& answer) {
  switch (answer.outcome) {
    case FetchOutcome::kFetched:
    case FetchOutcome::kNotModified:
      return PollFailure::kNone;
    case FetchOutcome::kGone:
      return PollFailure::kGone;
    case FetchOutcome::kRefused:
    case FetchOutcome::kRobots:
      return PollFailure::kRefused;
    case FetchOutcome::kHeld:
      return PollFailure::kTooMany;
    case FetchOutcome::kHttpError:
      return OfStatus(answer);
    case FetchOutcome::kTooLarge:
    case FetchOutcome::kBadAnswer:
      return PollFailure::kContent;
    case FetchOutcome::kNetwork:
    case FetchOutcome::kTimeout:
      return PollFailure::kNoAnswer;
  }
  return PollFailure::kNoAnswer;
}

// A page for people at the address of a feed: a wall, a captcha, a notice.
bool IsPageForPeople(const FetchAnswer& answer) {
  const std::string type = MediaTypeOf(answer.content_type);
  return type == "text/html" || type == "application/xhtml+xml";
}

}  // namespace

bool BringsFeed(const FetchAnswer& answer) {
  return answer.outcome == FetchOutcome::kFetched;
}

SourcePoll PollOf(const FetchAnswer& answer, const Result<Feed>* feed) {
  SourcePoll poll;
  poll.at = SecondsOf(answer.ended);
  poll.took_seconds = std::chrono::duration<double>(answer.ended - answer.began).count();
  poll.status = answer.status;
  poll.failure = FailureOf(answer);
  poll.failure_text = poll.failure == PollFailure::kNone ? "" : answer.why;
  if (!answer.moved_elsewhere) poll.moved_to = answer.permanent_url;
  poll.validators = {answer.etag, answer.last_modified};
  if (poll.failure != PollFailure::kNone || feed == nullptr) return poll;
  if (!*feed) {
    poll.failure = IsPageForPeople(answer) ? PollFailure::kBlocked : PollFailure::kContent;
    poll.failure_text = fmt::format("{}: {}", answer.url, feed->error().what);
    poll.validators = {};
    return poll;
  }
  poll.title = (*feed)->title;
  poll.items = static_cast<std::uint32_t>((*feed)->items.size());
  poll.items_an_hour = ItemsAnHour(**feed, poll.at);
  poll.asks = FeedAsks{(*feed)->ttl_minutes, (*feed)->skip_hours, (*feed)->skip_days};
  return poll;
}

PollWishes WishesOf(const FetchAnswer& answer, const Feed* feed, const FollowedSource& source) {
  PollWishes wishes;
  wishes.fresh_for = answer.fresh_for;
  if (answer.not_before)
    wishes.not_before = std::chrono::ceil<std::chrono::seconds>(*answer.not_before);
  wishes.ttl_minutes = feed != nullptr ? feed->ttl_minutes : source.asks.ttl_minutes;
  wishes.skip_hours = feed != nullptr ? feed->skip_hours : source.asks.skip_hours;
  wishes.skip_days = feed != nullptr ? feed->skip_days : source.asks.skip_days;
  return wishes;
}

std::vector<ListedItem> ListedOf(const Feed& feed) {
  std::vector<ListedItem> listed;
  listed.reserve(feed.items.size());
  for (const FeedItem& item : feed.items) {
    ListedItem one{.id = item.id, .url = item.url, .title = item.title, .changed = {}};
    if (item.updated_at) one.changed = ToRfc3339(*item.updated_at);
    if (!item.content_html.empty())
      one.changed += fmt::format(" {:016x}", Hash64(item.content_html));
    listed.push_back(std::move(one));
  }
  return listed;
}

std::optional<double> ItemsAnHour(const Feed& feed, Instant now) {
  std::optional<Instant> first;
  std::size_t dated = 0;
  for (const FeedItem& item : feed.items) {
    if (!item.published_at || item.published_at->utc > now) continue;
    ++dated;
    first = std::min(first.value_or(now), item.published_at->utc);
  }
  constexpr double kHour = 3600;
  if (dated < 2 || *first >= now) return std::nullopt;
  return static_cast<double>(dated) * kHour / static_cast<double>((now - *first).count());
}

}  // namespace checkback
