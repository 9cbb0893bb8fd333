// checkback export: everything in the store, as JSON Lines or a table; what stories expect, as a
// calendar.

#include <string>
#include <utility>

#include "answer/captures_out.h"
#include "answer/ics.h"
#include "cli/commands.h"
#include "cli/open_store.h"
#include "cli/output.h"

namespace checkback {
namespace {

Result<bool> WriteEvents(const Store& store, StoredStory story, Calendar& calendar) {
  const Result<WholeStory> whole = WholeStoryOf(store, std::move(story));
  if (!whole) return Fail(whole.error());
  calendar.Add(*whole);
  return WriteOut(calendar.TakeWritten());
}

// Of one story, or of all.
Result<bool> WriteCalendar(const Store& store, const std::vector<std::string>& stories) {
  Calendar calendar;
  Result<bool> taken = true;
  if (!stories.empty()) {
    Result<StoredStory> story = store.FindStory(stories.front());
    if (!story) return Fail(story.error());
    taken = WriteEvents(store, std::move(*story), calendar);
  } else {
    const Result<void> all = store.ForEachStory([&](const StoredStory& story) {
      taken = WriteEvents(store, story, calendar);
      return taken && *taken;
    });
    if (!all) return Fail(all.error());
  }
  if (!taken || !*taken) return taken;
  return WriteOut(calendar.Take());
}

int ExportCalendar(const Arguments& typed, const Surroundings& surroundings) {
  std::optional<Instant> as_of;
  if (!MomentOrComplain(typed.as_of, "--as-of", OfDay::kEnd, as_of)) return kExitUsage;
  const std::unique_ptr<Store> store =
      OpenStoreOrComplain(typed, surroundings, Store::Access::kRead, as_of);
  if (!store) return kExitFailed;
  const Result<bool> taken = WriteCalendar(*store, typed.inputs);
  if (taken) return *taken ? kExitOk : kExitFailed;
  Complain(taken.error().what);
  return kExitFailed;
}

int ExportTable(const Store& store) {
  bool taken = true;
  const Result<void> done =
      WriteCaptures(store, {.form = CapturesForm::kTable}, [&](std::string_view piece) {
        taken = WriteOut(piece);
        return taken;
      });
  if (!done) Complain(done.error().what);
  return done && taken ? kExitOk : kExitFailed;
}

}  // namespace

int RunExport(const Arguments& typed, const Surroundings& surroundings) {
  if (int{typed.ics} + int{typed.csv} + int{typed.canonical} > 1) {
    Complain("--csv, --canonical and --ics are three forms: give one");
    return kExitUsage;
  }
  if (typed.ics) return ExportCalendar(typed, surroundings);
  if (!typed.inputs.empty() || !typed.as_of.empty()) {
    Complain("export takes a story, and --as-of, with --ics only");
    return kExitUsage;
  }
  const std::unique_ptr<Store> store =
      OpenStoreOrComplain(typed, surroundings, Store::Access::kRead);
  if (!store) return kExitFailed;
  if (typed.csv) return ExportTable(*store);
  constexpr std::size_t kWriteAtOnce = 64 << 10;
  std::string ready;
  bool taken = true;
  const auto take = [&](std::string_view line) {
    (ready += line) += '\n';
    if (ready.size() < kWriteAtOnce) return true;
    taken = WriteOut(ready);
    ready.clear();
    return taken;
  };
  const Result<void> done =
      typed.canonical ? store->ExportCanonical(take) : store->ExportCaptures(take);
  if (!done) {
    Complain(done.error().what);
    return kExitFailed;
  }
  return taken && WriteOut(ready) ? kExitOk : kExitFailed;
}

}  // namespace checkback
