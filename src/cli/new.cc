// checkback new: what a story, or all of them, told since the reader was last here.

#include <algorithm>

#include "answer/last_change.h"
#include "answer/new_json.h"
#include "cli/commands.h"
#include "cli/new_view.h"
#include "cli/open_store.h"
#include "cli/output.h"
#include "cli/read_marks.h"

namespace checkback {
namespace {

constexpr std::string_view kLast = "last";

class NewTeller {
 public:
  NewTeller(const Arguments& typed, const Store& store, const Terminal& terminal, Instant now)
      : typed_(typed), store_(store), terminal_(terminal), now_(now) {}

  Result<void> Take(StoredStory story, std::optional<Instant> since) {
    Result<WholeStory> whole = WholeStoryOf(store_, std::move(story));
    if (!whole) return Fail(whole.error());
    const ToldSince kept =
        KeepSince(TellingsOf(*whole), std::move(whole->told), since.value_or(Instant::min()));
    if (typed_.json) {
      out_ += any_ ? ",\n" : "";
      out_ += NewAsJson(*whole, kept, since);
    } else {
      whole->told = kept.told;
      out_ += NewViewOf(*whole, kept, {since, now_}, terminal_);
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
  Instant now_;
  std::string out_;
  bool any_ = false;
};

// The moments since which stories are told: one that was typed, or the reader's marks.
class Sinces {
 public:
  Sinces(const Arguments& typed, const Surroundings& surroundings)
      : by_marks_(typed.since == kLast),
        moves_(by_marks_ && !typed.keep_mark && typed.as_of.empty()) {
    if (by_marks_)
      marks_ = ReadMarks::Of(StateFolder(surroundings), StoreFolder(typed, surroundings));
  }

  bool Read(const Arguments& typed) {
    return by_marks_ || MomentOrComplain(typed.since, "--since", OfDay::kBeginning, typed_);
  }
  std::optional<Instant> Of(const StoredStory& story) const {
    return by_marks_ ? marks_.Last(story.id) : typed_;
  }
  // Where all stories are told. No mark yet: from a day before the newest capture on.
  Result<std::optional<Instant>> OfAll(const Store& store) const {
    if (!by_marks_) return typed_;
    if (const auto last = marks_.LastOfAll()) return last;
    std::optional<Instant> newest;
    const Result<void> done = store.ForEachStory([&](const StoredStory& story) {
      newest = story.captures.back().capture.seen_at;
      return false;
    });
    if (!done) return Fail(done.error());
    if (newest) {
      *newest -= std::chrono::days(1);
      Complain("the first look at this store: what its last day brought");
    }
    return newest.value_or(Instant());
  }

  void Looked(const StoredStory& story) {
    newest_ = std::max(newest_, story.captures.back().capture.seen_at);
    looked_ = story.id;
  }
  // After what was told was written.
  void Keep(bool all) {
    if (!moves_ || looked_.empty()) return;
    all ? marks_.LookAtAll(newest_) : marks_.Look(looked_, newest_);
    if (const Result<void> kept = marks_.Keep(); !kept) Complain(kept.error().what);
  }

 private:
  bool by_marks_, moves_;
  std::optional<Instant> typed_;
  ReadMarks marks_;
  std::string looked_;  // the last story that was told
  Instant newest_{};
};

Result<void> TellAll(const Store& store, Sinces& sinces, NewTeller& teller) {
  const Result<std::optional<Instant>> since = sinces.OfAll(store);
  if (!since) return Fail(since.error());
  Result<void> inside;
  const auto take = [&](StoredStory story) {
    const Instant from = std::max(**since, sinces.Of(story).value_or(**since));
    if (LastChangeOf(story) <= from) return true;
    sinces.Looked(story);
    inside = teller.Take(std::move(story), from);
    return inside.has_value();
  };
  const Result<void> done = store.ForEachStory(take, *since);
  return inside ? done : inside;
}

Result<void> TellOne(const Store& store, const std::string& id, Sinces& sinces, NewTeller& teller) {
  Result<StoredStory> story = store.FindStory(id);
  if (!story) return Fail(story.error());
  const std::optional<Instant> since = sinces.Of(*story);
  sinces.Looked(*story);
  return teller.Take(std::move(*story), since);
}

}  // namespace

int RunNew(const Arguments& typed, const Surroundings& surroundings) {
  Sinces sinces(typed, surroundings);
  std::optional<Instant> as_of;
  if (!sinces.Read(typed) || !MomentOrComplain(typed.as_of, "--as-of", OfDay::kEnd, as_of))
    return kExitUsage;
  const bool all = typed.inputs.empty();
  if (all && typed.since.empty()) {
    Complain("new takes a story, or --since TIME or --since last for all of them");
    return kExitUsage;
  }
  const std::unique_ptr<Store> store =
      OpenStoreOrComplain(typed, surroundings, Store::Access::kRead, as_of);
  if (!store) return kExitFailed;
  const Terminal terminal = DescribeTerminal(surroundings.terminal, typed.color);
  NewTeller teller(typed, *store, terminal, surroundings.now);
  const Result<void> done =
      all ? TellAll(*store, sinces, teller) : TellOne(*store, typed.inputs.front(), sinces, teller);
  if (!done) {
    Complain(done.error().what);
    return kExitFailed;
  }
  if (!WriteOut(teller.Whole())) return kExitFailed;
  if (!teller.any() && !typed.json) Complain("no story has changed since");
  sinces.Keep(all);
  return kExitOk;
}

}  // namespace checkback
