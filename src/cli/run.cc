// checkback run: follow the sources, and serve the web page meanwhile.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "cli/commands.h"
#include "cli/configured_alerts.h"
#include "cli/open_book.h"
#include "cli/open_store.h"
#include "cli/output.h"
#include "cli/pipeline.h"
#include "cli/service_notice.h"
#include "cli/serving.h"
#include "follow/following/following.h"
#include "follow/import.h"
#include "text/memory.h"

namespace checkback {
namespace {

using std::chrono::milliseconds;
using Real = std::chrono::steady_clock;

// A stop is over in five seconds: this for what is under way, the rest for the last batch.
constexpr milliseconds kGrace(3000);
// How soon a signal is seen.
constexpr milliseconds kTurn(200);
// How long messages are waited for at the end of one round; what is not taken is sent in the next.
constexpr std::chrono::seconds kAlertsAtEnd(30);
// How often the service manager's status line is made anew.
constexpr std::chrono::seconds kStatusEvery(30);

std::string Counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

// "812 items, 655 articles, 190 copies, 74 stories, 3 failed feeds"
std::string Told(const FollowTally& tally) {
  std::string told = fmt::format(
      "{}, {}, {}, {}", Counted(tally.items, "item", "items"),
      Counted(tally.kept.versions - std::min(tally.kept.versions, tally.changed), "article",
              "articles"),
      Counted(tally.kept.copies, "copy", "copies"), Counted(tally.told, "story", "stories"));
  if (tally.changed > 0)
    told += fmt::format(", {} changed", Counted(tally.changed, "page", "pages"));
  if (tally.failed_pages > 0)
    told += fmt::format(", {}", Counted(tally.failed_pages, "failed page", "failed pages"));
  if (tally.failed_polls > 0)
    told += fmt::format(", {}", Counted(tally.failed_polls, "failed feed", "failed feeds"));
  return told;
}

bool Failed(const Result<void>& done) {
  if (!done) Complain(done.error().what);
  return !done;
}

FollowingOptions OptionsOf(const Arguments& typed, const Surroundings& surroundings) {
  LookBudget budget = LookBudgetOf(surroundings);
  FollowingOptions options;
  options.fetch = FetcherOptionsOf(surroundings);
  options.fetch_log = FetchLogOptionsOf(surroundings);
  options.revisits = budget.revisits;
  options.hosts = std::move(budget.hosts);
  if (surroundings.config != nullptr) options.push_callback = surroundings.config->push_callback;
  options.threads = typed.threads > 0 ? typed.threads : CoresToUse();
  if (typed.connect_to > 0) {
    options.fetch.connect_to = static_cast<std::uint16_t>(typed.connect_to);
    options.fetch.allowed.push_back(*ParseBlock("127.0.0.1"));
  }
  if (typed.once) options.revisits_until = surroundings.now;
  return options;
}

// What an interrupted run has kept and not derived.
bool CatchUp(Store& store, unsigned threads, const Surroundings& surroundings) {
  const Result<KeepTally> derived =
      DerivePending(store, {.threads = threads, .stop = surroundings.interrupted});
  if (!derived) {
    Complain(derived.error().what);
    return false;
  }
  if (derived->kept > 0)
    Complain(fmt::format("{} of an interrupted run derived from the raw captures",
                         Counted(derived->kept, "capture", "captures")));
  return true;
}

void HintWhereNothingIsFollowed(const std::string& store) {
  const auto book = SourceBook::OpenToRead(store + "/" + std::string(SourceBook::kFileName));
  if (!book || *book == nullptr) return;
  if (const auto count = (*book)->Count(); count && *count == 0)
    Complain("nothing is followed yet: `checkback add ADDRESS` says what");
}

// Until the program is interrupted, or (--once) nothing is left to do. False where it cannot go on.
bool Follow(Following& following, bool once, const Surroundings& surroundings,
            const ServiceNotice& notice) {
  const std::optional<milliseconds> watchdog = WatchdogEvery(surroundings.watchdog_usec);
  auto fed = Real::now(), said = fed - kStatusEvery;
  while (!surroundings.interrupted()) {
    if (Failed(following.Turn(kTurn))) return false;
    if (once && following.Idle()) return true;
    const auto now = Real::now();
    if (watchdog && now - fed >= *watchdog) {
      notice.Tell("WATCHDOG=1");
      fed = now;
    }
    if (now - said < kStatusEvery) continue;
    notice.Tell(fmt::format("STATUS={}", Told(following.tally())));
    said = now;
  }
  return true;
}

}  // namespace

int RunRun(const Arguments& typed, const Surroundings& surroundings) {
  if (!typed.once) KeepMemorySmall();
  const bool serves = !typed.no_serve && !typed.once;
  std::optional<ServingPlan> plan;
  if (serves) {
    plan = ServingPlanOrComplain(typed, surroundings);
    if (!plan) return kExitUsage;
  }
  FollowingOptions options = OptionsOf(typed, surroundings);
  const std::unique_ptr<Store> store =
      OpenStoreOrComplain(typed, surroundings, Store::Access::kWrite);
  if (!store || !CatchUp(*store, options.threads, surroundings)) return kExitFailed;
  Result<std::unique_ptr<Following>> following =
      Following::Open(*store, StoreFolder(typed, surroundings), std::move(options));
  if (!following) {
    Complain(following.error().what);
    return kExitFailed;
  }
  HintWhereNothingIsFollowed(StoreFolder(typed, surroundings));
  std::unique_ptr<Alerting> alerting;
  if (!StartAlertsOrComplain(typed, surroundings, alerting)) return kExitUsage;
  std::optional<Serving> serving;
  if (plan) {
    serving.emplace(*plan);
    if (Failed(serving->Bind())) return kExitFailed;
    Complain(fmt::format("{} (to stop: Ctrl-C)", serving->Address()));
    serving->Start();
  }
  const ServiceNotice notice(surroundings.notify_socket);
  notice.Tell("READY=1");
  bool good = Follow(**following, typed.once, surroundings, notice);
  notice.Tell("STOPPING=1");
  good = !Failed((*following)->Finish(kGrace)) && good;
  if (good && typed.once) good = !Failed((*following)->TellNow(surroundings.interrupted));
  if (good && typed.once && alerting) alerting->Finish(kAlertsAtEnd);
  const FollowTally& tally = (*following)->tally();
  Complain(Told(tally));
  if (!good) return kExitFailed;
  if (!typed.once) return kExitOk;  // stopping it is how it ends
  if (surroundings.interrupted()) return kExitInterrupted;
  return tally.failed_polls > 0 ? kExitPartly : kExitOk;
}

}  // namespace checkback
