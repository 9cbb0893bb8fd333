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
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "store/story_statements.h"

namespace checkback {

struct StoryWriter::Placed {
  std::int64_t capture = 0;
  std::int64_t place = 0;
  std::int64_t voice = 0;
  std::int64_t story = 0;
  bool moved = false;  // had another story before
};

struct StoryWriter::Led {
  std::int64_t story = 0;
  std::int64_t into_story = 0;
};

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
      EarliestLate(db_, {reach, options_.late_reach}, "story_capture", kAnyPlace);
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
  Result<std::vector<Placed>> before = PlacedSince(*since);
  const Result<std::vector<Led>> redirects = RedirectsSince(*since);
  if (!before || !redirects) return Fail(!before ? before.error() : redirects.error());
  if (const auto done = TakeOut(*before, *since); !done) return done;
  if (const auto done = PutIn(*before, *since); !done) return done;
  return LeadOn(*before, *redirects);
}

// The captures whose place or story may change: those from here on, and older ones that were moved
// from here on.
Result<std::vector<StoryWriter::Placed>> StoryWriter::PlacedSince(std::int64_t place) {
  Result<Statement> rows = db_.Prepare(
      "select capture, place, voice, story, given <> story or exists (select 1 from story_moved m "
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
                      rows->Integer(4) != 0});
  }
}

Result<std::vector<StoryWriter::Led>> StoryWriter::RedirectsSince(std::int64_t place) {
  Result<Statement> rows = db_.Prepare(
      "select story, into_story from story_redirect where place >= ?1 order by place desc, story");
  if (!rows) return Fail(rows.error());
  rows->Bind(1, place);
  std::vector<Led> redirects;
  while (true) {
    const Result<bool> row = rows->Step();
    if (!row) return Fail(row.error());
    if (!*row) return redirects;
    redirects.push_back({rows->Integer(0), rows->Integer(1)});
  }
}

// The tables as they were when the snapshot was made.
Result<void> StoryWriter::TakeOut(const std::vector<Placed>& placed, std::int64_t since) {
  const auto labels = db_.Run(fmt::format(
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
                                 const std::vector<Led>& redirects) {
  struct Heirs {
    std::map<std::int64_t, std::pair<std::size_t, std::int64_t>> by_story;  // captures, the first
    std::int64_t story = 0;                                                 // that holds most
    std::int64_t capture = 0;                                               // the first of those
  };
  std::unordered_map<std::int64_t, Heirs> heirs;
  std::vector<std::int64_t> now;
  now.reserve(before.size());
  for (const Placed& one : before) {
    sql_->story_of->Bind(1, one.capture);
    const auto story = NumberOf(*sql_->story_of);
    if (!story) return Fail(story.error());
    now.push_back(story->value_or(0));
    const auto [held, is_new] =
        heirs[one.story].by_story.try_emplace(now.back(), std::size_t{0}, one.capture);
    ++held->second.first;
  }
  std::unordered_map<std::int64_t, std::int64_t> leads;  // of stories that may be gone
  for (auto& [story, found] : heirs) {
    std::size_t most = 0;
    for (const auto& [heir, held] : found.by_story) {
      const bool better = held.first > most || (held.first == most && held.second < found.capture);
      if (!better) continue;
      most = held.first;
      found.story = heir, found.capture = held.second;
    }
    leads[story] = found.capture;
  }
  // The last ones first: what a story led to has its own heir already.
  for (const Led& led : redirects) {
    if (const auto to = leads.find(led.into_story); to != leads.end()) {
      leads.try_emplace(led.story, to->second);
    } else {
      leads.try_emplace(led.story, led.into_story);
    }
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
    if (!shown || !(one.moved || now[i] != heirs[one.story].story)) continue;
    const auto marked =
        db_.Run(fmt::format("insert or ignore into story_moved values ({})", one.capture));
    if (!marked) return marked;
  }
  return {};
}

}  // namespace checkback
