// Pages that need more than one answer (decision 0032): what else is asked for, in the turn of its
// host like every page.

#include <utility>

#include "follow/following/following_inside.h"
#include "follow/following/page_outcome.h"

namespace checkback {
namespace {

// Pages that wait for a part of theirs, in memory with what they have. Over it they are asked for
// again later.
constexpr std::size_t kMostUnfinished = 256;

}  // namespace

Result<void> Following::Inside::WantPart(MadePage made) {
  const PageKey key = made.page.key;
  if (made.wants->role == PartRole::kPage) {
    const Result<std::optional<FoundPage>> known = book_->PageOf(made.wants->url);
    if (!known) return Fail(known.error());
    if (*known && (*known)->state <= PageState::kWatched) {
      // It is looked at anyhow: the page that led to it is done.
      making_.erase(key);
      if (const Result<void> logged = LogUnkept(made); !logged) return logged;
      return book_->Visited(key, VisitElsewhere((*known)->url, Now()));
    }
    if (*known) return TakePage(WithoutPart(std::move(made)));  // done or gone: no use
  }
  if (unfinished_.size() >= kMostUnfinished) {
    making_.erase(key);
    if (const Result<void> logged = LogUnkept(made); !logged) return logged;
    PageVisit later{.at = Now(), .failed = true, .state = made.page.state};
    later.reason = "too many pages wait for a part of theirs";
    later.not_before = Now() + kFailedPageWait;
    return PageFailed(made.page, std::move(later));
  }
  queues_.Put(QueueHostOf(made.wants->url), key, FetchUrgency::kNew);
  unfinished_.insert_or_assign(key, std::move(made));
  return {};
}

// False where the page wants no part.
bool Following::Inside::StartPart(PageKey key) {
  const auto found = unfinished_.find(key);
  if (found == unfinished_.end()) return false;
  fetcher_.Start({.tag = TagOf(Asking::kPage, key), .url = found->second.wants->url});
  return true;
}

Result<void> Following::Inside::TakeFetchedPart(FetchAnswer answer, MadePage made) {
  if (answer.not_before) queues_.Hold(QueueHostOf(answer.url), *answer.not_before);
  const bool came = answer.outcome == FetchOutcome::kFetched;
  if (!came && IsWorthWaiting(answer, made.page)) {
    making_.erase(made.page.key);
    if (const Result<void> logged = LogUnkept(made); !logged) return logged;
    return PageFailed(made.page, FailedVisit(answer, made.page, Now()));
  }
  workshop_.Start([came, answer = std::move(answer), made = std::move(made)]() mutable -> Made {
    return came ? TakePart(answer, std::move(made)) : WithoutPart(std::move(made));
  });
  return {};
}

}  // namespace checkback
