// Alerts of a store that others write, looked after by a thread of their own: what `serve` and
// `run` hold as long as they run.
//
//   auto alerting = Alerting::Start({.store = folder, .alerts = {.book = folder + "/alerts.db",
//                                    .alerts = settings}, .now = clock, .complain = Complain});
//
// The destructor stops it within a moment; what was not taken by then stays in the book.

#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include "answer/alerts/alerts.h"

namespace checkback {

class Alerting {
 public:
  struct Options {
    std::string store;  // its folder
    AlertsOptions alerts;
    std::function<Instant()> now;
    std::function<void(std::string_view)> complain;  // called by its thread
  };

  // Errors are those of Alerts::Open.
  static Result<std::unique_ptr<Alerting>> Start(Options options);
  ~Alerting();
  // The same, after what is in the store now was told, and posted for at most `wait`.
  void Finish(std::chrono::milliseconds wait);
  Alerting(const Alerting&) = delete;
  Alerting& operator=(const Alerting&) = delete;

 private:
  Alerting(Options options, std::unique_ptr<Alerts> alerts);
  void Stop();
  void Run();
  void Send(std::chrono::milliseconds wait);
  void Tell();

  Options options_;
  std::unique_ptr<Alerts> alerts_;
  std::string last_trouble_;  // of the store; not said again until it is well
  std::atomic<bool> stopped_ = false;
  std::thread thread_;
};

}  // namespace checkback
