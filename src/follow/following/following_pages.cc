// Pages: which are asked for, and what becomes of those that do not come. Their further parts are
// in following_parts.cc.

#include <algorithm>
#include <utility>

#include "follow/following/following_inside.h"
#include "follow/following/page_outcome.h"
#include "page/url.h"

namespace checkback {
namespace {

// Pages that wait in memory, by host; what is due beyond it waits in the plan.
constexpr std::size_t kMostWaiting = 20'000;
// How often the book is asked for pages that wait: those that failed before, and those of others.
constexpr std::chrono::minutes kLoadWaiting{10};

}  // namespace

std::string QueueHostOf(const std::string& url) {
  const std::optional<UrlParts> parts = SplitUrl(url);
  return parts ? parts->host : std::string();
}

Result<void> Following::Inside::LoadWaiting() {
  waiting_loaded_ = Now();
  const Result<std::vector<FoundPage>> waiting = book_->Waiting(waiting_loaded_, kMostWaiting);
  if (!waiting) return Fail(waiting.error());
  // The newest is put last, for it is taken first.
  for (auto page = waiting->rbegin(); page != waiting->rend(); ++page)
    if (making_.count(page->key) == 0)
      queues_.Put(QueueHostOf(page->url), page->key, FetchUrgency::kNew);
  return {};
}

Result<void> Following::Inside::QueuePage(PageKey key, FetchUrgency urgency) {
  if (making_.count(key) != 0 || queues_.Has(key)) return {};
  const Result<FoundPage> page = book_->PageAt(key);
  if (!page) return Fail(page.error());
  if (page->state == PageState::kDone && IsElsewhere(*page)) {
    const Result<std::optional<FoundPage>> other = book_->PageOf(page->validators.of);
    if (!other) return Fail(other.error());
    // One step: the other is no view of a third.
    const bool waits =
        *other && (*other)->state <= PageState::kWatched && making_.count((*other)->key) == 0;
    if (waits) queues_.Put(QueueHostOf((*other)->url), (*other)->key, urgency);
    return {};
  }
  if (page->state == PageState::kDone || page->state == PageState::kGone) return {};
  queues_.Put(QueueHostOf(page->url), key, urgency);
  return {};
}

Result<void> Following::Inside::QueueDue() {
  const Instant now = Now();
  while (!later_.empty() && later_.top().first <= now) {
    const PageKey page = later_.top().second;
    later_.pop();
    if (const Result<void> done = QueuePage(page, FetchUrgency::kRevisit); !done) return done;
  }
  if (now - waiting_loaded_ >= kLoadWaiting) {
    if (const Result<void> done = LoadWaiting(); !done) return done;
  }
  const Instant until = std::min(now, options_.revisits_until.value_or(now));
  while (queues_.waiting() < kMostWaiting) {
    const std::optional<PageKey> page = watch_.Next(until);
    if (!page) break;
    if (const Result<void> done = QueuePage(*page, FetchUrgency::kRevisit); !done) return done;
  }
  return {};
}

Result<void> Following::Inside::StartPages() {
  while (fetching_.size() < options_.pages_at_once && workshop_.open() < options_.answers_at_once) {
    const std::optional<PageKey> page = queues_.Take(Clock());
    if (!page) break;
    const Result<bool> started = StartPage(*page);
    if (!started) return Fail(started.error());
    if (!*started) queues_.Done(*page);
  }
  return {};
}

// False where it is not asked for now.
Result<bool> Following::Inside::StartPage(PageKey key) {
  if (StartPart(key)) return true;
  const Instant now = Now();
  Result<FoundPage> page = book_->PageAt(key);
  if (!page) return Fail(page.error());
  if (page->state == PageState::kDone || page->state == PageState::kGone) {
    watch_.Drop(key);
    return false;
  }
  if (page->not_before && *page->not_before > now) {
    later_.emplace(*page->not_before, key);
    return false;
  }
  const std::string& of = page->validators.of.empty() ? page->url : page->validators.of;
  const Result<std::vector<Capture>> captures = store_.CapturesOf(of);
  if (!captures) return Fail(captures.error());
  std::optional<LastContent> last;
  for (const Capture& capture : *captures)
    if (!capture.is_revisit) last = LastContent{capture.seen_at, capture.url, capture.sha256};
  // What the store has seen since, before the book was told: the program had ended there.
  const Instant known = page->visited ? *page->visited + std::chrono::seconds(1) : page->first_seen;
  if (known <= opened_ && !captures->empty() && captures->back().seen_at >= known) {
    const Capture& seen = captures->back();
    watch_.Visited(*page, seen.seen_at, page->visited && seen.is_version);
    const Result<void> entered = book_->Visited(key, {.at = seen.seen_at,
                                                      .changed = page->visited && seen.is_version,
                                                      .validators = {},
                                                      .history = watch_.HistoryOf(key)});
    if (!entered) return Fail(entered.error());
    return false;
  }
  // Without what it is about, "not modified" would say nothing.
  const bool can_compare = last.has_value();
  fetcher_.Start({.tag = TagOf(Asking::kPage, key),
                  .url = page->url,
                  .etag = can_compare ? page->validators.etag : "",
                  .last_modified = can_compare ? page->validators.last_modified : "",
                  .validators_of = page->validators.of});
  fetching_.emplace(key, Fetching{std::move(*page), std::move(last)});
  return true;
}

Result<void> Following::Inside::TakeFetched(FetchAnswer answer) {
  const auto key = static_cast<PageKey>(answer.tag / 2);
  if (auto part = unfinished_.extract(key)) {
    queues_.Done(key);
    return TakeFetchedPart(std::move(answer), std::move(part.mapped()));
  }
  const auto found = fetching_.find(key);
  if (found == fetching_.end()) return {};
  Fetching fetching = std::move(found->second);
  fetching_.erase(found);
  queues_.Done(key);
  const std::string host = QueueHostOf(fetching.page.url);
  if (answer.not_before) queues_.Hold(host, *answer.not_before);
  if (answer.outcome == FetchOutcome::kHeld) {
    queues_.Put(host, key, fetching.page.visited ? FetchUrgency::kRevisit : FetchUrgency::kNew);
    return {};
  }
  if (answer.outcome != FetchOutcome::kFetched && answer.outcome != FetchOutcome::kNotModified)
    return PageFailed(fetching.page, FailedVisit(answer, fetching.page, Now()));
  ++tally_.fetched;
  making_.insert(key);
  workshop_.Start([answer = std::move(answer), page = std::move(fetching.page),
                   last = std::move(fetching.last)]() mutable -> Made {
    return MakePage(std::move(answer), std::move(page), last);
  });
  return {};
}

Result<void> Following::Inside::PageFailed(const FoundPage& page, PageVisit visit) {
  ++tally_.failed_pages;
  if (visit.state == PageState::kDone || visit.state == PageState::kGone)
    watch_.Drop(page.key);
  else if (visit.not_before)
    later_.emplace(*visit.not_before, page.key);
  return book_->Step([&](SourceBook& book) -> Result<void> {
    if (const Result<void> done = book.Visited(page.key, visit); !done) return done;
    const bool given_up = visit.state == PageState::kDone || visit.state == PageState::kGone;
    return given_up && !page.visited && page.source != 0 ? book.NotKept(page.source, visit.at)
                                                         : Result<void>();
  });
}

}  // namespace checkback
