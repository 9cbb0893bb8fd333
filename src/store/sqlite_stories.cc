// Stories as the embedded store tells them.

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "page/url.h"
#include "store/arrival_place.h"
#include "store/capture_row.h"
#include "store/sqlite_store.h"
#include "store/story_captures.h"
#include "store/story_copies.h"
#include "store/story_number.h"
#include "story/keeper/acceptance.h"
#include "text/json.h"

namespace checkback {
namespace {

Result<void> Complete(WordingPairs& pairs, StoredStory& story) {
  MarkVisits(story.captures);
  story.title = TitleOf(story.captures);
  std::map<std::string, std::size_t> languages;
  std::map<std::int64_t, std::size_t> versions;
  for (StoryCapture& c : story.captures) {
    ++languages[c.language];
    c.version = c.is_visit ? std::max<std::size_t>(1, versions[c.page]) : ++versions[c.page];
  }
  story.language =
      std::max_element(languages.begin(), languages.end(), [](const auto& x, const auto& y) {
        return x.second < y.second;
      })->first;
  story.articles = NewestOfPages(story.captures).size();
  if (const auto read = pairs.Read(story.captures); !read) return read;
  GroupCopies(pairs, story);
  story.origins = OriginsOf(pairs, story);
  return {};
}

// All of a story but its id; `rows` are those of StoryCapturesSql, of one story. Without captures
// where there is none.
Result<StoredStory> StoryIn(Statement& rows, WordingPairs& pairs, std::int64_t key) {
  StoredStory story;
  story.key = key;
  rows.Bind(1, key);
  const auto read = ForEachRow(
      rows, [&](const Statement& row) { story.captures.push_back(StoryCaptureIn(row)); });
  if (!read) return Fail(read.error());
  if (story.captures.empty()) return story;
  if (const auto done = Complete(pairs, story); !done) return Fail(done.error());
  return story;
}

// The keys of captures seen after `since` stand from here on.
std::int64_t FirstKeyAfter(Instant since) {
  constexpr int kTieBits = 30;  // store/schema.cc
  constexpr std::int64_t kLastSecond = (std::int64_t{1} << 33) - 1;
  const std::int64_t seconds = since.time_since_epoch().count();
  return std::clamp<std::int64_t>(seconds < 0 ? 0 : seconds + 1, 0, kLastSecond) << kTieBits;
}

// Whether a version of `story` that had come until then stands before the place where a list goes
// on.
bool IsToldBefore(const StoredStory& story, const StoryListPlace& from) {
  return std::any_of(story.captures.begin(), story.captures.end(), [&](const StoryCapture& c) {
    const std::int64_t arrived =
        ArrivalPlace(c.capture.raw.segment, static_cast<std::int64_t>(c.capture.raw.offset));
    return c.voice == c.capture.key && c.capture.key >= from.before && arrived <= from.arrived;
  });
}

// Captures of other stories that carry the words of this one, or half of them. Each wording is
// looked for once, however many captures of the story have it.
class ElsewhereFinder {
 public:
  explicit ElsewhereFinder(const StoredStory& story)
      : story_(story), found_(story.captures.size()) {}

  Result<std::vector<CopyElsewhere>> Find(const Database& db) {
    Result<Statement> find = db.Prepare(
        "with alike(wording) as (select ?1 union select b from copy where a = ?1 union select a "
        "from copy where b = ?1) select c.id, c.page from alike join article a on a.wording = "
        "alike.wording join capture c on c.article = a.article join story_capture s on s.capture = "
        "c.capture where c.version = 1 and s.story <> ?2 order by c.capture");
    if (!find) return Fail(find.error());
    std::map<std::int64_t, std::vector<std::size_t>> places;  // of each wording
    for (std::size_t i = 0; i < story_.captures.size() && i < kMostCompared; ++i) {
      const StoryCapture& c = story_.captures[i];
      if (!c.is_visit && c.wording) places[*c.wording].push_back(i);
    }
    for (const auto& [wording, those] : places) {
      if (const auto read = Read(*find, wording, those); !read) return Fail(read.error());
    }
    std::vector<CopyElsewhere> copies;
    for (std::size_t i = 0; i < found_.size(); ++i)
      for (std::string& id : found_[i]) copies.push_back({i, std::move(id)});
    return copies;
  }

