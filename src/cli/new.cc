// checkback new: what a story, or all of them, told since the reader was last here.

#include "cli/commands.h"
#include "cli/new_view.h"
#include "cli/open_store.h"
#include "cli/output.h"

namespace checkback {
namespace {

// When the story last said something that it had not said.
Instant LastChangeOf(const StoredStory& story) {
  Instant changed{};
  for (const StoryCapture& c : story.captures) {
    if (!c.is_visit) changed = c.capture.seen_at;
  }
  return changed;
}

class NewTeller {
 public:
  NewTeller(const Arguments& typed, const Store& store, const Terminal& terminal,
            std::optional<Instant> since)
      : typed_(typed), store_(store), terminal_(terminal), since_(since) {}

  Result<void> Take(StoredStory story) {
    Result<WholeStory> whole = WholeStoryOf(store_, std::move(story));
    if (!whole) return Fail(whole.error());
    ToldSince kept =
        KeepSince(TellingsOf(*whole), std::move(whole->told), since_.value_or(Instant::min()));
    whole->told = std::move(kept.told);
    if (typed_.json) {
      out_ += any_ ? ",\n" : "";
      out_ += NewAsJson(*whole, kept.counts, since_);
    } else {
      out_ += NewViewOf(*whole, kept.counts, since_, terminal_);
    }
    any_ = true;
    return {};
  }

  std::string Whole() const {
    if (typed_.json) return "[" + out_ + "]\n";
    return any_ ? "\n" + out_ : "";
  }
  bool any() const { return any_; }

 private:
  const Arguments& typed_;
  const Store& store_;
  const Terminal& terminal_;
  std::optional<Instant> since_;
  std::string out_;
  bool any_ = false;
};

}  // namespace

int RunNew(const Arguments& typed, const Surroundings& surroundings) {
  std::optional<Instant> since, as_of;
  if (!MomentOrComplain(typed.since, "--since", OfDay::kBeginning, since) ||
      !MomentOrComplain(typed.as_of, "--as-of", OfDay::kEnd, as_of))
    return kExitUsage;
  if (typed.inputs.empty() && !since) {
    Complain("new takes a story, or --since TIME for all of them");
    return kExitUsage;
  }
  const std::unique_ptr<Store> store =
      OpenStoreOrComplain(typed, surroundings, Store::Access::kRead, as_of);
  if (!store) return kExitFailed;
  const Terminal terminal = DescribeTerminal(surroundings.terminal, typed.color);
  NewTeller teller(typed, *store, terminal, since);
  Result<void> done;
  if (typed.inputs.empty()) {
    Result<void> inside;
    done = store->ForEachStory(
        [&](StoredStory story) {
          if (LastChangeOf(story) <= *since) return true;
          inside = teller.Take(std::move(story));
          return inside.has_value();
        },
        since);
    if (!inside) done = inside;
  } else {
    Result<StoredStory> story = store->FindStory(typed.inputs.front());
    done = story ? teller.Take(std::move(*story)) : Fail(story.error());
  }
  if (!done) {
    Complain(done.error().what);
    return kExitFailed;
  }
  if (!WriteOut(teller.Whole())) return kExitFailed;
  if (!teller.any() && !typed.json) Complain("no story has changed since");
  return kExitOk;
}

}  // namespace checkback
