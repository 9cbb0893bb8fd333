// Polls of sources: from the book to the fetcher, and what came of it back into the book.

#include <algorithm>
#include <optional>
#include <utility>

#include "follow/following/following_inside.h"

namespace checkback {
namespace {

// Until the answer of a poll is in the book it counts as one that brought nothing: not asked again
// before the time that usually lies between two polls of it, an hour at least.
constexpr std::chrono::seconds kUnanswered{3600};

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
  Result<std::vector<FollowedSource>> due =
      book_->Due(now, options_.polls_at_once - polling_.size());
  if (!due) return Fail(due.error());
  // A push may come while the feed is being asked: then it is asked again after that.
  std::erase_if(*due,
                [&](const FollowedSource& source) { return polling_.count(source.key) != 0; });
  if (due->empty()) return {};
  const Result<void> begun = book_->Step([&](SourceBook& book) -> Result<void> {
    for (const FollowedSource& source : *due)
      if (const Result<void> done = book.Begin(source.key, now, UntilAnswered(source, now)); !done)
        return done;
    return {};
  });
  if (!begun) return Fail(begun.error());
  for (FollowedSource& source : *due) {
    if (source.kind == FollowedKind::kPage) {
      if (const Result<void> done = PollPage(source); !done) return done;
      continue;
    }
    fetcher_.Start(PollRequest(source, TagOf(Asking::kPoll, source.key)));
    polling_.emplace(source.key, std::move(source));
  }
  return {};
}

// A page that a person named lists itself; when it is looked at is for the plan.
Result<void> Following::Inside::PollPage(const FollowedSource& source) {
  const Instant now = Now();
  SourcePoll poll;
  poll.at = now;
  poll.status = 200;
  poll.items = 1;
  Result<SourceBook::Added> added;
  const Result<void> done = book_->Step([&](SourceBook& book) -> Result<void> {
    added = book.AddPages(source.key, std::vector<NewPage>{{.url = source.url_in_use}}, now);
    if (!added) return Fail(added.error());
    const Result<FollowedSource> polled = book.Polled(source.key, poll, {});
    if (!polled) return Fail(polled.error());
    return {};
  });
  if (!done) return Fail(done.error());
  return added->fresh[0] ? QueuePage(added->keys[0], FetchUrgency::kNew) : Result<void>();
}

Result<void> Following::Inside::TakePolled(FetchAnswer answer) {
  const auto found = polling_.find(KeyOf(answer.tag));
  if (found == polling_.end()) return {};
  FollowedSource source = found->second;
  std::optional<CapturedBefore> before = SaidBefore(source.url_in_use);
  workshop_.Start([answer = std::move(answer), before = std::move(before),
                   source = std::move(source)]() mutable -> Made {
    Result<LoggedAnswer> logged =
        LogRecordsOf(answer, {FetchPurpose::kPoll, source.url}, before, DeflaterOfThread());
    MadeFeed made = MakeFeed(answer, std::move(source));
    if (logged) made.logged = std::move(*logged);
    return made;
  });
  return {};
}

// Which items are new, and pages for them; `wanted` are those that are to be looked at, with the
// number of their item.
Result<void> Following::Inside::Sifted(SourceBook& book, const MadeFeed& made, SourcePoll& poll,
                                       std::vector<std::pair<PageKey, std::size_t>>& wanted) {
  const PollAnswer& read = made.read;
  const Result<checkback::Sifted> sifted =
      book.Sift(made.source.key, read.items, poll.at,
                made.is_part ? SourceBook::ListIs::kOneOfSeveral : SourceBook::ListIs::kWhole);
  if (!sifted) return Fail(sifted.error());
  const bool first = made.is_part ? !made.source.last_good : sifted->first;
  poll.fresh = static_cast<std::uint32_t>(sifted->fresh);
  poll.first = sifted->first;
  std::vector<NewPage> pages;
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < read.items.size() && pages.size() < kMostNewPages; ++i) {
    if (read.items[i].url.empty() || sifted->items[i] == ItemNews::kKnown) continue;
    NewPage page{.url = read.items[i].url};
    if (read.feed) {
      const FeedItem& item = read.feed->items[i];
      if (first && IsOldOfSitemap(*read.feed, item, poll.at)) continue;
      if (item.published_at) page.published_at = item.published_at->utc;
    }
    pages.push_back(std::move(page));
    numbers.push_back(i);
  }
  const Result<SourceBook::Added> added = book.AddPages(made.source.key, pages, poll.at);
  if (!added) return Fail(added.error());
  for (std::size_t n = 0; n < numbers.size(); ++n)
    if (added->fresh[n] || sifted->items[numbers[n]] == ItemNews::kEdited)
      wanted.emplace_back(added->keys[n], numbers[n]);
  return {};
}

// A site with a feed is followed by that; what turned out to be an index of sitemaps as one.
Result<void> Following::Inside::TakeDiscovered(const MadeFeed& made, Instant now) {
  const FollowedSource& source = made.source;
  if (!made.read.discovered || source.url_in_use != source.url) return {};
  const Discovered& found = *made.read.discovered;
  Result<void> became;
  if (!found.feeds.empty())
    became = book_->Become(source.key, FollowedKind::kFeed, found.feeds[0].url, found.title);
  else if (found.lists && source.kind != FollowedKind::kSitemap)
    became = book_->Become(source.key, FollowedKind::kSitemap, source.url_in_use, found.title);
  else
    return {};
  return became ? book_->Postpone(source.key, now) : became;
}

