// Following live: sources are polled, new pages fetched, known ones looked at again when it is
// worth it, everything kept, read and told.
//
//   book: due sources --> fetcher --> feed --> book: new pages --> host queues --+
//   plan: due pages ------------------------------------------------------------+
//                                                                                |
//   store <-- batch <-- derived on other threads <-- WARC record <-- fetcher <---+
//     |
//     +--> told, once in a while --> what stories say for their pages --> plan
//
//   Result<std::unique_ptr<Following>> following = Following::Open(*store, std::move(options));
//   while (!stop) (*following)->Turn(std::chrono::milliseconds(200));
//   (*following)->Finish();
//
// Whatever else is said to a fetch is in the log of fetches (store/fetch_log.h), and on the disk,
// before use is made of it.
//
// A page counts as seen when its capture is in the store and on the disk, not before: what was
// under way when the program ended is fetched again, unless the store has it. A poll is entered in
// the book before it is sent: what was under way then is not polled again at once.
//
// The clock is an argument; with a simulated one nothing waits but for answers. One object belongs
// to one thread; it uses others for deriving. Errors are kIo of store or book: the following cannot
// go on. What goes wrong with sources and pages is in the book.

#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "follow/fetch/fetcher.h"
#include "follow/following/host_queues.h"
#include "follow/following/story_watch.h"
#include "follow/revisit/revisit_plan.h"
#include "follow/sources/source_book.h"
#include "store/fetch_log.h"
#include "store/store.h"
#include "text/result.h"

namespace checkback {

struct FollowingOptions {
  FetcherOptions fetch = {};           // `clock` is that of everything here
  HostQueues::Options hosts = {};      // budget of each host
  RevisitPlan::Options revisits = {};  // budget in all
  unsigned threads = 1;                // that derive
  std::size_t polls_at_once = 128;
  // Asked of the fetcher; nearly all of them wait for their host there, two seconds each, so that
  // it takes more than 300 hosts to get 150 pages a second. Some 2 kB each.
  std::size_t pages_at_once = 1024;
  std::size_t answers_at_once = 256;           // that wait to be derived or are: memory
  std::chrono::milliseconds keep_every{1000};  // a batch waits no longer
  std::chrono::seconds tell_every{30};         // stories that changed are told
  // Nothing is asked so long after the start: who was asked just before it is not known.
  std::optional<std::chrono::milliseconds> quiet_start = {};  // nothing: fetch.per_host_delay
  // Where hubs may call us (WebSub): "https://me.example/hook", a path to which a token is added,
  // and at which follow/websub/push_hook.h answers. "": hubs are not asked.
  std::string push_callback = {};
  // What feeds, robots.txt, errors and redirects said is kept beside the captures.
  FetchLog::Options fetch_log = {};
  // Its answers are on the disk before use is made of them: one wait for the disk in each turn that
  // brought some. False for tests that have no power cuts.
  bool sync_fetches = true;
  // No revisit that is due later: for one round (`run --once`).
  std::optional<Instant> revisits_until = {};
};

struct FollowTally {
  std::size_t polls = 0, failed_polls = 0;
  std::size_t items = 0;         // new ones, listed by sources
  std::size_t fetched = 0;       // answers that brought a page, changed or not
  std::size_t failed_pages = 0;  // that did not come, or hold no article
  std::size_t revisits = 0;      // pages that were looked at again
  std::size_t changed = 0;       // of them, those that had a new version
  std::size_t told = 0;          // stories told anew, each time counted
  KeepTally kept;
};

class Following {
 public:
  // The book is `sources.db` in `folder`, that of the store; the log of fetches is beside it. kIo,
  // kBadInput as these.
  static Result<std::unique_ptr<Following>> Open(Store& store, const std::string& folder,
                                                 FollowingOptions options);
  ~Following();
  Following(const Following&) = delete;
  Following& operator=(const Following&) = delete;

  // Does what is due, and waits for answers for at most `wait` of real time.
  Result<void> Turn(std::chrono::milliseconds wait);

  // Nothing is under way and nothing due now.
  bool Idle();
  // When something will be due, as far as it is known; a simulated clock may jump there where
  // nothing is being made, and nobody is asked who is going to answer.
  std::optional<FetchTime> NextDue();
  // Addresses that were asked and have not answered yet.
  std::vector<std::string> asked() const;
  // What was asked and not answered, and what is made of answers.
  std::size_t under_way() const;
  // Of that, what is made of answers: it ends by itself.
  std::size_t making() const;

  // What is under way is finished as far as `grace` of real time allows, and kept; nothing new is
  // begun. Then the object is at its end.
  Result<void> Finish(std::chrono::milliseconds grace);
  // All that changed is told, as far as `stop` allows.
  Result<void> TellNow(const std::function<bool()>& stop);

  const FollowTally& tally() const;
  // Ends a Turn that is waiting. From any thread.
  void Wake();

 private:
  class Inside;
  explicit Following(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace checkback
