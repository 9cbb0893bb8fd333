// A webhook as the receiver sees it: a JSON body and a signature that shows who sent it and when
// (Standard Webhooks, standardwebhooks.com, symmetric form).
//
//   webhook-id: msg_5f2a9c...            the same whenever this message is sent again
//   webhook-timestamp: 1747216800        seconds since 1970, of this attempt
//   webhook-signature: v1,K5oZfz...=     base64(HMAC-SHA256(key, "<id>.<timestamp>.<body>"))
//
//   {"type":"story.answered","timestamp":"2025-05-14T10:00:00Z","data":{...}}
//
// A secret is "whsec_" and the base64 of its key, or any other text, whose bytes are then the key.
//
// Pure and safe to call from many threads.

#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "answer/alerts/state_changes.h"
#include "follow/fetch/fetch_answer.h"
#include "text/instant.h"
#include "text/result.h"

namespace checkback {

// The key of a secret. kBadInput: shorter than 16 bytes, or no base64 after "whsec_".
inline constexpr std::size_t kLeastKeyBytes = 16;
Result<std::string> WebhookKeyOf(std::string_view secret);

// "v1,K5oZfz..."
std::string WebhookSignature(std::string_view key, std::string_view id, Instant at,
                             std::string_view body);

// What is kept until it was sent.
struct WebhookMessage {
  std::string id;  // of the change and of whom it is for; no two changes have one
  std::string body;
};
// `watch` is NameOfRule; `made_at` is when the change was told.
WebhookMessage WebhookOf(const WholeStory& whole, const StateChange& change, std::string_view watch,
                         Instant made_at);

// The headers of one attempt, Content-Type too.
std::vector<FetchHeader> WebhookHeaders(const WebhookMessage& message, std::string_view key,
                                        Instant at);

// How long to wait after so many failures in a row: 5 s, 20 s, 80 s, ... at most 6 hours.
std::chrono::seconds WebhookDelay(std::size_t failures);
// A message that was not taken by then is given up.
inline constexpr std::chrono::hours kLongestTried{72};

}  // namespace checkback
