// Alerts of one store, all in one: changes are found, told or posted, each once.
//
//   Result<std::unique_ptr<Alerts>> alerts = Alerts::Open({.book = store + "/alerts.db",
//                                                          .alerts = settings});
//   after each batch:   (*alerts)->Tell(*store, now);
//   now and then:       for (const std::string& word : (*alerts)->Send(now, 0ms)) Complain(word);
//
// What was posted and what was not yet is in the book, so that a crash between the two loses
// nothing. One object belongs to one thread at a time.

#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "answer/alerts/alert_book.h"
#include "answer/alerts/alert_rules.h"
#include "answer/alerts/alert_teller.h"
#include "answer/alerts/webhook_sender.h"
#include "follow/fetch/reachable.h"

namespace checkback {

struct AlertsOptions {
  std::string book;                  // a file, made where it is missing
  std::vector<AlertSetting> alerts;  // without an address nothing is posted: told alone
  std::string user_agent = "checkback";
  std::vector<NetBlock> allowed = {};  // private networks that may be posted to
  AlertTeller::Beginning beginning = {};
};

class Alerts {
 public:
  // kBadInput: an address that is none, or a secret that is too short; the message names it.
  static Result<std::unique_ptr<Alerts>> Open(AlertsOptions options);

  // Finds what changed. The number of changes; errors are those of the store and the book, and the
  // next call goes on.
  Result<std::size_t> Tell(const Store& store, Instant now, const AlertTeller::Take& take = {}) {
    return teller_.Tell(store, now, take);
  }
  // Posts what is due, for at most `wait`. What went wrong, for a person.
  std::vector<std::string> Send(Instant now, std::chrono::milliseconds wait) {
    return sender_.Work(now, wait);
  }
  // Whether the first of the alerts was told of anything before.
  bool knew_the_first() const { return knew_the_first_; }
  // Messages that have not been taken yet.
  Result<std::size_t> Waiting();

 private:
  Alerts(std::unique_ptr<AlertBook> book, std::vector<AlertWatch> watches,
         std::vector<WebhookEndpoint> endpoints, AlertsOptions options, bool knew_the_first);

  std::unique_ptr<AlertBook> book_;
  AlertTeller teller_;
  WebhookSender sender_;
  std::vector<std::string> names_;
  bool knew_the_first_ = false;
};

}  // namespace checkback
