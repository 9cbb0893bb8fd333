// Polls of sources: from the book to the fetcher, and what came of it back into the book.

#include <algorithm>
#include <utility>

#include "follow/following/following_inside.h"
#include "follow/following/poll_outcome.h"

namespace checkback {
namespace {

// Until the answer of a poll is in the book it counts as one that brought nothing: not asked again
// before the time that usually lies between two polls of it, an hour at least.
constexpr std::chrono::seconds kUnanswered{3600};

// Of a sitemap that is read for the first time, what is older than this is not news.
constexpr std::chrono::hours kOldestOfSitemap{48};
// Of one answer; a list that is longer is the archive of a site.
constexpr std::size_t kMostNewPages = 1000;

Instant UntilAnswered(const FollowedSource& source, Instant now) {
  std::chrono::seconds usual = kUnanswered;
  if (source.next_due && source.last_tried && *source.next_due > *source.last_tried)
    usual = std::max(usual, *source.next_due - *source.last_tried);
  return now + std::min<std::chrono::seconds>(usual, kLongestWait);
}

bool IsOldOfSitemap(const Feed& feed, const FeedItem& item, Instant now) {
  if (feed.kind != FeedKind::kSitemap) return false;
  const std::optional<PageTime>& time = item.updated_at ? item.updated_at : item.published_at;
  return !time || now - time->utc > kOldestOfSitemap;
}

}  // namespace

Result<void> Following::Inside::StartPolls() {
  if (polling_.size() >= options_.polls_at_once) return {};
  const Instant now = Now();
  Result<std::vector<FollowedSource>> due = book_->Due(now, options_.polls_at_once - polling_.size());
  if (!due) return Fail(due.error());
  if (due->empty()) return {};
  const Result<void> begun = book_->Step([&](SourceBook& book) -> Result<void> {
    for (const FollowedSource& source : *due)
      if (const Result<void> done = book.Begin(source.key, now, UntilAnswered(source, now)); !done)
        return done;
    return {};
  });
  if (!begun) return begun;
  for (FollowedSource& source : *due) {
    if (polling_.count(source.key) != 0) continue;
    if (source.kind == FollowedKind::kPage) {
      if (const Result<void> done = PollPage(source); !done) return done;
      continue;
    }
    const Validators validators = ValidatorsFor(source);
    fetcher_.Start({.tag = TagOf(Asking::kPoll, source.key),
                    .url = source.url_in_use,
                    .etag = validators.etag,
                    .last_modified = validators.last_modified,
                    .validators_of = validators.of,
                    .ask_robots = false});
    polling_.emplace(source.key, std::move(source));
  }
  return {};
}

// A page that a person named lists itself; when it is looked at is for the plan.
Result<void> Following::Inside::PollPage(const FollowedSource& source) {
  const Instant now = Now();
  SourcePoll poll{.at = now, .status = 200, .items = 1};
  Result<SourceBook::Added> added;
  const Result<void> done = book_->Step([&](SourceBook& book) -> Result<void> {
    added = book.AddPages(source.key, std::vector<NewPage>{{.url = source.url_in_use}}, now);
    if (!added) return Fail(added.error());
    const Result<FollowedSource> polled = book.Polled(source.key, poll, {});
    if (!polled) return Fail(polled.error());
    return {};
  });
  if (!done) return done;
  return added->fresh[0] ? QueuePage(added->keys[0], FetchUrgency::kNew) : Result<void>();
}

Result<void> Following::Inside::TakePolled(FetchAnswer answer) {
  const auto found = polling_.find(static_cast<SourceKey>(answer.tag / 2));
  if (found == polling_.end()) return {};
  if (answer.outcome == FetchOutcome::kHeld) {
    const Instant until =
        answer.not_before ? std::chrono::ceil<std::chrono::seconds>(*answer.not_before) : Now();
    const SourceKey key = found->first;
    polling_.erase(found);
    return book_->Postpone(key, std::max(until, Now() + std::chrono::seconds(kShortestWait)));
  }
  FollowedSource source = found->second;
  workshop_.Start([answer = std::move(answer), source = std::move(source)]() mutable -> Made {
    return MakeFeed(std::move(answer), std::move(source));
  });
  return {};
}

// Which items are new, and pages for them; `wanted` are those that are to be looked at, with the
// number of their item.
Result<void> Following::Inside::Sifted(SourceBook& book, const MadeFeed& made, SourcePoll& poll,
                                       std::vector<std::pair<PageKey, std::size_t>>& wanted) {
  const Feed& feed = **made.feed;
  const Result<checkback::Sifted> sifted = book.Sift(made.source.key, ListedOf(feed), poll.at);
  if (!sifted) return Fail(sifted.error());
  poll.fresh = static_cast<std::uint32_t>(sifted->fresh);
  poll.first = sifted->first;
  std::vector<NewPage> pages;
  std::vector<std::size_t> items;
  for (std::size_t i = 0; i < feed.items.size() && pages.size() < kMostNewPages; ++i) {
    const FeedItem& item = feed.items[i];
    if (item.url.empty() || sifted->items[i] == ItemNews::kKnown) continue;
    if (sifted->first && IsOldOfSitemap(feed, item, poll.at)) continue;
    pages.push_back({.url = item.url,
                     .published_at = item.published_at ? std::optional(item.published_at->utc)
                                                       : std::nullopt});
    items.push_back(i);
  }
  const Result<SourceBook::Added> added = book.AddPages(made.source.key, pages, poll.at);
  if (!added) return Fail(added.error());
  for (std::size_t n = 0; n < items.size(); ++n)
    if (added->fresh[n] || sifted->items[items[n]] == ItemNews::kEdited)
      wanted.emplace_back(added->keys[n], items[n]);
  return {};
}

Result<void> Following::Inside::TakeFeed(MadeFeed made) {
  polling_.erase(made.source.key);
  ++tally_.polls;
  const Result<Feed>* feed = made.feed ? &*made.feed : nullptr;
  const bool lists = feed != nullptr && feed->has_value();
  SourcePoll poll = PollOf(made.answer, feed);
  const PollWishes wishes = WishesOf(made.answer, lists ? &**feed : nullptr, made.source);
  tally_.failed_polls += poll.failure != PollFailure::kNone;
  std::vector<std::pair<PageKey, std::size_t>> wanted;
  const Result<void> done = book_->Step([&](SourceBook& book) -> Result<void> {
    if (lists) {
      if (const Result<void> sifted = Sifted(book, made, poll, wanted); !sifted) return sifted;
    }
    const Result<FollowedSource> polled = book.Polled(made.source.key, poll, wishes);
    // Removed in the meantime: then there is nothing to enter.
    if (!polled && polled.error().code != Errc::kNotFound) return Fail(polled.error());
    return {};
  });
  if (!done) return done;
  tally_.items += poll.fresh;
  for (const auto& [key, number] : wanted) {
    const FeedItem& item = (*feed)->items[number];
    std::optional<Page> text = PageOfItem(**feed, item, poll.at);
    if (!text) {
      if (const Result<void> queued = QueuePage(key, FetchUrgency::kNew); !queued) return queued;
      continue;
    }
    if (making_.count(key) != 0) continue;
    Result<FoundPage> page = book_->PageAt(key);
    if (!page) return Fail(page.error());
    making_.insert(key);
    // The feed goes along: the line that is kept says what it says of itself.
    Feed head = **feed;
    head.items.clear();
    workshop_.Start([head = std::move(head), item, text = std::move(*text),
                     page = std::move(*page)]() mutable -> Made {
      return MakeItem(head, item, text, std::move(page));
    });
  }
  return {};
}

}  // namespace checkback