Result<void> Following::Inside::TakeFeed(MadeFeed made) {
  if (made.is_part) return TakeSitemapPart(std::move(made));
  if (made.read.poll) {
    const SourceKey key = made.source.key;
    const Result<bool> goes_on = BeginIndex(made);
    if (!goes_on) return Fail(goes_on.error());
    if (*goes_on) return NextPart(key);
  }
  return EndPoll(std::move(made));
}

Result<void> Following::Inside::EndPoll(MadeFeed made) {
  const SourceKey key = made.source.key;
  polling_.erase(key);
  if (!made.read.poll)  // it was not asked
    return book_->Postpone(key,
                           std::max(made.read.until, Now() + std::chrono::seconds(kShortestWait)));
  SourcePoll& poll = *made.read.poll;
  ++tally_.polls;
  tally_.failed_polls += poll.failure != PollFailure::kNone;
  std::vector<std::pair<PageKey, std::size_t>> wanted;
  TextsOfPoll texts{.items = {}, .validators = poll.validators, .at = poll.at, .waiting = {}};
  const Result<void> done = book_->Step([&](SourceBook& book) -> Result<void> {
    if (!made.read.items.empty()) {
      if (const Result<void> sifted = Sifted(book, made, poll, wanted); !sifted) return sifted;
      const Result<bool> unread = LeaveUnread(book, made, poll, wanted);
      if (!unread) return Fail(unread.error());
      if (*unread) {
        texts.items = made.read.items;
        poll.validators = {};
      }
    }
    const Result<FollowedSource> polled = book.Polled(key, poll, made.read.wishes);
    if (!polled) return Fail(polled.error());
    if (!made.read.feed || options_.push_callback.empty()) return {};
    return book.TakeOffer(key, made.read.push, options_.push_callback, poll.at);
  });
  // Removed in the meantime: then there is nothing to enter.
  if (!done && done.error().code == Errc::kNotFound) return {};
  if (!done) return Fail(done.error());
  tally_.items += poll.fresh;
  if (const Result<void> taken = TakeDiscovered(made, poll.at); !taken) return taken;
  if (!texts.items.empty()) texts_.insert_or_assign(key, std::move(texts));
  Result<void> asked = WantAll(made, wanted);
  // Pages that were being made already are no part of it: the next poll tells their texts again.
  if (const auto left = texts_.find(key); left != texts_.end() && left->second.waiting.empty())
    texts_.erase(left);
  return asked;
}

// Marks the items whose texts are wanted as if they had said something else, so that the next poll
// finds them edited. Whether there are any.
Result<bool> Following::Inside::LeaveUnread(
    SourceBook& book, const MadeFeed& made, const SourcePoll& poll,
    const std::vector<std::pair<PageKey, std::size_t>>& wanted) {
  if (!made.read.feed) return false;
  std::vector<ListedItem> items;
  for (const auto& [page, number] : wanted) {
    if (!PageOfItem(*made.read.feed, made.read.feed->items[number], poll.at)) continue;
    items.push_back(made.read.items[number]);
    items.back().changed += " (not kept yet)";
  }
  if (items.empty()) return false;
  const Result<checkback::Sifted> marked =
      book.Sift(made.source.key, items, poll.at, SourceBook::ListIs::kOneOfSeveral);
  if (!marked) return Fail(marked.error());
  return true;
}

// The text that `page` has in a feed is kept, or cannot be had.
Result<void> Following::Inside::TextDone(SourceKey source, PageKey page) {
  const auto found = texts_.find(source);
  if (found == texts_.end() || found->second.waiting.erase(page) == 0) return {};
  if (!found->second.waiting.empty()) return {};
  const TextsOfPoll texts = std::move(found->second);
  texts_.erase(found);
  Result<void> done = book_->Step([&](SourceBook& book) -> Result<void> {
    const Result<checkback::Sifted> marked =
        book.Sift(source, texts.items, texts.at, SourceBook::ListIs::kOneOfSeveral);
    if (!marked) return Fail(marked.error());
    return book.KeepValidators(source, texts.validators);
  });
  if (!done && done.error().code == Errc::kNotFound) return {};  // removed in the meantime
  return done;
}

Result<void> Following::Inside::WantAll(
    MadeFeed& made, const std::vector<std::pair<PageKey, std::size_t>>& wanted) {
  // Shared: each item that carries its text is made into a capture on a thread of its own.
  std::shared_ptr<const Feed> feed;
  if (made.read.feed) feed = std::make_shared<const Feed>(std::move(*made.read.feed));
  for (const auto& [page, number] : wanted)
    if (const Result<void> asked = Want(feed, number, page, made); !asked) return asked;
  return {};
}

// An item that is new or was edited: its page is fetched, or its text taken from the feed.
Result<void> Following::Inside::Want(const std::shared_ptr<const Feed>& feed, std::size_t number,
                                     PageKey key, const MadeFeed& made) {
  std::optional<Page> text;
  if (feed) text = PageOfItem(*feed, feed->items[number], made.read.poll->at);
  if (!text) return QueuePage(key, FetchUrgency::kNew);
  if (making_.count(key) != 0) return {};
  Result<FoundPage> page = book_->PageAt(key);
  if (!page) return Fail(page.error());
  making_.insert(key);
  const SourceKey source = made.source.key;
  if (const auto texts = texts_.find(source); texts != texts_.end())
    texts->second.waiting.insert(key);
  workshop_.Start(
      [feed, number, source, text = std::move(*text), page = std::move(*page)]() mutable -> Made {
        MadePage item = MakeItem(*feed, feed->items[number], text, std::move(page));
        item.of_poll = source;
        return item;
      });
  return {};
}

}  // namespace checkback
