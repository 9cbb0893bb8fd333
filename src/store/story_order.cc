// Captures that came later than their time: stories as if they had come in time.
//
//   places   10  20  30  40  41: seen at 15        10  15  20  30  40
//            ^ snapshot                             ^ from here on all is placed again
//
// The same code places them again that placed them first (StoryWriter::AddOne), from the last
// snapshot before the earliest late one. What readers may have kept stays good: an id that is no
// more leads to the story that holds most of its captures, and what changed its story after an
// import is marked (story_moved).

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "store/story_statements.h"

namespace checkback {

struct StoryWriter::Placed {
  std::int64_t capture = 0;
  std::int64_t place = 0;
  std::int64_t voice = 0;
  std::int64_t given = 0;  // stories: the first one, and that of now
  std::int64_t story = 0;
  bool moved = false;  // since an import ended with it
};

struct StoryWriter::Merged {
  std::vector<std::pair<std::int64_t, std::int64_t>> into;  // stories
  std::vector<std::pair<std::int64_t, std::int64_t>> had;   // of those a story, and a voice
};

namespace {

Result<std::vector<std::int64_t>> KeysOf(const Database& db, std::string_view table) {
  Result<Statement> rows = db.Prepare(fmt::format("select * from {}", table));
  if (!rows) return Fail(rows.error());
  std::vector<std::int64_t> keys;
  while (true) {
    const Result<bool> row = rows->Step();
    if (!row) return Fail(row.error());
    if (!*row) return keys;
    keys.push_back(rows->Integer(0));
  }
}

}  // namespace

// From the youngest place to the oldest: so many captures stand from here on, so many late ones
// belong there. The oldest late one whose price is right.
Result<std::optional<std::int64_t>> EarliestLate(const Database& db, const LateRule& rule,
                                                 std::string_view story_capture, std::int64_t end) {
  Result<Statement> rows = db.Prepare(fmt::format(
      "select capture from {} where place <> capture and capture < ?1 order by capture desc",
      story_capture));
  if (!rows) return Fail(rows.error());
  rows->Bind(1, end);
  std::vector<std::int64_t> late;  // youngest first
  while (true) {
    const Result<bool> row = rows->Step();
    if (!row) return Fail(row.error());
    if (!*row) break;
    late.push_back(rows->Integer(0));
  }
  if (late.empty()) return std::optional<std::int64_t>();
  if (rule.reach == StoryWriter::Reach::kAll) return std::optional(late.back());
  const auto price = [&](std::size_t count) {
    return rule.least + StoryWriter::kAgainForEach * count;
  };
  rows = db.Prepare(fmt::format(
      "select place from {} where capture < ?1 order by place desc limit ?2", story_capture));
  if (!rows) return Fail(rows.error());
  rows->Bind(1, end);
  rows->Bind(2, static_cast<std::int64_t>(price(late.size())) + 1);
  std::optional<std::int64_t> earliest;
  std::uint64_t from_here = 0;
  std::size_t passed = 0;
  for (bool more = true; more;) {
    const Result<bool> row = rows->Step();
    if (!row) return Fail(row.error());
    more = *row;
    while (passed < late.size() && (!more || late[passed] > rows->Integer(0))) {
      ++passed;
      if (from_here <= price(passed)) earliest = late[passed - 1];
    }
    if (more) ++from_here;
  }
  return earliest;
}

Result<void> StoryWriter::Settle(Reach reach) {
  const Result<std::optional<std::int64_t>> late =
      EarliestLate(db_, {.reach = reach}, "story_capture", kAnyPlace);
  if (!late) return Fail(late.error());
  if (late->has_value()) {
    if (const auto done = PlaceAgain(**late); !done) return done;
  }
  if (const auto heard = ApplyEvents(kAnyPlace); !heard) return heard;
  settled_ = reached_;
  // So that the next late one has not far to go, and a restart neither.
  constexpr std::uint64_t kWorthASnapshot = 10;
  return added_ * kWorthASnapshot < options_.snapshot_every ? Result<void>() : WriteSnapshot();
}

Result<void> StoryWriter::PlaceAgain(std::int64_t late) {
  const Result<std::int64_t> since = TakeSnapshot(late);
  if (!since) return Fail(since.error());
  const Result<std::vector<Placed>> before = PlacedSince(*since);
  const Result<Merged> merged = MergedSince(*since);
  const Result<std::vector<std::int64_t>> to_tell = KeysOf(db_, "story_to_tell");
  if (!before) return Fail(before.error());
  if (!merged) return Fail(merged.error());
  if (!to_tell) return Fail(to_tell.error());
  if (const auto done = TakeOut(*before, *since); !done) return done;
  if (const auto done = PutIn(*before, *since); !done) return done;
  const Result<std::vector<std::int64_t>> now = StoriesNow(*before);
  if (!now) return Fail(now.error());
  if (const auto led = LeadOn(*before, *now, *merged); !led) return led;
  return TellAgain(*before, *now, *to_tell);
}

Result<std::vector<std::int64_t>> StoryWriter::StoriesNow(const std::vector<Placed>& placed) {
  std::vector<std::int64_t> stories;
  stories.reserve(placed.size());
  for (const Placed& one : placed) {
    sql_->story_of->Bind(1, one.capture);
    const auto story = NumberOf(*sql_->story_of);
    if (!story) return Fail(story.error());
    stories.push_back(story->value_or(0));
  }
  return stories;
}

// Of the stories that were put in again, only those have to be told again that are not as they
// were.
Result<void> StoryWriter::TellAgain(const std::vector<Placed>& before,
                                    const std::vector<std::int64_t>& now,
                                    const std::vector<std::int64_t>& to_tell) {
  std::set<std::int64_t> changed(to_tell.begin(), to_tell.end());
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i].story != now[i]) changed.insert({before[i].story, now[i]});
  }
  if (const auto emptied = db_.Run("delete from story_to_tell"); !emptied) return emptied;
  Result<Statement> tell = db_.Prepare("insert into story_to_tell values (?1)");
  if (!tell) return Fail(tell.error());
  for (const std::int64_t story : changed) {
    tell->Bind(1, story);
    if (const auto told = tell->Run(); !told) return told;
  }
  return {};
}

