// News by push: what is asked of hubs, and what they answer. What they say later comes in at
// follow/websub/push_hook.h, through the book.

#include <utility>

#include "follow/following/following_inside.h"

namespace checkback {
namespace {

// At a time; a site's thousand feeds often share one hub, and it is asked one thing at a time.
constexpr std::size_t kMostAskedOfHubs = 16;

}  // namespace

Result<void> Following::Inside::AskHubs() {
  if (options_.push_callback.empty() || asked_of_hubs_ >= kMostAskedOfHubs) return {};
  const Instant now = Now();
  const std::size_t most = kMostAskedOfHubs - asked_of_hubs_;
  const auto any = book_->SubscriptionsDue(now, 1);
  if (!any) return Fail(any.error());
  if (any->empty()) return {};
  return book_->Step([&](SourceBook& book) -> Result<void> {
    auto due = book.SubscriptionsDue(now, most);
    if (!due) return Fail(due.error());
    for (Subscription& one : *due) {
      const SubscriptionKey key = one.key;
      const std::optional<Subscription> asked = AfterAsking(std::move(one), now);
      // It is in the book before it is sent: the hub may ask back before it answers.
      const Result<void> kept = asked ? book.Keep(*asked) : book.Forget(key);
      if (!kept) return kept;
      if (!asked) continue;
      fetcher_.Start({.tag = TagOf(Asking::kHub, key),
                      .url = asked->hub,
                      .method = FetchRequest::Method::kPost,
                      .body = FormOf(*asked),
                      .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
                      .ask_robots = false});
      ++asked_of_hubs_;
    }
    return {};
  });
}

Result<void> Following::Inside::TakeHubAnswer(const FetchAnswer& answer) {
  --asked_of_hubs_;
  const Instant now = Now();
  return book_->Step([&](SourceBook& book) -> Result<void> {
    auto subscription = book.SubscriptionAt(KeyOf(answer.tag));
    if (!subscription) return Fail(subscription.error());
    if (!*subscription) return {};
    return book.Keep(AfterAnswer(std::move(**subscription), answer, now));
  });
}

}  // namespace checkback
