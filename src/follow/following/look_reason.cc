#include "follow/following/look_reason.h"

#include <algorithm>
#include <utility>

#include "follow/following/page_watch.h"
#include "page/url.h"

namespace checkback {
namespace {

std::string HostIn(std::string_view url) {
  const std::optional<UrlParts> parts = SplitUrl(url);
  return parts ? parts->host : std::string();
}

Result<void> TakeLooks(const Store& store, LookReason& reason) {
  const Result<std::vector<Capture>> captures = store.CapturesOf(reason.page.url);
  if (!captures) return Fail(captures.error());
  for (auto at = captures->rbegin(); at != captures->rend() && reason.looks.size() < kLooksTold;
       ++at)
    reason.looks.push_back({*at, at->is_revisit   ? PageLook::Gave::kUnchanged
                                 : at->is_version ? PageLook::Gave::kVersion
                                                  : PageLook::Gave::kSame});
  return {};
}

// Sources that were told to stay away speak for their host, and one names the page.
Result<void> TakeSources(SourceBook& book, LookReason& reason) {
  const Result<std::vector<FollowedSource>> sources = book.All();
  if (!sources) return Fail(sources.error());
  const std::string host = HostIn(reason.page.url);
  for (const FollowedSource& source : *sources) {
    if (source.key == reason.page.source) reason.source = source.url;
    if (source.failure != PollFailure::kTooMany || !source.next_due ||
        HostIn(source.url_in_use) != host)
      continue;
    reason.held_until = std::max(reason.held_until.value_or(*source.next_due), *source.next_due);
  }
  return {};
}

Result<void> TakeStory(const Store& store, SourceBook& book, Instant now, PageWatch& watch,
                       LookReason& reason) {
  for (const PageLook& look : reason.looks) {
    const Result<StoryReason> in = store.ReasonOf(look.capture);
    if (!in) continue;  // a capture without an article is in none
    Result<StoredStory> story = store.FindStory(in->story);
    if (!story) return Fail(story.error());
    reason.story = story->id;
    StoryWatch stories;
    if (const auto done = stories.LookAt(store, book, watch, now, std::move(*story)); !done)
      return done;
    if (const StoryCall* call = stories.CallOf(reason.page.key)) reason.call = *call;
    return {};
  }
  return {};
}

void TakeNext(Instant now, LookReason& reason) {
  const FoundPage& page = reason.page;
  if (page.state == PageState::kDone || page.state == PageState::kGone) return;
  const auto not_before = [&](const std::optional<Instant>& time) {
    if (time && *time > now) reason.next = std::max(reason.next.value_or(*time), *time);
  };
  if (reason.plan) not_before(reason.plan->due);
  not_before(page.not_before);
  not_before(reason.held_until);
}

}  // namespace

std::string_view NameOf(PageLook::Gave gave) {
  switch (gave) {
    case PageLook::Gave::kVersion:
      return "version";
    case PageLook::Gave::kSame:
      return "same";
    case PageLook::Gave::kUnchanged:
      return "unchanged";
  }
  return "same";
}

Result<std::optional<LookReason>> WhyLookedAt(const Store& store, SourceBook& book,
                                              std::string_view url, const LookBudget& budget,
                                              Instant now) {
  Result<std::optional<FoundPage>> page = book.PageOf(url);
  if (!page) return Fail(page.error());
  if (!*page) return std::nullopt;
  LookReason reason;
  reason.page = std::move(**page);
  if (const Result<void> done = TakeLooks(store, reason); !done) return Fail(done.error());
  if (const Result<void> done = TakeSources(book, reason); !done) return Fail(done.error());
  reason.visits_a_second = budget.revisits.visits_a_second;
  const auto own = budget.hosts.budgets.find(HostIn(reason.page.url));
  reason.host_pages_an_hour =
      own == budget.hosts.budgets.end() ? budget.hosts.pages_an_hour : own->second;
  if (reason.page.state == PageState::kWatched) {
    PageWatch watch(budget.revisits);
    if (const Result<void> done = watch.Restore(book, now); !done) return Fail(done.error());
    if (const auto done = TakeStory(store, book, now, watch, reason); !done)
      return Fail(done.error());
    reason.watched = watch.pages();
    if (watch.Has(reason.page.key)) reason.plan = watch.ReasonOf(reason.page.key, now);
  }
  TakeNext(now, reason);
  return reason;
}

}  // namespace checkback