// The captures whose place or story may change: those from here on, and older ones that were moved
// from here on.
Result<std::vector<StoryWriter::Placed>> StoryWriter::PlacedSince(std::int64_t place) {
  Result<Statement> rows = db_.Prepare(
      "select capture, place, voice, given, story, exists (select 1 from story_moved m "
      "where m.voice = s.voice) from story_capture s where place >= ?1 or voice in (select voice "
      "from story_move where place >= ?1) order by capture");
  if (!rows) return Fail(rows.error());
  rows->Bind(1, place);
  std::vector<Placed> placed;
  while (true) {
    const Result<bool> row = rows->Step();
    if (!row) return Fail(row.error());
    if (!*row) return placed;
    placed.push_back({rows->Integer(0), rows->Integer(1), rows->Integer(2), rows->Integer(3),
                      rows->Integer(4), rows->Integer(5) != 0});
  }
}

// The stories that were merged into others from here on, the last ones first; and what was moved to
// them before.
Result<StoryWriter::Merged> StoryWriter::MergedSince(std::int64_t place) {
  Merged merged;
  struct Question {
    std::string_view sql;
    std::vector<std::pair<std::int64_t, std::int64_t>>* pairs;
  };
  for (const Question& question :
       {Question{"select story, into_story from story_redirect where place >= ?1 order by place "
                 "desc, story",
                 &merged.into},
        Question{"select r.story, m.voice from story_redirect r join story_move m on m.story = "
                 "r.story where r.place >= ?1",
                 &merged.had}}) {
    Result<Statement> rows = db_.Prepare(question.sql);
    if (!rows) return Fail(rows.error());
    rows->Bind(1, place);
    while (true) {
      const Result<bool> row = rows->Step();
      if (!row) return Fail(row.error());
      if (!*row) break;
      question.pairs->emplace_back(rows->Integer(0), rows->Integer(1));
    }
  }
  return merged;
}

// The tables as they were when the snapshot was made.
Result<void> StoryWriter::TakeOut(const std::vector<Placed>& placed, std::int64_t since) {
  Result<void> labels = db_.Run(fmt::format(
      "update story_capture as s set story = coalesce((select m.story from story_move m where "
      "m.voice = s.voice and m.place < {0} order by m.move desc limit 1), (select v.given from "
      "story_capture v where v.capture = s.voice)) where place < {0} and voice in (select voice "
      "from story_move where place >= {0})",
      since));
  if (!labels) return labels;
  if (const auto forgotten = ForgetSince(since); !forgotten) return forgotten;
  for (const std::string& sql :
       {fmt::format("delete from keeper_snapshot where place > {}", since),
        fmt::format("delete from story_capture where place >= {}", since)}) {
    if (const auto ran = db_.Run(sql); !ran) return ran;
  }
  for (std::optional<Statement>* statement :
       {&sql_->forget_version, &sql_->forget_wording, &sql_->wording_again}) {
    for (const Placed& one : placed) {
      if (one.place < since || one.voice != one.capture) continue;
      (*statement)->Bind(1, one.capture);
      if (const auto ran = (*statement)->Run(); !ran) return ran;
    }
  }
  return {};
}

