// A WebSub hub in the test web: takes requests, asks back, and pushes, when a test tells it to.
//
//   http://hub.example/     202 to each request that the standard allows, 400 to others
//
// It calls follow/websub/push_hook.h directly, as the web server of the program would.

#pragma once

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "asked.h"
#include "follow/websub/push_hook.h"
#include "text/instant.h"

namespace testweb {

struct AskedOfHub {
  std::string mode, topic, callback, secret, lease_seconds;
  checkback::Instant at{};

  // What stands behind the last slash of the callback.
  std::string Token() const { return callback.substr(callback.rfind('/') + 1); }
};

class Hub {
 public:
  static constexpr std::string_view kHost = "hub.example";
  static constexpr std::string_view kUrl = "http://hub.example/";

  // From any thread.
  Served Answer(const Asked& asked);
  // What was asked so far, and forgets it.
  std::vector<AskedOfHub> TakeAsked();
  // From now on every request is answered so.
  void AnswerWith(int status) { status_ = status; }

  // Asks back; the answer of the hook.
  static checkback::HubAnswer Verify(const AskedOfHub& asked, checkback::PushHook& hook,
                                     std::chrono::seconds lease, checkback::Instant now);
  // `method` "sha256" and so on; "": not signed.
  static checkback::HubAnswer Push(const AskedOfHub& asked, checkback::PushHook& hook,
                                   std::string_view method, checkback::Instant now);

 private:
  std::mutex mutex_;
  std::vector<AskedOfHub> asked_;
  std::atomic<int> status_ = 202;
};

// What a form says.
std::map<std::string, std::string> FormIn(std::string_view body);
// "sha256=6f3b..." of `body`.
std::string SignatureOf(std::string_view method, std::string_view secret, std::string_view body);

}  // namespace testweb
