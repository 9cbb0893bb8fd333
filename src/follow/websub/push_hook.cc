#include "follow/websub/push_hook.h"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>

#include "follow/websub/subscription.h"
#include "follow/websub/websub.h"

namespace checkback {
namespace {

std::optional<std::chrono::seconds> SecondsIn(std::string_view text) {
  std::int64_t seconds = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || seconds < 0)
    return std::nullopt;
  return std::chrono::seconds(seconds);
}

HubAnswer Unavailable() {
  return {503, "not now\n"};
}

Result<HubAnswer> TakeWord(SourceBook& book, const HubCall& call, Subscription subscription,
                           Instant now) {
  const bool asks = call.mode == "subscribe" || call.mode == "unsubscribe";
  if (asks && call.challenge.empty()) return HubAnswer{404, "not asked for\n"};
  const HubWordTaken taken = TakeHubWord({.mode = call.mode,
                                          .topic = call.topic,
                                          .reason = call.reason,
                                          .lease = SecondsIn(call.lease_seconds)},
                                         now, subscription);
  if (taken == HubWordTaken::kNo) return HubAnswer{404, "not asked for\n"};
  const Result<void> done =
      taken == HubWordTaken::kEnded ? book.Forget(subscription.key) : book.Keep(subscription);
  if (!done) return Fail(done.error());
  return HubAnswer{200, std::string(call.challenge)};
}

Result<HubAnswer> TakePush(SourceBook& book, const HubCall& call, const Subscription& subscription,
                           Instant now) {
  if (subscription.state == PushState::kEnding) return HubAnswer{410, "no longer wanted\n"};
  // Section 8: the hub is not told that it was not believed.
  if (!IsActive(subscription, now) || !IsSignedBy(subscription.secret, call.signature, call.body))
    return HubAnswer{202, ""};
  if (const Result<void> pushed = book.Pushed(subscription.key, now); !pushed)
    return Fail(pushed.error());
  return HubAnswer{202, ""};
}

}  // namespace

Result<SourceBook*> PushHook::Book() {
  const std::lock_guard lock(mutex_);
  if (book_) return book_.get();
  const std::string path = fmt::format("{}/{}", folder_, SourceBook::kFileName);
  std::error_code error;
  // Not made here: without it nothing is followed.
  if (!std::filesystem::exists(path, error)) return nullptr;
  Result<std::unique_ptr<SourceBook>> book = SourceBook::Open(path);
  if (!book) return Fail(book.error());
  book_ = std::move(*book);
  return book_.get();
}

bool PushHook::IsKnown(std::string_view token) {
  const Result<SourceBook*> book = Book();
  if (!book || *book == nullptr) return false;
  const auto found = (*book)->SubscriptionOf(token);
  return found && *found;
}

HubAnswer PushHook::Answer(const HubCall& call, Instant now) {
  const Result<SourceBook*> book = Book();
  if (!book) return Unavailable();
  const HubAnswer not_ours{call.is_post ? 410 : 404, "no such subscription\n"};
  if (*book == nullptr) return not_ours;
  Result<HubAnswer> answer = not_ours;
  const Result<void> done = (*book)->Step([&](SourceBook& held) -> Result<void> {
    auto found = held.SubscriptionOf(call.token);
    if (!found) return Fail(found.error());
    if (!*found) return {};
    answer = call.is_post ? TakePush(held, call, **found, now)
                          : TakeWord(held, call, std::move(**found), now);
    return answer ? Result<void>() : Fail(answer.error());
  });
  return done && answer ? *answer : Unavailable();
}

}  // namespace checkback