 private:
  static constexpr std::size_t kMostOfOne = 50;

  Result<void> Read(Statement& find, std::int64_t wording, const std::vector<std::size_t>& places) {
    find.Bind(1, wording);
    find.Bind(2, story_.key);
    for (bool wants_more = true; wants_more;) {
      const Result<bool> row = find.Step();
      if (!row) return Fail(row.error());
      if (!*row) break;
      wants_more = Take(std::string(find.Text(0)), find.Integer(1), places);
    }
    find.Reset();
    return {};
  }

  // False: all of them have as many as they may.
  bool Take(const std::string& id, std::int64_t page, const std::vector<std::size_t>& places) {
    bool wants_more = false;
    for (const std::size_t i : places) {
      if (story_.captures[i].page != page && found_[i].size() < kMostOfOne) found_[i].push_back(id);
      wants_more = wants_more || found_[i].size() < kMostOfOne;
    }
    return wants_more;
  }

  const StoredStory& story_;
  std::vector<std::vector<std::string>> found_;  // by capture
};

// As long as it lives, all is read of one state of the database, and the file is locked once, not
// for each question.
Result<Statement> HeldState(const Database& db) {
  Result<Statement> state = db.Prepare("select 1 from story_capture");
  if (!state) return state;
  if (const Result<bool> held = state->Step(); !held) return Fail(held.error());
  return state;
}

// Where the story that `founder` began has gone, else the story that the capture is in; 0: none.
// Of the tables of `schema`, such as "main.".
Result<std::int64_t> StoryOfFounder(const Database& db, std::string_view schema,
                                    std::int64_t founder) {
  const auto heir = db.Integer(
      fmt::format("select s.story from {0}story_gone g join {0}story_capture s using (capture) "
                  "where g.story = {1} and not exists (select 1 from {0}story_capture where story "
                  "= {1})",
                  schema, founder));
  if (!heir || heir->has_value()) return heir ? Result<std::int64_t>(**heir) : Fail(heir.error());
  std::int64_t key = founder;
  // Redirects of redirects; a ring is impossible, but not worth a hang.
  for (int step = 0; step < 1000; ++step) {
    const auto next = db.Integer(
        fmt::format("select into_story from {}story_redirect where story = {}", schema, key));
    if (!next) return Fail(next.error());
    if (!next->has_value()) break;
    key = **next;
  }
  const auto lives = db.Integer(
      fmt::format("select 1 from {}story_capture where story = {} limit 1", schema, key));
  if (!lives) return Fail(lives.error());
  if (lives->has_value()) return key;
  const auto story = db.Integer(
      fmt::format("select story from {}story_capture where capture = {}", schema, founder));
  if (!story) return Fail(story.error());
  return story->value_or(0);
}

// The story without a founder whose id begins with `id`, or where it has gone; 0: none, or several.
Result<std::int64_t> NumberedStory(const Database& db, std::string_view id) {
  const std::optional<StoryNumbers> numbers = StoryNumbersOf(id);
  if (!numbers) return 0;
  const auto found = db.Integer(fmt::format(
      "select min(story) from (select story from story_capture where story between {0} and {1} "
      "union select story from story_redirect where story between {0} and {1} union select story "
      "from story_gone where story between {0} and {1}) where story not in "
      "(select capture from capture) having count(*) = 1",
      numbers->first, numbers->last));
  if (!found) return Fail(found.error());
  if (!found->has_value()) return 0;
  return StoryOfFounder(db, "", **found);
}

}  // namespace

Result<std::string> SqliteStore::IdOfCapture(std::int64_t key) const {
  Result<Statement> find = db_->Prepare("select id from capture where capture = ?1");
  if (!find) return Fail(find.error());
  find->Bind(1, key);
  const Result<bool> row = find->Step();
  if (!row) return Fail(row.error());
  if (*row) return std::string(find->Text(0));
  return key == 0 ? std::string() : IdOfStoryNumber(key);  // 0: of none
}

Result<void> SqliteStore::ForEachStory(const std::function<bool(StoredStory)>& take,
                                       std::optional<Instant> since) const {
  return ForEachStoryFrom(
      {}, [&](StoredStory story, std::int64_t) { return take(std::move(story)); }, since);
}

// Newest change first: stories are told in the order of their last version. Read from the newest
// capture back, so that whoever wants the first ones does not wait for all.
Result<void> SqliteStore::ForEachStoryFrom(
    const StoryListPlace& from, const std::function<bool(StoredStory, std::int64_t)>& take,
    std::optional<Instant> since) const {
  Result<Statement> order = db_->Prepare(
      "select s.story, s.capture from story_capture s cross join capture c on c.capture = "
      "s.capture where s.voice = s.capture and s.capture >= ?1 and s.capture < ?2 and (c.segment, "
      "c.offset) <= (?3, ?4) order by s.capture desc");
  if (!order) return Fail(order.error());
  order->Bind(1, since ? FirstKeyAfter(*since) : 0);
  order->Bind(2, from.before);
  order->Bind(3, SegmentOfArrival(from.arrived));
  order->Bind(4, OffsetOfArrival(from.arrived));
  Result<Statement> rows = db_->Prepare(StoryCapturesSql("where s.story = ?1"));
  if (!rows) return Fail(rows.error());
  WordingPairs pairs(*db_);
  std::unordered_set<std::int64_t> told;
  while (true) {
    const Result<bool> next = order->Step();
    if (!next) return Fail(next.error());
    if (!*next) return {};
    if (!told.insert(order->Integer(0)).second) continue;
    Result<StoredStory> story = StoryIn(*rows, pairs, order->Integer(0));
    if (!story) return Fail(story.error());
    if (story->captures.empty() || IsToldBefore(*story, from)) continue;
    if (const auto named = NameStory(*story); !named) return named;
    Result<std::optional<RunningStory>> running = RunningStoryOf(story->key);
    if (!running) return Fail(running.error());
    story->running = std::move(*running);
    if (!take(std::move(*story), order->Integer(1))) return {};
  }
}

Result<StoredStory> SqliteStore::StoryOfKey(std::int64_t key) const {
  const Result<Statement> state = HeldState(*db_);
  if (!state) return Fail(state.error());
  Result<Statement> rows = db_->Prepare(StoryCapturesSql("where s.story = ?1"));
  if (!rows) return Fail(rows.error());
  WordingPairs pairs(*db_);
  Result<StoredStory> story = StoryIn(*rows, pairs, key);
  if (!story || story->captures.empty()) return story;
  if (const auto named = NameStory(*story); !named) return Fail(named.error());
  return story;
}

Result<void> SqliteStore::NameStory(StoredStory& story) const {
  Result<std::string> founder = IdOfCapture(story.key);
  if (!founder) return Fail(founder.error());
  story.id = std::move(*founder);
  return {};
}

// A story by the capture that founded it; a capture of it will do as well.
Result<std::int64_t> SqliteStore::StoryKeyOf(std::string_view id) const {
  const Result<Capture> founder = FindCapture(id);
  if (!founder && founder.error().code == Errc::kNotFound) {
    const Result<std::int64_t> numbered = NumberedStory(*db_, id);
    if (!numbered || *numbered != 0) return numbered;
  }
  if (!founder && options_.as_of && founder.error().code == Errc::kNotFound) return StoryThenOf(id);
  if (!founder) return Fail(founder.error());
  const Result<std::int64_t> key = StoryOfFounder(*db_, "", founder->key);
  if (!key) return Fail(key.error());
  if (*key != 0) return *key;
  return Fail(Errc::kNotFound,
              fmt::format("capture {} is in no story: it has no article", founder->id));
}

// The story that held, at the moment we look back to, most captures of one that is known by `id`
// today; of several the one with the earliest of them.
Result<std::int64_t> SqliteStore::StoryThenOf(std::string_view id) const {
  Result<Statement> find = db_->Prepare(
      "select capture from main.capture where id >= ?1 and id < ?1 || '~' order by id limit 1");
  if (!find) return Fail(find.error());
  find->BindText(1, id);
  const Result<bool> row = LooksLikeCaptureId(id) ? find->Step() : false;
  if (!row) return Fail(row.error());
  if (!*row) return Fail(FindCapture(id).error());
  const Result<std::int64_t> today = StoryOfFounder(*db_, "main.", find->Integer(0));
  if (!today) return Fail(today.error());
  const auto then = db_->Integer(fmt::format(
      "select s.story from main.story_capture t join story_capture s using (capture) where "
      "t.story = {} group by s.story order by count(*) desc, min(s.capture) limit 1",
      *today));
  if (!then) return Fail(then.error());
  if (then->has_value()) return **then;
  const auto first = db_->Integer(
      fmt::format("select min(c.seen_at) from main.story_capture s join main.capture c using "
                  "(capture) where s.story = {}",
                  *today));
  if (!first) return Fail(first.error());
  if (!first->has_value()) return Fail(FindCapture(id).error());
  return Fail(
      Errc::kNotFound,
      fmt::format("story {} did not exist yet at {}: its first article was seen at {}", id,
                  ToRfc3339(*options_.as_of), ToRfc3339(Instant(std::chrono::seconds(**first)))));
}

Result<StoredStory> SqliteStore::FindStory(std::string_view id) const {
  const Result<Statement> state = HeldState(*db_);
  if (!state) return Fail(state.error());
  const Result<std::int64_t> key = StoryKeyOf(id);
  if (!key) return Fail(key.error());
  Result<StoredStory> story = StoryOfKey(*key);
  if (!story) return story;
  // Between the two questions the story may have become part of another one.
  if (story->captures.empty())
    return Fail(Errc::kNotFound, fmt::format("story {} is being changed; ask again", id));
  Result<std::optional<RunningStory>> running = RunningStoryOf(*key);
  if (!running) return Fail(running.error());
  story->running = std::move(*running);
  return story;
}

Result<std::vector<CopyElsewhere>> SqliteStore::CopiesElsewhereOf(const StoredStory& story) const {
  const Result<Statement> state = HeldState(*db_);
  if (!state) return Fail(state.error());
  return ElsewhereFinder(story).Find(*db_);
}

Result<StoryReason> SqliteStore::ReasonOf(const Capture& capture) const {
  Result<Statement> find = db_->Prepare(
      "select story, reason, follows, score, best, runner_up, runner_up_score, measures, shared "
      "from story_capture where capture = ?1");
  if (!find) return Fail(find.error());
  find->Bind(1, capture.key);
  const Result<bool> row = find->Step();
  if (!row) return Fail(row.error());
  if (!*row)
    return Fail(Errc::kNotFound,
                fmt::format("capture {} is in no story: it has no article", capture.id));
  StoryReason reason;
  reason.reason = find->Text(1);
  reason.score = find->Real(3);
  reason.runner_up_score = find->Real(6);
  const std::pair<int, std::string*> ids[] = {
      {0, &reason.story}, {2, &reason.follows}, {4, &reason.best}, {5, &reason.runner_up}};
  for (const auto& [column, to] : ids) {
    Result<std::string> id = IdOfCapture(find->Integer(column));
    if (!id) return Fail(id.error());
    *to = std::move(*id);
  }
  Measures measures{};
  const std::string_view bytes = find->Blob(7);
  // A store that was written before the last measures came has fewer; what is missing is 0.
  if (bytes.size() >= kForestColumns * sizeof(float) && bytes.size() <= sizeof measures) {
    std::memcpy(measures.data(), bytes.data(), bytes.size());
    const Result<Acceptance> acceptance = Acceptance::Trained();
    if (!acceptance) return Fail(acceptance.error());
    reason.recomputed = static_cast<double>(acceptance->ScoreOf(measures));
  }
  if (const auto shared = Json::Parse(find->Text(8))) {
    for (const Json& term : shared->items())
      reason.shared.push_back({std::string(term["word"].Text()),
                               term["weight"].Number().value_or(0), term["name"].IsTrue()});
  }
  Result<std::optional<StoryReason::Running>> running = RunningReasonOf(find->Integer(0));
  if (!running) return Fail(running.error());
  reason.running = std::move(*running);
  return reason;
}

}  // namespace checkback
