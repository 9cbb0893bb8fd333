#include "answer/alerts/alert_teller.h"

#include <algorithm>
#include <utility>

namespace checkback {
namespace {

constexpr std::size_t kArrivalsAtOnce = 500;  // memory is bounded by so many, whatever came

Result<Instant> NewestOf(const Store& store) {
  Instant newest{};
  const Result<void> done = store.ForEachStory([&](const StoredStory& story) {
    newest = story.captures.back().capture.seen_at;
    return false;
  });
  if (!done) return Fail(done.error());
  return newest;
}

}  // namespace

// Brought by what arrived, or seen after the watch began.
bool AlertTeller::IsOfNow(const WholeStory& whole, const StateChange& change, const Told& told,
                          const Arrived& arrived) {
  const auto came = [&](std::size_t capture) {
    const auto place = arrived.find(whole.story.captures[capture].capture.id);
    return place != arrived.end() && place->second > told.from;
  };
  return whole.story.captures[change.capture].capture.seen_at > told.mark.since ||
         came(change.capture) ||
         std::any_of(change.words.begin(), change.words.end(),
                     [&](const ChangedWords& words) { return came(words.capture); });
}

// The marks of all watches; those that have none begin now.
Result<void> AlertTeller::Begin(const Store& store) {
  if (!told_.empty() || watches_.empty()) return {};
  std::optional<Instant> since = beginning_.since;
  if (!since) {
    const Result<Instant> newest = NewestOf(store);
    if (!newest) return Fail(newest.error());
    since = *newest;
  }
  const Result<std::int64_t> last = store.LastArrival();
  if (!last) return Fail(last.error());
  std::vector<Told> told;
  settled_ = *last;
  for (const AlertWatch& watch : watches_) {
    Result<std::optional<AlertMark>> known = book_.MarkOf(watch.name);
    if (!known) return Fail(known.error());
    if (!*known) {
      Result<AlertMark> begun = book_.Begin(watch.name, *since);
      if (!begun) return Fail(begun.error());
      *known = *begun;
    } else if (beginning_.again) {
      (*known)->since = *since;
      (*known)->place.reset();
    }
    // A place beyond the last one is of another store.
    if ((*known)->place && *(*known)->place > *last) (*known)->place = (*known)->settled = 0;
    const std::int64_t from = (*known)->place ? (*known)->settled : *last;
    settled_ = std::min(settled_, from);
    told.push_back({.mark = **known, .from = from, .stories = {}});
  }
  told_ = std::move(told);
  return {};
}

// Where the stories that rules name are now: they may have been merged.
Result<void> AlertTeller::FindStories(const Store& store) {
  for (std::size_t i = 0; i < watches_.size(); ++i) {
    if (watches_[i].rule.stories.empty()) continue;
    std::unordered_set<std::int64_t> keys;
    for (const std::string& id : watches_[i].rule.stories) {
      const Result<StoredStory> story = store.FindStory(id);
      if (story)
        keys.insert(story->key);
      else if (story.error().code == Errc::kIo)
        return Fail(story.error());
    }
    told_[i].stories = std::move(keys);
  }
  return {};
}

std::vector<std::size_t> AlertTeller::WhomOf(std::int64_t story_key) const {
  std::vector<std::size_t> whom;
  for (std::size_t i = 0; i < told_.size(); ++i)
    if (!told_[i].stories || told_[i].stories->contains(story_key)) whom.push_back(i);
  return whom;
}

Result<std::size_t> AlertTeller::Tell(const Store& store, Instant now, const Take& take) {
  count_ = 0;
  stopped_ = false;
  Result<void> done = Begin(store);
  if (done && !watches_.empty()) done = FindStories(store);
  if (done && !watches_.empty()) done = TellSince(store, now, take);
  if (done && !watches_.empty()) done = TellArrivals(store, now, take);
  if (!done) return Fail(done.error());
  return count_;
}

// Watches that begin get what came since, story by story; the newest change of all comes last.
Result<void> AlertTeller::TellSince(const Store& store, Instant now, const Take& take) {
  std::vector<std::size_t> fresh;
  Instant since = Instant::max();
  for (std::size_t i = 0; i < told_.size(); ++i) {
    if (told_[i].mark.place) continue;
    fresh.push_back(i);
    since = std::min(since, told_[i].mark.since);
  }
  if (fresh.empty()) return {};
  const Result<std::int64_t> last = store.LastArrival();
  if (!last) return Fail(last.error());
  std::vector<std::int64_t> keys;
  const auto note = [&](const StoredStory& story) {
    keys.push_back(story.key);
    return true;
  };
  if (const auto done = store.ForEachStory(note, since); !done) return done;
  for (auto key = keys.rbegin(); key != keys.rend() && !stopped_; ++key) {
    std::vector<std::size_t> whom = WhomOf(*key);
    std::erase_if(whom, [&](std::size_t watch) { return told_[watch].mark.place.has_value(); });
    if (whom.empty()) continue;
    Result<StoredStory> story = store.StoryOfKey(*key);
    if (!story) return Fail(story.error());
    if (const auto done = TellStory(store, std::move(*story), {}, whom, now, take); !done)
      return done;
  }
  if (stopped_) return {};
  for (const std::size_t watch : fresh) {
    if (const auto moved = book_.MoveTo(told_[watch].mark.watch, *last); !moved) return moved;
    if (const auto kept = book_.Settle(told_[watch].mark.watch, *last); !kept) return kept;
    told_[watch].mark.place = *last;
  }
  return {};
}

Result<void> AlertTeller::TellArrivals(const Store& store, Instant now, const Take& take) {
  std::int64_t place = settled_;
  settled_ = told_.front().mark.place.value_or(0);
  for (const Told& told : told_) settled_ = std::min(settled_, told.mark.place.value_or(0));
  for (bool more = true; more && !stopped_;) {
    const Result<std::vector<Arrival>> came = store.ArrivalsAfter(place, kArrivalsAtOnce);
    if (!came) return Fail(came.error());
    more = came->size() == kArrivalsAtOnce;
    if (came->empty()) break;
    std::map<std::string, Arrived> by_story;
    for (const Arrival& arrival : *came)
      by_story[arrival.story].emplace(arrival.capture.id, arrival.place);
    for (const auto& [id, arrived] : by_story) {
      Result<StoredStory> story = store.FindStory(id);
      if (!story && story.error().code == Errc::kNotFound) continue;
      if (!story) return Fail(story.error());
      const std::vector<std::size_t> whom = WhomOf(story->key);
      if (whom.empty()) continue;
      if (const auto done = TellStory(store, std::move(*story), arrived, whom, now, take); !done)
        return done;
      if (stopped_) return {};
    }
    place = came->back().place;
    for (Told& told : told_) {
      if (told.mark.place && *told.mark.place >= place) continue;
      if (const auto moved = book_.MoveTo(told.mark.watch, place); !moved) return moved;
      told.mark.place = place;
    }
  }
  // What is looked at once more is so after a restart too.
  for (const Told& told : told_)
    if (const auto kept = book_.Settle(told.mark.watch, settled_); !kept) return kept;
  return {};
}

Result<void> AlertTeller::TellStory(const Store& store, StoredStory story, const Arrived& arrived,
                                    const std::vector<std::size_t>& whom, Instant now,
                                    const Take& take) {
  if (story.captures.empty()) return {};
  const Result<WholeStory> whole = WholeStoryOf(store, std::move(story), WithReadings::kYes);
  if (!whole) return Fail(whole.error());
  const std::vector<StateChange> changes = StateChangesOf(*whole);
  for (const std::size_t watch : whom) {
    if (!AsksForStory(watches_[watch].rule, *whole)) continue;
    const auto done = TellWatch(*whole, changes, arrived, watch, now, take);
    if (!done || stopped_) return done;
  }
  return {};
}

Result<void> AlertTeller::TellWatch(const WholeStory& whole,
                                    const std::vector<StateChange>& changes, const Arrived& arrived,
                                    std::size_t watch, Instant now, const Take& take) {
  std::vector<const StateChange*> due;
  for (const StateChange& change : changes)
    if (AsksForKind(watches_[watch].rule, change.kind) &&
        IsOfNow(whole, change, told_[watch], arrived))
      due.push_back(&change);
  if (due.empty()) return {};
  Result<Transaction> step = book_.BeginTelling();
  if (!step) return Fail(step.error());
  if (const auto looked = KeepUntold(whole, told_[watch].mark.watch, due); !looked) return looked;
  if (due.empty()) return {};
  if (take && !take(whole, due)) {
    stopped_ = true;
    return {};
  }
  for (const StateChange* change : due)
    if (const auto kept = Keep(whole, *change, watch, now); !kept) return kept;
  if (const auto done = step->Commit(); !done) return done;
  count_ += due.size();
  return {};
}

Result<void> AlertTeller::KeepUntold(const WholeStory& whole, std::int64_t watch,
                                     std::vector<const StateChange*>& changes) {
  std::unordered_set<std::string> captures;
  for (const StoryCapture& c : whole.story.captures) captures.insert(c.capture.id);
  Result<void> looked;
  std::erase_if(changes, [&](const StateChange* change) {
    return IsKnown(*change, [&](const std::string& key) {
      const Result<bool> told = book_.WasTold(watch, key, captures);
      if (!told) looked = Fail(told.error());
      return told.value_or(true);
    });
  });
  return looked;
}

Result<void> AlertTeller::Keep(const WholeStory& whole, const StateChange& change,
                               std::size_t watch, Instant now) {
  const std::int64_t number = told_[watch].mark.watch;
  const std::string& capture = whole.story.captures[change.capture].capture.id;
  const auto kept = book_.KeepTold(number, change.keys, capture);
  if (!kept) return Fail(kept.error());
  if (!watches_[watch].webhook) return {};
  return book_.Queue(number, WebhookOf(whole, change, watches_[watch].name, now), now);
}

}  // namespace checkback
