// checkback import: pages into the store.

#include "follow/import.h"

#include <fmt/format.h>

#include <thread>

#include "cli/commands.h"
#include "cli/open_store.h"
#include "cli/output.h"
#include "cli/pipeline.h"
#include "cli/progress_line.h"
#include "cli/usage.h"
#include "follow/keep_told.h"
#include "follow/replay.h"
#include "text/json_writer.h"
#include "text/memory.h"

namespace checkback {
namespace {

std::string Counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

// "412 captures kept (9 were there already): 398 versions, 57 copies, 3 without an article; 2
// failed"
std::string Told(const ImportReport& report, bool dry_run) {
  const KeepTally& kept = report.kept;
  std::string told = Counted(kept.kept, "capture", "captures");
  if (dry_run) return told + " would be kept, and those not that are there already";
  told += " kept";
  if (kept.known > 0)
    told += fmt::format(" ({} there already)", Counted(kept.known, "was", "were"));
  told +=
      fmt::format(": {}", Counted(kept.versions, "new version of a page", "new versions of pages"));
  if (kept.copies > 0)
    told += fmt::format(", {}", Counted(kept.copies, "of it a copy", "of them copies"));
  if (kept.without_article > 0)
    told += fmt::format(", {} without an article", kept.without_article);
  return told;
}

std::string AsJson(const ImportReport& report) {
  const auto number = [](std::size_t count) { return static_cast<std::int64_t>(count); };
  JsonWriter json;
  json.Object([&] {
    json.Key("kept").Number(number(report.kept.kept));
    json.Key("known").Number(number(report.kept.known));
    json.Key("versions").Number(number(report.kept.versions));
    json.Key("copies").Number(number(report.kept.copies));
    json.Key("without_article").Number(number(report.kept.without_article));
    json.Key("failed").Number(number(report.failed));
    json.Key("stopped").Bool(report.stopped);
  });
  return json.Take() + '\n';
}

// Captures in the order in which they were seen, each said as it is kept.
Result<ImportReport> ReplayPages(Store& store, const ImportOptions& options, unsigned seconds) {
  using std::chrono::milliseconds;
  const auto begun = std::chrono::steady_clock::now();
  return Replay(
      store,
      {.import = options,
       .lasts = std::chrono::seconds(seconds),
       .elapsed =
           [begun] {
             return std::chrono::floor<milliseconds>(std::chrono::steady_clock::now() - begun);
           },
       .wait = [](milliseconds time) { std::this_thread::sleep_for(time); },
       .came =
           [](const NewCapture& capture) {
             const bool has_article = capture.article.has_value();
             Complain(fmt::format("{}  {}: {}", ToRfc3339(capture.seen_at),
                                  has_article ? capture.article->outlet : capture.url,
                                  has_article ? capture.article->headline : "seen again"));
           }});
}

int ExitCodeOf(const ImportReport& report) {
  if (report.stopped) return kExitInterrupted;
  if (report.failed == 0) return kExitOk;
  return report.kept.kept + report.kept.known + report.unchanged == 0 ? kExitFailed : kExitPartly;
}

}  // namespace

int RunImport(const Arguments& typed, const Surroundings& surroundings) {
  const std::optional<PageOptions> page_options = OptionsOrComplain(typed, surroundings.now);
  if (!page_options) return kExitUsage;
  if (typed.replay > 0 && typed.dry_run) {
    Complain("--replay keeps pages, --dry-run does not: give one of them");
    return kExitUsage;
  }
  KeepMemoryOfPages();
  const unsigned threads = typed.threads > 0 ? typed.threads : CoresToUse();
  std::unique_ptr<Store> store;
  if (!typed.dry_run) {
    store = OpenStoreOrComplain(typed, surroundings, Store::Access::kWrite);
    if (!store) return kExitFailed;
  }
  ProgressDisplay display(surroundings.asks_on_terminal, surroundings.terminal.columns);
  const auto show = [&](const ImportProgress& progress) { display.Show(progress); };
  if (store) {
    const Result<KeepTally> derived = DerivePending(
        *store, {.threads = threads, .progress = show, .stop = surroundings.interrupted});
    display.Clear();
    if (!derived) {
      Complain(derived.error().what);
      return kExitFailed;
    }
    if (derived->kept > 0)
      Complain(fmt::format("{} of an interrupted run derived from the raw captures",
                           Counted(derived->kept, "capture", "captures")));
  }
  const ImportOptions options = {.names = typed.inputs,
                                 .seen_at = page_options->seen_at,
                                 .threads = threads,
                                 .complain =
                                     [&](std::string_view what) {
                                       display.Clear();
                                       Complain(what);
                                     },
                                 .progress = show,
                                 .stop = surroundings.interrupted};
  const Result<ImportReport> report =
      typed.replay == 0 ? Import(store.get(), options) : ReplayPages(*store, options, typed.replay);
  display.Clear();
  if (!report) {
    Complain(report.error().what);
    return kExitFailed;
  }
  if (store && !report->stopped) {
    if (const Result<void> repaired = store->RepairStories(); !repaired) {
      Complain(repaired.error().what);
      return kExitFailed;
    }
    const Result<std::size_t> told =
        KeepToldStories(*store, {.threads = threads, .stop = surroundings.interrupted});
    if (!told) {
      Complain(told.error().what);
      return kExitFailed;
    }
  }
  for (const std::string& note : report->notes) Complain(note);
  Complain(Told(*report, typed.dry_run));
  if (report->stopped) Complain("interrupted: the same command goes on where it was");
  if (report->failed > 0)
    Complain(fmt::format("{} named above", Counted(report->failed, "input that failed is",
                                                   "inputs that failed are")));
  if (typed.json && !WriteOut(AsJson(*report))) return kExitFailed;
  return ExitCodeOf(*report);
}

}  // namespace checkback