Result<void> StoryWriter::PutIn(std::vector<Placed> placed, std::int64_t since) {
  std::erase_if(placed, [&](const Placed& one) { return one.place < since; });
  for (Placed& one : placed) {
    if (one.capture >= since) one.place = one.capture;
  }
  std::sort(placed.begin(), placed.end(), [](const Placed& x, const Placed& y) {
    return std::pair(x.place, x.capture) < std::pair(y.place, y.capture);
  });
  for (const Placed& one : placed) {
    Statement& find = *sql_->frame_of;
    find.Bind(1, one.capture);
    const Result<bool> row = find.Step();
    if (!row) return Fail(row.error());
    if (!*row) return Fail(Errc::kBadInput, "a capture of a story is missing: checkback rebuild");
    const std::string frame(find.Blob(1));
    const ArrivedCapture again = {.key = one.capture,
                                  .seen_at = Instant(std::chrono::seconds(find.Integer(0))),
                                  .frame = frame};
    find.Reset();
    if (const auto added = AddOne(again, std::max(one.place, reached_)); !added) return added;
    if (added_ < options_.snapshot_every) continue;
    if (const auto written = WriteSnapshot(); !written) return written;
  }
  return {};
}

// Compares the stories before and after.
Result<void> StoryWriter::LeadOn(const std::vector<Placed>& before,
                                 const std::vector<std::int64_t>& now, const Merged& merged) {
  struct Held {
    std::size_t shown = 0;  // captures that an import had ended with
    std::size_t all = 0;
    std::int64_t first = 0;
    bool operator<(const Held& other) const {
      return std::tuple(shown, all, -first) < std::tuple(other.shown, other.all, -other.first);
    }
  };
  struct Heirs {
    std::map<std::int64_t, Held> by_story;
    std::int64_t story = 0;  // that holds most
  };
  std::unordered_map<std::int64_t, Heirs> heirs;
  const auto inherit = [&](std::int64_t story, std::int64_t heir, std::int64_t capture,
                           bool shown) {
    Held& held = heirs[story].by_story.try_emplace(heir, Held{0, 0, capture}).first->second;
    held.shown += shown ? 1 : 0;
    ++held.all;
  };
  std::unordered_set<std::int64_t> led_on;
  for (const auto& [story, into] : merged.into) led_on.insert(story);
  for (std::size_t i = 0; i < before.size(); ++i) {
    const Placed& one = before[i];
    const bool shown = one.place < settled_;
    inherit(one.story, now[i], one.capture, shown);
    if (one.given == one.story || !led_on.contains(one.given)) continue;
    inherit(one.given, now[i], one.capture, shown);
  }
  for (const auto& [story, voice] : merged.had) {
    sql_->story_of->Bind(1, voice);
    const auto of = NumberOf(*sql_->story_of);
    if (!of) return Fail(of.error());
    inherit(story, of->value_or(0), voice, true);
  }
  std::unordered_map<std::int64_t, std::int64_t> leads;  // of stories that may be gone
  for (auto& [story, found] : heirs) {
    const auto most =
        std::max_element(found.by_story.begin(), found.by_story.end(),
                         [](const auto& x, const auto& y) { return x.second < y.second; });
    found.story = most->first;
    leads[story] = most->second.first;
  }
  // The last ones first: what a story led to has its own heir already.
  for (const auto& [story, into] : merged.into) {
    const auto to = leads.find(into);
    leads.try_emplace(story, to == leads.end() ? into : to->second);
  }
  for (const auto& [story, capture] : leads) {
    // What led on before leads on as it did.
    const bool lived = heirs.contains(story);
    const auto led = db_.Run(fmt::format(
        "insert or {2} into story_gone select {0}, {1} where not exists (select 1 from "
        "story_capture where story = {0}) and ({3} or not exists (select 1 from story_redirect "
        "where story = {0}))",
        story, capture, lived ? "replace" : "ignore", lived));
    if (!led) return led;
  }
  for (std::size_t i = 0; i < before.size(); ++i) {
    const Placed& one = before[i];
    const bool shown = one.place < settled_ && one.voice == one.capture;
    if (!shown || !(one.moved || one.given != one.story || now[i] != heirs[one.story].story))
      continue;
    const auto marked =
        db_.Run(fmt::format("insert or ignore into story_moved values ({})", one.capture));
    if (!marked) return marked;
  }
  return {};
}

}  // namespace checkback
