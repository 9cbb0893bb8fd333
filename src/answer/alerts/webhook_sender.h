// Sends what waits in the outbox to those who asked for it: at least once, until it is taken.
//
//   WebhookSender sender(*book, std::move(endpoints), std::move(fetcher));
//   for (const std::string& word : sender.Work(now, std::chrono::seconds(0))) Complain(word);
//
// To one receiver goes one message at a time. One that does not answer 2xx is left alone for a
// while, the longer the more often it failed (WebhookDelay), or for as long as it asks; its message
// waits, and others are tried before it comes again. The same message always has the same id, by
// which a receiver knows it again. The fetcher refuses private addresses that are not allowed, when
// it connects.
//
// One object belongs to one thread at a time.

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "answer/alerts/alert_book.h"
#include "answer/alerts/alert_rules.h"
#include "follow/fetch/fetcher.h"

namespace checkback {

struct WebhookEndpoint {
  std::string watch;  // NameOfRule
  std::string url;
  std::string key;  // WebhookKeyOf
};

// Options of a fetcher for webhooks: no pause between messages, no robots.txt, short waits.
FetcherOptions WebhookFetching(std::string user_agent, std::vector<NetBlock> allowed);

class WebhookSender {
 public:
  // `book` must outlive it.
  WebhookSender(AlertBook& book, std::vector<WebhookEndpoint> endpoints, Fetcher fetcher)
      : book_(book), endpoints_(std::move(endpoints)), fetcher_(std::move(fetcher)) {}

  // Sends what is due and takes in answers, for at most `wait`; 0: what can be done at once. What
  // went wrong, for a person.
  std::vector<std::string> Work(Instant now, std::chrono::milliseconds wait);
  // Messages that wait for an answer.
  std::size_t in_flight() const { return sending_.size(); }

 private:
  struct Sending {
    std::size_t endpoint = 0;
    std::int64_t watch = 0;
    DueMessage message;
  };

  Result<void> StartDue(Instant now);
  Result<void> Take(const FetchAnswer& answer, Instant now, std::vector<std::string>& words);

  AlertBook& book_;
  std::vector<WebhookEndpoint> endpoints_;
  Fetcher fetcher_;
  std::map<std::uint64_t, Sending> sending_;  // by tag: the place of the endpoint
};

}  // namespace checkback
