#include "follow/sources/poll_answer.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/utf8.h"

namespace checkback {
namespace {

using std::chrono::seconds;

std::uint32_t BitsOf(const std::vector<int>& numbers, int most) {
  std::uint32_t bits = 0;
  for (const int number : numbers)
    if (number >= 0 && number < most) bits |= std::uint32_t{1} << number;
  return bits;
}

// By the times of print that a first list has: so many in the time between the first and the last.
std::optional<double> RateOf(const Feed& feed) {
  std::optional<Instant> first, last;
  std::size_t count = 0;
  for (const FeedItem& item : feed.items) {
    if (!item.published_at || !item.published_at->has_time) continue;
    const Instant at = item.published_at->utc;
    first = first ? std::min(*first, at) : at;
    last = last ? std::max(*last, at) : at;
    ++count;
  }
  if (count < 2 || *last <= *first) return std::nullopt;
  return static_cast<double>(count - 1) * 3600 / static_cast<double>((*last - *first).count());
}

std::vector<ListedItem> ItemsOf(const Feed& feed) {
  std::vector<ListedItem> items;
  items.reserve(feed.items.size());
  for (const FeedItem& item : feed.items)
    items.push_back({.id = item.id,
                     .url = item.url,
                     .title = item.title,
                     .changed = item.updated_at ? ToRfc3339(*item.updated_at) : std::string()});
  return items;
}

void Fails(PollFailure failure, std::string why, PollAnswer& read) {
  read.poll->failure = failure;
  read.poll->failure_text = std::move(why);
}

void TakeFeed(Feed feed, PollAnswer& read) {
  SourcePoll& poll = *read.poll;
  poll.title = feed.title;
  poll.ttl_minutes = static_cast<std::uint32_t>(std::max(feed.ttl_minutes.value_or(0), 0));
  poll.skip_hours = BitsOf(feed.skip_hours, 24);
  poll.skip_days = BitsOf(feed.skip_days, 7);
  poll.items = static_cast<std::uint32_t>(feed.items.size());
  poll.items_an_hour = RateOf(feed);
  read.items = ItemsOf(feed);
  read.feed = std::move(feed);
}

// A body at the address of a feed or sitemap.
void ReadAsFeed(const FollowedSource& source, const FetchAnswer& answer, PollAnswer& read) {
  const DiscoverPlace place{.url = answer.url, .content_type = answer.content_type};
  Result<Feed> feed = ReadFeed(answer.body, {.url = answer.url, .seen_at = read.poll->at});
  if (feed && feed->kind == FeedKind::kSitemapIndex) {
    read.parts = PartsOf(*feed);
    read.poll->items = static_cast<std::uint32_t>(feed->items.size());
    read.discovered = Discover(answer.body, place);
    return;
  }
  if (feed) {
    // An archive of a site has 50,000 addresses; what is old in it is neither new nor remembered.
    const std::size_t listed = feed->items.size();
    if (feed->kind == FeedKind::kSitemap)
      DropOlder(
          std::min(read.poll->at, source.last_good.value_or(read.poll->at)) - kOldestOfSitemap,
          *feed);
    read.push = PushOfferOf(answer.response_head, answer.url, *feed);
    TakeFeed(std::move(*feed), read);
    read.poll->items = static_cast<std::uint32_t>(listed);
    return;
  }
  Discovered found = Discover(answer.body, place);
  const bool is_page = found.what == Discovery::kSite || found.what == Discovery::kPage;
  if (is_page && source.last_good)
    return Fails(PollFailure::kBlocked, "a page for people where the feed was", read);
  Fails(PollFailure::kContent, is_page ? "a page, not a feed" : feed.error().what, read);
  if (!source.last_good) read.discovered = std::move(found);
}

void ReadBody(const FollowedSource& source, const FetchAnswer& answer, PollAnswer& read) {
  if (source.kind == FollowedKind::kFeed || source.kind == FollowedKind::kSitemap)
    return ReadAsFeed(source, answer, read);
  if (source.kind == FollowedKind::kPage) return;
  const DiscoverPlace place{.url = answer.url, .content_type = answer.content_type};
  read.discovered = Discover(answer.body, place);
  read.poll->title = read.discovered->title;
  if (read.discovered->what == Discovery::kNothing)
    return Fails(PollFailure::kContent, read.discovered->why, read);
  for (OfferedFeed& link : ArticleLinks(answer.body, place, kMostFrontLinks))
    read.items.push_back({.id = {}, .url = std::move(link.url), .title = std::move(link.title)});
  read.poll->items = static_cast<std::uint32_t>(read.items.size());
}

PollFailure FailureOf(const FetchAnswer& answer) {
  switch (answer.outcome) {
    case FetchOutcome::kGone:
      return PollFailure::kGone;
    case FetchOutcome::kRefused:
    case FetchOutcome::kRobots:
      return PollFailure::kRefused;
    case FetchOutcome::kNetwork:
    case FetchOutcome::kTimeout:
      return PollFailure::kNoAnswer;
    case FetchOutcome::kTooLarge:
    case FetchOutcome::kBadAnswer:
      return PollFailure::kContent;
    case FetchOutcome::kHttpError:
      if (answer.status == 429 || (answer.status == 503 && answer.not_before))
        return PollFailure::kTooMany;
      if (answer.status == 401 || answer.status == 403 || answer.status == 451)
        return PollFailure::kBlocked;
      return PollFailure::kStatus;
    default:
      return PollFailure::kNone;
  }
}

// For how long the answer is good, as far as that is known. A request without an answer may have
// been answered all the same, as the last one was; where nothing was sent, nobody was asked.
std::optional<seconds> FreshFor(const FollowedSource& source, const FetchAnswer& answer) {
  if (answer.fresh_for) return answer.fresh_for;
  const bool has_no_answer =
      answer.outcome == FetchOutcome::kNetwork || answer.outcome == FetchOutcome::kTimeout;
  const bool holds_on =
      has_no_answer ? !answer.request_head.empty() : answer.outcome == FetchOutcome::kNotModified;
  if (!holds_on || source.fresh_seconds == 0) return std::nullopt;
  return seconds(source.fresh_seconds);
}

}  // namespace

PollAnswer ReadPollAnswer(const FollowedSource& source, const FetchAnswer& answer) {
  PollAnswer read;
  if (answer.not_before)
    read.wishes.not_before = std::chrono::ceil<std::chrono::seconds>(*answer.not_before);
  read.wishes.fresh_for = FreshFor(source, answer);
  const Instant at = std::chrono::floor<std::chrono::seconds>(answer.ended);
  if (answer.outcome == FetchOutcome::kHeld) {
    read.until = read.wishes.not_before.value_or(at + kUsualWait);
    return read;
  }
  read.poll.emplace();
  SourcePoll& poll = *read.poll;
  poll.at = at;
  poll.took_seconds = std::chrono::duration<double>(answer.ended - answer.began).count();
  poll.status = answer.status;
  poll.validators = {answer.etag, answer.last_modified, answer.url};
  poll.fresh_seconds = static_cast<std::uint32_t>(std::clamp<std::int64_t>(
      read.wishes.fresh_for.value_or(seconds(0)).count(), 0, seconds(kLongestWait).count()));
  if (answer.moved_elsewhere)
    poll.note = fmt::format("says that it has moved to another site: {}", answer.permanent_url);
  else
    poll.moved_to = answer.permanent_url;
  const PollFailure failure = FailureOf(answer);
  if (failure != PollFailure::kNone) {
    Fails(failure, answer.why, read);
  } else if (answer.outcome == FetchOutcome::kFetched) {
    ReadBody(source, answer, read);
  }
  return read;
}

FetchRequest PollRequest(const FollowedSource& source, std::uint64_t tag) {
  const Validators validators = ValidatorsFor(source);
  return {.tag = tag,
          .url = source.url_in_use,
          .etag = validators.etag,
          .last_modified = validators.last_modified,
          .validators_of = validators.of,
          .ask_robots = source.kind == FollowedKind::kSite || source.kind == FollowedKind::kPage};
}

}  // namespace checkback
