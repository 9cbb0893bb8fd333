// The address at which hubs call us: what they are answered.
//
//   GET  .../TOKEN?hub.mode=subscribe&hub.topic=...&hub.challenge=x   200, "x": where we asked for
//   it GET  .../TOKEN?hub.mode=denied&hub.topic=...&hub.reason=...       200 POST .../TOKEN, signed
//   202, and the feed is polled POST .../TOKEN, not signed, or wrong 202, and nothing happens
//   anything about a token that is none of ours                       404; of a POST 410
//
// What was sent is not kept: it is the hub's word, not the publisher's. It says that there is news,
// and the publisher is asked for it (docs/decisions/0031-websub.md).
//
// Works on the book of sources (sources.db), so it may be in another process than what follows.
// Safe to call from many threads.

#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "follow/sources/source_book.h"
#include "text/instant.h"
#include "text/result.h"

namespace checkback {

struct HubCall {
  bool is_post = false;
  std::string_view token;  // the last segment of the path
  // Of a GET; "" where it is not there.
  std::string_view mode = {}, topic = {}, challenge = {}, lease_seconds = {}, reason = {};
  // Of a POST.
  std::string_view signature = {}, body = {};
};

struct HubAnswer {
  int status = 404;
  std::string body = {};  // plain text, of a 200: the challenge
};

class PushHook {
 public:
  // `folder` is that of the store. The book is opened when somebody calls.
  explicit PushHook(std::string folder) : folder_(std::move(folder)) {}

  HubAnswer Answer(const HubCall& call, Instant now);
  // Whether it is the token of a subscription: others have nothing to say that is long.
  bool IsKnown(std::string_view token);

 private:
  Result<SourceBook*> Book();

  const std::string folder_;
  std::mutex mutex_;
  std::unique_ptr<SourceBook> book_;
};

// What a hub may send at a time; more is refused.
inline constexpr std::size_t kMostPushBytes = 2u << 20;

}  // namespace checkback
