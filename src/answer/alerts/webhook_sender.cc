#include "answer/alerts/webhook_sender.h"

#include <fmt/format.h>

#include <utility>

namespace checkback {
namespace {

constexpr std::size_t kMostAnswerBytes = 64u << 10;  // what a receiver says is not read
constexpr std::chrono::seconds kAnswerTime{15};      // Standard Webhooks: 15 to 30 s

}  // namespace

FetcherOptions WebhookFetching(std::string user_agent, std::vector<NetBlock> allowed) {
  FetcherOptions options;
  options.user_agent = std::move(user_agent);
  options.allowed = std::move(allowed);
  options.per_host_delay = std::chrono::milliseconds(0);
  options.per_address_delay = std::chrono::milliseconds(0);
  options.head_time = kAnswerTime;
  options.whole_time = kAnswerTime;
  options.most_bytes = kMostAnswerBytes;
  options.most_unpacked_bytes = kMostAnswerBytes;
  options.most_redirects = 0;
  return options;
}

std::vector<std::string> WebhookSender::Work(Instant now, std::chrono::milliseconds wait) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point end = Clock::now() + wait;
  std::vector<std::string> words;
  const auto note = [&](const Result<void>& done) {
    if (!done) words.push_back(done.error().what);
    return done.has_value();
  };
  if (!note(StartDue(now))) return words;
  while (!sending_.empty()) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
    const auto answer = fetcher_.Next(std::max(left, std::chrono::milliseconds(0)));
    if (!answer || !note(Take(*answer, now, words)) || !note(StartDue(now))) break;
  }
  return words;
}

// One message to each endpoint that has none under way.
Result<void> WebhookSender::StartDue(Instant now) {
  for (std::size_t i = 0; i < endpoints_.size(); ++i) {
    const WebhookEndpoint& endpoint = endpoints_[i];
    if (sending_.contains(i)) continue;
    const Result<std::optional<AlertMark>> mark = book_.MarkOf(endpoint.watch);
    if (!mark) return Fail(mark.error());
    if (!*mark) continue;
    Result<std::optional<DueMessage>> due = book_.NextDue((*mark)->watch, now);
    if (!due) return Fail(due.error());
    if (!*due) continue;
    FetchRequest request;
    request.tag = i;
    request.url = endpoint.url;
    request.method = FetchRequest::Method::kPost;
    request.body = (*due)->message.body;
    request.headers = WebhookHeaders((*due)->message, endpoint.key, now);
    request.ask_robots = false;
    sending_.emplace(i, Sending{i, (*mark)->watch, std::move(**due)});
    fetcher_.Start(std::move(request));
  }
  return {};
}

Result<void> WebhookSender::Take(const FetchAnswer& answer, Instant now,
                                 std::vector<std::string>& words) {
  const auto found = sending_.find(answer.tag);
  if (found == sending_.end()) return {};
  const Sending sending = std::move(found->second);
  sending_.erase(found);
  if (answer.outcome == FetchOutcome::kFetched)
    return book_.Sent(sending.watch, sending.message.row);
  std::optional<Instant> not_before;
  if (answer.not_before) not_before = std::chrono::ceil<std::chrono::seconds>(*answer.not_before);
  const Result<std::size_t> given_up =
      book_.Failed(sending.watch, sending.message, now, not_before);
  if (!given_up) return Fail(given_up.error());
  words.push_back(fmt::format("webhook {}: {}", endpoints_[sending.endpoint].url,
                              answer.why.empty() ? NameOf(answer.outcome) : answer.why));
  if (*given_up > 0)
    words.push_back(fmt::format("webhook {}: {} given up after three days",
                                endpoints_[sending.endpoint].url, *given_up));
  return {};
}

}  // namespace checkback
