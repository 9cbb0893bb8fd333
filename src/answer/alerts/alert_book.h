// What was told to whom, and what is still to be sent: a small database of its own (alerts.db),
// never derived and untouched by a rebuild.
//
//   watch "[answered,denied] of 17"   told of all that arrived up to place 68719480832
//     told    the change 5f2a9c... of the capture 7mr2
//     outbox  msg_81c0..., tried twice, again at 10:20
//
// A change counts as told in a story where it was told of a capture that stands in that story now:
// so it is told once whatever becomes of the story, and again only where another story has the same
// words. What is told, what is to be sent of it and how far that was are kept in one step.
//
// One object belongs to one thread at a time; several programs may have the file open. Errors: kIo,
// kBadInput.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "answer/alerts/webhook.h"
#include "store/sqlite.h"
#include "text/instant.h"
#include "text/result.h"

namespace checkback {

// How far a watch has been told.
struct AlertMark {
  std::int64_t watch = 0;
  Instant since{};                    // what captures seen until then brought is not told
  std::optional<std::int64_t> place;  // of arrivals; nothing: what came since is not told yet
  std::int64_t settled = 0;           // arrivals after it are to be looked at once more
};

// A message that is due.
struct DueMessage {
  std::int64_t row = 0;
  WebhookMessage message;
  std::size_t attempts = 0;  // that failed
};

class AlertBook {
 public:
  // Makes the file where it is missing, and brings it to this program's form.
  static Result<std::unique_ptr<AlertBook>> Open(const std::string& path);

  // `name`: NameOfRule.
  Result<std::optional<AlertMark>> MarkOf(std::string_view name);
  Result<AlertMark> Begin(std::string_view name, Instant since);
  Result<void> MoveTo(std::int64_t watch, std::int64_t place);
  Result<void> Settle(std::int64_t watch, std::int64_t place);

  // Between this and Commit another program waits.
  Result<Transaction> BeginTelling() { return Transaction::Begin(db_); }
  // Whether one of `captures` (ids) was told of with that key.
  Result<bool> WasTold(std::int64_t watch, const std::string& key,
                       const std::unordered_set<std::string>& captures);
  Result<void> KeepTold(std::int64_t watch, const std::vector<std::string>& keys,
                        const std::string& capture);

  // A message of an id that is there already changes nothing.
  Result<void> Queue(std::int64_t watch, const WebhookMessage& message, Instant now);
  // The one that has waited longest; nothing while its receiver is left alone.
  Result<std::optional<DueMessage>> NextDue(std::int64_t watch, Instant now);
  // It was taken: the receiver is well.
  Result<void> Sent(std::int64_t watch, std::int64_t row);
  // It was not; `not_before` where the receiver asks for that. The number of messages of the watch
  // that are given up (kLongestTried).
  Result<std::size_t> Failed(std::int64_t watch, const DueMessage& message, Instant now,
                             std::optional<Instant> not_before);
  // Messages that wait.
  Result<std::size_t> Waiting(std::int64_t watch);

 private:
  explicit AlertBook(Database db) : db_(std::move(db)) {}
  Result<void> Put(std::string_view sql, std::int64_t watch, std::int64_t value);
  Result<void> Hold(std::int64_t watch, Instant now, std::optional<Instant> not_before);

  Database db_;
};

}  // namespace checkback
