// What changes stories without being a capture: people's word.

#include <algorithm>
#include <utility>

#include "store/story_statements.h"

namespace checkback {
namespace {

// What a word changes has a place before its own, which the captures behind it may have too.
std::int64_t PlaceBefore(std::int64_t place) {
  return place - 1;
}

}  // namespace

// All that has one place was said in one go.
Result<void> StoryWriter::ApplyEvents(std::int64_t until) {
  while (true) {
    Statement& next = *sql_->events;
    next.Bind(1, reached_ - 1);
    next.Bind(2, until);
    struct Said {
      Pin::Kind kind;
      std::string a, b;
    };
    std::vector<Said> said;
    std::int64_t place = 0;
    while (true) {
      const Result<bool> row = next.Step();
      if (!row) return Fail(row.error());
      if (!*row) break;
      place = next.Integer(0);
      const auto kind = next.Text(1) == "together" ? Pin::Kind::kTogether : Pin::Kind::kApart;
      said.push_back({kind, std::string(next.Text(2)), std::string(next.Text(3))});
    }
    next.Reset();
    if (said.empty()) return {};
    std::vector<Pin> pins;
    pins.reserve(said.size());
    for (const Said& one : said) {
      Pin pin;
      pin.kind = one.kind;
      for (const auto& [id, key] : {std::pair(&one.a, &pin.a), std::pair(&one.b, &pin.b)}) {
        sql_->key_of->BindText(1, *id);
        const auto found = NumberOf(*sql_->key_of);
        if (!found) return Fail(found.error());
        *key = static_cast<ArticleId>(found->value_or(0));
      }
      // A capture that is not here any more was given up with its segment.
      if (pin.a != 0 && pin.b != 0) pins.push_back(pin);
    }
    if (const auto done = ApplyPins(std::move(pins), place); !done) return done;
  }
}

Result<void> StoryWriter::ApplyPins(std::vector<Pin> pins, std::int64_t place) {
  for (const Pin& pin : pins) {
    for (const ArticleId article : {pin.a, pin.b}) {
      if (keeper_->StoryOf(article) != 0) continue;
      sql_->sleeper_of->Bind(1, static_cast<std::int64_t>(article));
      if (const auto woken = Wake(*sql_->sleeper_of, PlaceBefore(place)); !woken) return woken;
    }
  }
  keeper_->Set(pins);
  reached_ = place + 1;
  return WriteChanges(PlaceBefore(place));
}

// By our clock, but behind what is there.
std::int64_t StoryWriter::PlaceOfWord() const {
  return std::max(KeysEnd(options_.now), reached_ + 1);
}

Result<void> StoryWriter::Merge(StoryId a, StoryId b) {
  const std::int64_t place = PlaceOfWord();
  for (const StoryId story : {a, b}) {
    sql_->sleeper->Bind(1, static_cast<std::int64_t>(story));
    if (const auto woken = Wake(*sql_->sleeper, PlaceBefore(place)); !woken) return woken;
  }
  const std::vector<Pin> pins = keeper_->MergeStories(a, b);
  if (pins.empty()) return Fail(Errc::kNotFound, "the two are one story already, or no stories");
  return Say(pins, place);
}

Result<void> StoryWriter::Split(StoryId story, const std::vector<ArticleId>& articles) {
  const std::int64_t place = PlaceOfWord();
  sql_->sleeper->Bind(1, static_cast<std::int64_t>(story));
  if (const auto woken = Wake(*sql_->sleeper, PlaceBefore(place)); !woken) return woken;
  const std::vector<Pin> pins = keeper_->SplitStory(story, articles);
  if (pins.empty())
    return Fail(Errc::kNotFound,
                "nothing to split: the articles are none of this story, or all of it");
  return Say(pins, place);
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

// Keeps what the keeper was told.
Result<void> StoryWriter::Say(const std::vector<Pin>& pins, std::int64_t place) {
  for (const Pin& pin : pins) {
    const Result<std::string> a = IdOf(pin.a), b = IdOf(pin.b);
    if (!a || !b) return Fail(!a ? a.error() : b.error());
    Statement& add = *sql_->add_event;
    add.Bind(1, place);
    add.BindText(2, pin.kind == Pin::Kind::kTogether ? "together" : "apart");
    add.BindText(3, *a);
    add.BindText(4, *b);
    add.Bind(5, options_.now);
    if (const auto done = add.Run(); !done) return done;
  }
  reached_ = place + 1;
  if (const auto written = WriteChanges(PlaceBefore(place)); !written) return written;
  return RedirectAnew(place);
}

}  // namespace checkback
