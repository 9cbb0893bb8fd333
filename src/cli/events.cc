// checkback events: who did what to whom, each event of a story once.

#include <fmt/format.h>

#include "answer/event_rows.h"
#include "cli/commands.h"
#include "cli/open_store.h"
#include "cli/output.h"
#include "cli/sheet.h"

namespace checkback {
namespace {

constexpr std::size_t kShownId = 8;
constexpr std::size_t kLabel = 12;
constexpr std::size_t kWriteAtOnce = 64 << 10;

std::string Headline(const Event& event) {
  const std::string_view source = event.source.empty() ? "?" : std::string_view(event.source);
  return event.target.empty() ? fmt::format("{}  {}", source, event.type)
                              : fmt::format("{}  {}  {}", source, event.type, event.target);
}

std::string About(const WholeStory& whole, const StoryEvent& row) {
  std::string about = row.event.status;
  if (!row.event.place.empty()) about += ", " + row.event.place;
  about += fmt::format(
      ", told by {} of {}; first by {}", Counted(row.captures.size(), "capture", "captures"),
      Counted(row.origins, "origin", "origins"), whole.story.captures[row.at.capture].outlet);
  return about;
}

class EventRows {
 public:
  EventRows(const Arguments& typed, std::optional<Instant> since, const Store& store,
            const Terminal& terminal)
      : typed_(typed), since_(since), store_(store), terminal_(terminal) {}

  void Begin() {
    if (typed_.csv) out_ += EventColumns();
    if (typed_.json) out_ += '[';
  }

  // Fails where the story cannot be read; `written` is false where nobody reads the rows any more.
  Result<void> Take(StoredStory story) {
    const Result<WholeStory> whole = WholeStoryOf(store_, std::move(story), WithReadings::kYes);
    if (!whole) return Fail(whole.error());
    const std::vector<StoryEvent> events = EventsIn(*whole, since_);
    if (events.empty()) return {};
    if (typed_.csv || typed_.json || typed_.jsonl) {
      for (const StoryEvent& event : events) TakeRow(*whole, event);
    } else {
      Show(*whole, events);
    }
    any_ = true;
    if (out_.size() >= kWriteAtOnce) Flush();
    return {};
  }

  bool Finish() {
    if (typed_.json) out_ += "]\n";
    Flush();
    return written_;
  }
  bool any() const { return any_; }
  bool written() const { return written_; }

 private:
  void TakeRow(const WholeStory& whole, const StoryEvent& event) {
    if (typed_.csv) {
      out_ += EventAsCsv(whole, event);
      return;
    }
    if (typed_.json && any_row_) out_ += ",\n";
    any_row_ = true;
    out_ += EventAsJson(whole, event);
    if (typed_.jsonl) out_ += '\n';
  }

  void Show(const WholeStory& whole, const std::vector<StoryEvent>& events) {
    Sheet sheet(terminal_);
    sheet.Gap();
    sheet.Line(kLabel, Style::kBold, whole.story.title, whole.story.id.substr(0, kShownId));
    for (const StoryEvent& row : events) {
      sheet.Line(kLabel, Style::kPlain, Headline(row.event),
                 row.event.date.empty() ? "no day" : row.event.date);
      sheet.Line(kLabel, Style::kDim, Words(whole.articles[row.at.capture].text, row.at.span));
      sheet.Line(kLabel, Style::kDim, About(whole, row));
    }
    sheet.Gap();
    out_ += sheet.Take();
  }

  void Flush() {
    written_ = written_ && WriteOut(out_);
    out_.clear();
  }

  const Arguments& typed_;
  std::optional<Instant> since_;
  const Store& store_;
  const Terminal& terminal_;
  std::string out_;
  bool any_ = false, any_row_ = false, written_ = true;
};

}  // namespace

int RunEvents(const Arguments& typed, const Surroundings& surroundings) {
  if (int{typed.json} + int{typed.jsonl} + int{typed.csv} > 1) {
    Complain("--json, --jsonl and --csv are three ways to write the same: give one");
    return kExitUsage;
  }
  std::optional<Instant> as_of, since;
  if (!MomentOrComplain(typed.as_of, "--as-of", OfDay::kEnd, as_of) ||
      !MomentOrComplain(typed.since, "--since", OfDay::kBeginning, since)) {
    return kExitUsage;
  }
  const std::unique_ptr<Store> store =
      OpenStoreOrComplain(typed, surroundings, Store::Access::kRead, as_of);
  if (!store) return kExitFailed;
  const Terminal terminal = DescribeTerminal(surroundings.terminal, typed.color);
  EventRows rows(typed, since, *store, terminal);
  rows.Begin();
  const std::string id = typed.inputs.empty() ? typed.story : typed.inputs.front();
  Result<void> done;
  if (id.empty()) {
    Result<void> inside;
    done = store->ForEachStory([&](StoredStory story) {
      inside = rows.Take(std::move(story));
      return inside.has_value() && rows.written();
    });
    if (!inside) done = inside;
  } else {
    Result<StoredStory> story = store->FindStory(id);
    done = story ? rows.Take(std::move(*story)) : Fail(story.error());
  }
  if (!done) {
    Complain(done.error().what);
    return kExitFailed;
  }
  if (!rows.Finish()) return kExitFailed;
  if (!rows.any() && !typed.json && !typed.jsonl && !typed.csv) Complain("no event was found");
  return kExitOk;
}

}  // namespace checkback
