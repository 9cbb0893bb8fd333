// What changes stories without being a capture: repairs, and people's word.

#include <utility>

#include "store/story_statements.h"

namespace checkback {
namespace {

// What an event changes has a place before that of the captures which come after it. (A place is a
// byte of a segment, and no record begins at the last byte of another.)
std::int64_t PlaceBefore(std::int64_t end) {
  return end - 1;
}

}  // namespace

// Events whose place is `until` or before, and that were not applied yet.
Result<void> StoryWriter::ApplyEvents(std::int64_t until) {
  Statement& next = *sql_->events;
  while (true) {
    next.Bind(1, last_event_);
    next.Bind(2, until);
    const Result<bool> row = next.Step();
    if (!row) return Fail(row.error());
    if (!*row) {
      next.Reset();
      return {};
    }
    last_event_ = next.Integer(0);
    const std::string kind(next.Text(1));
    const std::string ids[] = {std::string(next.Text(2)), std::string(next.Text(3))};
    const std::int64_t place = PlaceBefore(next.Integer(4));
    next.Reset();
    if (kind == "repair") {
      keeper_->Repair();
      unrepaired_ = false;
    } else {
      Pin pin;
      pin.kind = kind == "together" ? Pin::Kind::kTogether : Pin::Kind::kApart;
      for (int side = 0; side < 2; ++side) {
        sql_->key_of->BindText(1, ids[side]);
        const auto key = NumberOf(*sql_->key_of);
        if (!key) return Fail(key.error());
        (side == 0 ? pin.a : pin.b) = static_cast<ArticleId>(key->value_or(0));
      }
      if (const auto done = ApplyPin(pin, place); !done) return done;
    }
    if (const auto written = WriteChanges(place); !written) return written;
  }
}

Result<void> StoryWriter::ApplyPin(const Pin& pin, std::int64_t place) {
  // A capture that is not here any more was given up with its segment.
  if (pin.a == 0 || pin.b == 0) return {};
  for (const ArticleId article : {pin.a, pin.b}) {
    if (keeper_->StoryOf(article) != 0) continue;
    sql_->sleeper_of->Bind(1, static_cast<std::int64_t>(article));
    if (const auto woken = Wake(*sql_->sleeper_of, place); !woken) return woken;
  }
  keeper_->Set(pin);
  return {};
}

Result<void> StoryWriter::ApplyRest(const RawPlace& end) {
  if (const auto done = ApplyEvents(PlaceOf(end)); !done) return done;
  return WriteSnapshot(PlaceOf(end));
}

Result<void> StoryWriter::Repair(const RawPlace& end) {
  if (!unrepaired_) return {};
  keeper_->Repair();
  unrepaired_ = false;
  if (const auto written = WriteChanges(PlaceBefore(PlaceOf(end))); !written) return written;
  if (const auto written = WriteEvent("repair", {}, PlaceOf(end)); !written) return written;
  return WriteSnapshot(PlaceOf(end));
}

Result<void> StoryWriter::Merge(StoryId a, StoryId b, const RawPlace& end) {
  const std::int64_t place = PlaceOf(end);
  for (const StoryId story : {a, b}) {
    sql_->sleeper->Bind(1, static_cast<std::int64_t>(story));
    if (const auto woken = Wake(*sql_->sleeper, PlaceBefore(place)); !woken) return woken;
  }
  const std::vector<Pin> pins = keeper_->MergeStories(a, b);
  if (pins.empty()) return Fail(Errc::kNotFound, "the two are one story already, or no stories");
  for (const Pin& pin : pins) {
    if (const auto written = WriteEvent("together", pin, place); !written) return written;
  }
  if (const auto written = WriteChanges(PlaceBefore(place)); !written) return written;
  return WriteSnapshot(place);
}

Result<void> StoryWriter::Split(StoryId story, const std::vector<ArticleId>& articles,
                                const RawPlace& end) {
  const std::int64_t place = PlaceOf(end);
  sql_->sleeper->Bind(1, static_cast<std::int64_t>(story));
  if (const auto woken = Wake(*sql_->sleeper, PlaceBefore(place)); !woken) return woken;
  const std::vector<Pin> pins = keeper_->SplitStory(story, articles);
  if (pins.empty())
    return Fail(Errc::kNotFound,
                "nothing to split: the articles are none of this story, or all of it");
  for (const Pin& pin : pins) {
    const std::string_view kind = pin.kind == Pin::Kind::kTogether ? "together" : "apart";
    if (const auto written = WriteEvent(kind, pin, place); !written) return written;
  }
  if (const auto written = WriteChanges(PlaceBefore(place)); !written) return written;
  return WriteSnapshot(place);
}

Result<std::string> StoryWriter::IdOf(ArticleId capture) {
  Statement& find = *sql_->id_of;
  find.Bind(1, static_cast<std::int64_t>(capture));
  const Result<bool> row = find.Step();
  std::string id;
  if (row && *row) id = find.Text(0);
  find.Reset();
  if (!row) return Fail(row.error());
  return id;
}

Result<void> StoryWriter::WriteEvent(std::string_view kind, const Pin& pin, std::int64_t place) {
  const Result<std::string> a = IdOf(pin.a), b = IdOf(pin.b);
  if (!a || !b) return Fail(!a ? a.error() : b.error());
  Statement& add = *sql_->add_event;
  add.Bind(1, place);
  add.BindText(2, kind);
  a->empty() ? add.BindNull(3) : add.BindText(3, *a);
  b->empty() ? add.BindNull(4) : add.BindText(4, *b);
  add.Bind(5, kind == "repair" ? 0 : options_.now);
  if (const auto done = add.Run(); !done) return done;
  last_event_ = db_.LastRow();
  return {};
}

}  // namespace checkback
