// Tells watches what changed in the stories of a store since they were told last, each change once.
//
//   AlertTeller teller(*book, {{.rule = rule, .name = NameOfRule(rule, url), .webhook = true}},
//   {}); after each batch:  teller.Tell(store, now);      messages are then in the book's outbox
//
// Looked at are the stories into which captures came, in order of arrival, each story once for all
// watches; those of the last call are looked at again when the store changes next, since stories
// are put in order at the end of an import. A change is told that is brought by a capture which
// came since the last call, or which was seen after the watch began. What is told and how far that
// was is kept story by story: a crash repeats at most the story that was being written out, and no
// message.
//
// One object belongs to one thread at a time.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "answer/alerts/alert_book.h"
#include "answer/alerts/alert_rules.h"
#include "store/store.h"

namespace checkback {

struct AlertWatch {
  AlertRule rule;
  std::string name;      // NameOfRule
  bool webhook = false;  // changes are put into the outbox
};

class AlertTeller {
 public:
  // From when on: of watches that were never told, and where `again` is set of all (what was told
  // is still told once).
  struct Beginning {
    std::optional<Instant> since;  // nothing: from the newest capture of the store on
    bool again = false;
  };
  // Is given what is to be told of one story, one change or more; false: it could not be, and is
  // told the next time.
  using Take = std::function<bool(const WholeStory&, std::span<const StateChange* const>)>;

  // `book` must outlive it.
  AlertTeller(AlertBook& book, std::vector<AlertWatch> watches, Beginning beginning)
      : book_(book), watches_(std::move(watches)), beginning_(beginning) {}

  // The number of changes told. Errors are those of the store and the book; the next call goes on.
  Result<std::size_t> Tell(const Store& store, Instant now, const Take& take = {});

 private:
  using Arrived = std::unordered_map<std::string, std::int64_t>;  // places of captures, by id
  struct Told {
    AlertMark mark;
    std::int64_t from = 0;  // arrivals after it are new to this watch
    std::optional<std::unordered_set<std::int64_t>> stories;  // keys; nothing: all
  };

  Result<void> Begin(const Store& store);
  Result<void> FindStories(const Store& store);
  Result<void> TellSince(const Store& store, Instant now, const Take& take);
  Result<void> TellArrivals(const Store& store, Instant now, const Take& take);
  Result<void> TellStory(const Store& store, StoredStory story, const Arrived& arrived,
                         const std::vector<std::size_t>& whom, Instant now, const Take& take);
  Result<void> TellWatch(const WholeStory& whole, const std::vector<StateChange>& changes,
                         const Arrived& arrived, std::size_t watch, Instant now, const Take& take);
  Result<void> Keep(const WholeStory& whole, const StateChange& change, std::size_t watch,
                    Instant now);
  std::vector<std::size_t> WhomOf(std::int64_t story_key) const;
  // Takes out what the watch was told already.
  Result<void> KeepUntold(const WholeStory& whole, std::int64_t watch,
                          std::vector<const StateChange*>& changes);
  static bool IsOfNow(const WholeStory& whole, const StateChange& change, const Told& told,
                      const Arrived& arrived);

  AlertBook& book_;
  std::vector<AlertWatch> watches_;
  Beginning beginning_;
  std::vector<Told> told_;    // by watch; empty: nothing was looked at yet
  std::int64_t settled_ = 0;  // arrivals until there are not looked at again
  std::size_t count_ = 0;     // told in this call
  bool stopped_ = false;      // `take` refused
};

}  // namespace checkback
