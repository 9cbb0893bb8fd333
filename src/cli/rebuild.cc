// checkback rebuild: everything derived again. checkback check: is the store whole?

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/open_store.h"
#include "cli/output.h"
#include "cli/pipeline.h"
#include "cli/progress_line.h"
#include "follow/import.h"
#include "follow/keep_told.h"
#include "store/fetch_log.h"
#include "text/json_writer.h"
#include "text/memory.h"

namespace checkback {
namespace {

std::string AsJson(const StoreCounts& counts, const FetchLogCheck& log, std::size_t wrong) {
  const auto number = [](std::uint64_t count) { return static_cast<std::int64_t>(count); };
  JsonWriter json;
  json.Object([&] {
    json.Key("captures").Number(counts.captures);
    json.Key("pages").Number(counts.pages);
    json.Key("versions").Number(counts.versions);
    json.Key("articles").Number(counts.articles);
    json.Key("wordings").Number(counts.wordings);
    json.Key("copies").Number(counts.copies);
    json.Key("without_article").Number(counts.without_article);
    json.Key("raw_bytes").Number(number(counts.raw_bytes));
    json.Key("index_bytes").Number(number(counts.index_bytes));
    json.Key("fetches").Number(number(log.records));
    json.Key("fetch_bytes").Number(number(log.bytes));
    json.Key("wrong").Number(number(wrong));
  });
  return json.Take() + '\n';
}

std::string Told(const StoreCounts& counts, const FetchLogCheck& log) {
  constexpr double kMega = 1e6;
  const std::string fetches = fmt::format("{} other answers in {:.1f} MB\n", log.records,
                                          static_cast<double>(log.bytes) / kMega);
  return fmt::format(
             "{} captures of {} pages: {} versions, {} different texts, {} pairs of copies\n"
             "{:.1f} MB of raw captures, {:.1f} MB derived from them\n",
             counts.captures, counts.pages, counts.versions, counts.wordings, counts.copies,
             static_cast<double>(counts.raw_bytes) / kMega,
             static_cast<double>(counts.index_bytes) / kMega) +
         (log.records > 0 ? fetches : "");
}

}  // namespace

int RunRebuild(const Arguments& typed, const Surroundings& surroundings) {
  KeepMemoryOfPages();
  const std::unique_ptr<Store> store =
      OpenStoreOrComplain(typed, surroundings, Store::Access::kRebuild);
  if (!store) return kExitFailed;
  ProgressDisplay display(surroundings.asks_on_terminal, surroundings.terminal.columns);
  const Result<KeepTally> derived =
      DerivePending(*store, {.threads = typed.threads > 0 ? typed.threads : CoresToUse(),
                             .progress = [&](const ImportProgress& p) { display.Show(p); },
                             .stop = surroundings.interrupted});
  display.Clear();
  if (!derived) {
    Complain(derived.error().what);
    return kExitFailed;
  }
  if (surroundings.interrupted()) {
    Complain("interrupted; the store is as it was");
    return kExitInterrupted;
  }
  if (const Result<void> done = store->CommitRebuild(); !done) {
    Complain(done.error().what);
    return kExitFailed;
  }
  // The store is whole without it.
  const Result<std::size_t> told =
      KeepToldStories(*store, {.threads = typed.threads > 0 ? typed.threads : CoresToUse(),
                               .stop = surroundings.interrupted});
  if (!told) {
    Complain(told.error().what);
    return kExitFailed;
  }
  Complain(fmt::format("{} captures: {} versions, {} of them copies", derived->kept,
                       derived->versions, derived->copies));
  return kExitOk;
}

int RunCheck(const Arguments& typed, const Surroundings& surroundings) {
  const std::unique_ptr<Store> store =
      OpenStoreOrComplain(typed, surroundings, Store::Access::kRead);
  if (!store) return kExitFailed;
  const Result<std::vector<std::string>> wrong = store->Check();
  const Result<StoreCounts> counts = store->Counts();
  const Result<FetchLogCheck> log = CheckFetchLog(StoreFolder(typed, surroundings));
  if (!wrong || !counts || !log) {
    Complain(!wrong ? wrong.error().what : !counts ? counts.error().what : log.error().what);
    return kExitFailed;
  }
  for (const std::string& sentence : *wrong) Complain(sentence);
  for (const std::string& sentence : log->wrong) Complain(sentence);
  const std::size_t all_wrong = wrong->size() + log->wrong.size();
  const std::string told = typed.json ? AsJson(*counts, *log, all_wrong) : Told(*counts, *log);
  return WriteOut(told) && all_wrong == 0 ? kExitOk : kExitFailed;
}

}  // namespace checkback
