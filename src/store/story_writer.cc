#include "store/story_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "page/zstd_frame.h"
#include "store/article_frame.h"
#include "text/json_writer.h"

namespace checkback {
namespace {

// So many articles are added again at most when a store is opened after a crash: a few seconds.
constexpr std::uint64_t kSnapshotEvery = 50'000;

// A story that an older article may belong to lies within this of it; the keeper lets stories sleep
// after 21 days, so an article younger than a week before the newest one needs none of them.
constexpr StoryTime kDay = StoryTime{24} * 3600 * 1000;
constexpr StoryTime kNear = 14 * kDay;
constexpr StoryTime kYoung = 7 * kDay;
// Sleepers woken for one article; the nearest in time.
constexpr int kMostWoken = 64;

// What the keeper gives is kept packed.
constexpr int kLevel = 1;
constexpr std::size_t kMostKeeperBytes = std::size_t{4} << 30;

constexpr int kOffsetBits = 40;

std::int64_t PlaceOf(const RawPlace& raw) {
  return raw.segment << kOffsetBits | static_cast<std::int64_t>(raw.offset);
}

StoryTime Milliseconds(Instant instant) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(instant.time_since_epoch()).count();
}

StoryArticle StoryArticleOf(std::int64_t key, Instant seen_at, const Article& article,
                            std::int64_t follows) {
  StoryArticle made;
  made.id = static_cast<ArticleId>(key);
  made.seen_at = Milliseconds(seen_at);
  if (article.published_at) made.published_at = Milliseconds(article.published_at->utc);
  made.language = article.language;
  made.headline = article.headline;
  made.description = article.description;
  made.text = article.text;
  made.follows = static_cast<ArticleId>(follows);
  return made;
}

std::string BytesOf(const Measures& measures) {
  std::string bytes(sizeof measures, '\0');
  std::memcpy(bytes.data(), measures.data(), sizeof measures);
  return bytes;
}

std::string SharedAsJson(const std::vector<SharedTerm>& shared) {
  JsonWriter json;
  json.Array([&] {
    for (const SharedTerm& term : shared) {
      json.Object([&] {
        json.Key("word").Text(term.word);
        json.Key("weight").Number(static_cast<double>(term.weight));
        json.Key("name").Bool(term.name);
      });
    }
  });
  return json.Take();
}

Result<std::optional<std::int64_t>> Number(Statement& statement) {
  const Result<bool> row = statement.Step();
  std::optional<std::int64_t> number;
  if (row && *row && !statement.IsNull(0)) number = statement.Integer(0);
  statement.Reset();
  if (!row) return Fail(row.error());
  return number;
}

}  // namespace

struct StoryWriter::Statements {
  std::optional<Statement> same_version, before, later, copied, add_version, add_wording, insert,
      id_of, key_of, move, redirect, sleep, sleeper_of, sleeper, sleepers_near, wake, events,
      add_event, snapshot;

  struct Text {
    std::optional<Statement> Statements::* statement;
    std::string_view sql;
  };
  static const std::vector<Text>& Texts();
};

const std::vector<StoryWriter::Statements::Text>& StoryWriter::Statements::Texts() {
  static const std::vector<Text> texts = {
      {&Statements::same_version,
       "select v.voice from capture n join article x using (article) join story_version v on "
       "v.page = "
       "n.page and v.version_key = x.version_key where n.capture = ?1"},
      {&Statements::before,
       "select case when s.follows = 0 then s.voice else s.follows end from capture n "
       "join capture c on c.page = n.page join story_capture s on s.capture = c.capture "
       "where n.capture = ?1 and c.capture < ?1 and s.voice = s.capture order by c.capture desc "
       "limit 1"},
      {&Statements::later,
       "select case when s.follows = 0 then s.voice else s.follows end from capture n "
       "join capture c on c.page = n.page join story_capture s on s.capture = c.capture "
       "where n.capture = ?1 and c.capture > ?1 and s.voice = s.capture order by c.capture limit "
       "1"},
      // The first printing of the words, or of words that are alike.
      {&Statements::copied,
       "with alike(wording) as ("
       "  select x.wording from capture n join article x using (article) where n.capture = ?1 and "
       "x.wording is not null"
       "  union select p.b from capture n join article x using (article) join copy p on p.a = "
       "x.wording where n.capture = ?1 and p.kind <> 'contained'"
       "  union select p.a from capture n join article x using (article) join copy p on p.b = "
       "x.wording where n.capture = ?1 and p.kind <> 'contained') "
       "select w.voice from alike join story_wording w using (wording) join story_capture s on "
       "s.capture = w.voice order by s.place limit 1"},
      {&Statements::add_version,
       "insert or ignore into story_version select n.page, x.version_key, n.capture from capture n "
       "join article x using (article) where n.capture = ?1"},
      {&Statements::add_wording,
       "insert or ignore into story_wording select x.wording, ?2 from capture n join article x "
       "using "
       "(article) where n.capture = ?1 and x.wording is not null"},
      {&Statements::insert,
       "insert into story_capture (capture, place, voice, follows, given, story, reason, score, "
       "best, "
       "runner_up, runner_up_score, measures, shared) "
       "values (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"},
      {&Statements::id_of, "select id from capture where capture = ?1"},
      {&Statements::key_of, "select capture from capture where id = ?1"},
      {&Statements::move, "update story_capture set story = ?2 where voice = ?1"},
      {&Statements::redirect,
       "insert or replace into story_redirect (story, into_story, place) values (?1, ?2, ?3)"},
      {&Statements::sleep,
       "insert or replace into sleeper (story, slept, first, last, bytes) values (?1, ?2, ?3, ?4, "
       "?5)"},
      {&Statements::sleeper_of,
       "select p.story, p.first, p.last, p.bytes from story_capture s join sleeper p on p.story = "
       "s.story "
       "where s.capture = ?1 and p.woken is null"},
      {&Statements::sleeper,
       "select story, first, last, bytes from sleeper where story = ?1 and woken is null"},
      {&Statements::sleepers_near,
       "select story, first, last, bytes from sleeper where woken is null and last >= ?1 - ?2 and "
       "first <= ?1 + ?2 order by abs(last - ?1), story limit ?3"},
      {&Statements::wake, "update sleeper set woken = ?2 where story = ?1 and woken is null"},
      {&Statements::events,
       "select event, kind, a, b from keeper_event where event > ?1 and place <= ?2 order by event "
       "limit 1"},
      {&Statements::add_event,
       "insert into keeper_event (place, kind, a, b) values (?1, ?2, ?3, ?4)"},
      {&Statements::snapshot,
       "insert or replace into keeper_snapshot (snapshot, place, event, bytes) values (1, ?1, ?2, "
       "?3)"},
  };
  return texts;
}

StoryWriter::StoryWriter(Database& db, std::unique_ptr<StoryKeeper> keeper)
    : db_(db), keeper_(std::move(keeper)), sql_(std::make_unique<Statements>()) {}

StoryWriter::~StoryWriter() = default;

Result<std::unique_ptr<StoryWriter>> StoryWriter::Open(Database& db) {
  Result<Acceptance> acceptance = Acceptance::Trained();
  if (!acceptance) return Fail(acceptance.error());
  std::unique_ptr<StoryWriter> writer(
      new StoryWriter(db, std::make_unique<StoryKeeper>(std::move(*acceptance))));
  if (const auto done = writer->Prepare(); !done) return Fail(done.error());
  if (const auto done = writer->Restore(); !done) return Fail(done.error());
  return writer;
}

Result<void> StoryWriter::Prepare() {
  for (const Statements::Text& text : Statements::Texts()) {
    Result<Statement> statement = db_.Prepare(text.sql);
    if (!statement) return Fail(statement.error());
    (*sql_).*text.statement = std::move(*statement);
  }
  return {};
}

// ---- after a restart

Result<void> StoryWriter::Restore() {
  std::int64_t since = 0;
  Result<Statement> snapshot = db_.Prepare("select place, event, bytes from keeper_snapshot");
  if (!snapshot) return Fail(snapshot.error());
  const Result<bool> row = snapshot->Step();
  if (!row) return Fail(row.error());
  if (*row) {
    since = snapshot->Integer(0);
    last_event_ = snapshot->Integer(1);
    Result<Acceptance> acceptance = Acceptance::Trained();
    if (!acceptance) return Fail(acceptance.error());
    const Result<std::string> bytes = UnpackFrame(snapshot->Blob(2), kMostKeeperBytes);
    Result<std::unique_ptr<StoryKeeper>> kept =
        bytes ? StoryKeeper::Load(*bytes, std::move(*acceptance))
              : Result<std::unique_ptr<StoryKeeper>>(Fail(bytes.error()));
    if (!kept)
      return Fail(Errc::kBadInput, fmt::format("the stories cannot be read ({}): checkback rebuild",
                                               kept.error().what));
    keeper_ = std::move(*kept);
  }
  const auto newest =
      db_.Integer(fmt::format("select max(capture) from story_capture where place < {}", since));
  if (!newest) return Fail(newest.error());
  newest_ = (newest->value_or(0) >> 30) * 1000;
  // What happened after the snapshot will happen again.
  for (const std::string& sql :
       {fmt::format("delete from sleeper where slept >= {}", since),
        fmt::format("update sleeper set woken = null where woken >= {}", since),
        fmt::format("delete from story_redirect where place >= {}", since)}) {
    if (const auto ran = db_.Run(sql); !ran) return ran;
  }
  return AddAgain(since);
}

// The captures that the snapshot does not hold. Their rows are there; the keeper has to know them.
Result<void> StoryWriter::AddAgain(std::int64_t since) {
  Result<Statement> rows = db_.Prepare(
      "select s.capture, s.place, s.follows, c.seen_at, a.json from story_capture s "
      "join capture c using (capture) join article a using (article) "
      "where s.place >= ?1 and s.voice = s.capture order by s.place");
  if (!rows) return Fail(rows.error());
  rows->Bind(1, since);
  while (true) {
    const Result<bool> row = rows->Step();
    if (!row) return Fail(row.error());
    if (!*row) return {};
    const Result<Article> article = ArticleOfFrame(rows->Blob(4));
    if (!article) return Fail(article.error());
    const StoryArticle added =
        StoryArticleOf(rows->Integer(0), Instant(std::chrono::seconds(rows->Integer(3))), *article,
                       rows->Integer(2));
    const std::int64_t place = rows->Integer(1);
    if (const auto woken = WakeFor(added, place); !woken) return woken;
    keeper_->Add(added);
    newest_ = std::max(newest_, added.seen_at);
    if (const auto written = WriteChanges(place); !written) return written;
    ++added_;
    unrepaired_ = true;
  }
}

// ---- as captures arrive

Result<void> StoryWriter::Add(std::span<const ArrivedCapture> arrived) {
  std::vector<ArrivedCapture> in_order(arrived.begin(), arrived.end());
  std::sort(in_order.begin(), in_order.end(), [](const ArrivedCapture& x, const ArrivedCapture& y) {
    return PlaceOf(x.raw) < PlaceOf(y.raw);
  });
  for (const ArrivedCapture& one : in_order) {
    if (const auto done = ApplyEvents(PlaceOf(one.raw)); !done) return done;
    if (const auto done = AddOne(one); !done) return done;
  }
  if (added_ < kSnapshotEvery || in_order.empty()) return {};
  const RawPlace& last = in_order.back().raw;
  return WriteSnapshot(PlaceOf({last.segment, last.offset + last.length, 0}));
}

Result<StoryWriter::Known> StoryWriter::KnownOf(std::int64_t key) {
  Known known;
  const std::pair<std::optional<Statement>*, std::int64_t*> questions[] = {
      {&sql_->same_version, &known.same_version},
      {&sql_->before, &known.before},
      {&sql_->later, &known.before},
      {&sql_->copied, &known.copied},
  };
  for (const auto& [question, answer] : questions) {
    (*question)->Bind(1, key);
    const auto number = Number(**question);
    if (!number) return Fail(number.error());
    *answer = number->value_or(0);
    if (*answer != 0) break;
  }
  return known;
}

Result<void> StoryWriter::AddOne(const ArrivedCapture& arrived) {
  const std::int64_t place = PlaceOf(arrived.raw);
  const Result<Known> known = KnownOf(arrived.key);
  if (!known) return Fail(known.error());
  if (known->same_version != 0) return WriteVisit(arrived.key, place, known->same_version);
  const std::int64_t follows = known->before != 0 ? known->before : known->copied;
  const StoryArticle article =
      StoryArticleOf(arrived.key, arrived.capture->seen_at, *arrived.capture->article, follows);
  if (const auto woken = WakeFor(article, place); !woken) return woken;
  const Placement placement = keeper_->Add(article);
  newest_ = std::max(newest_, article.seen_at);
  ++added_;
  unrepaired_ = true;
  if (const auto written = WritePlacement(placement, place, follows); !written) return written;
  sql_->add_version->Bind(1, arrived.key);
  if (const auto done = sql_->add_version->Run(); !done) return done;
  sql_->add_wording->Bind(1, arrived.key);
  sql_->add_wording->Bind(2, follows != 0 ? follows : arrived.key);
  if (const auto done = sql_->add_wording->Run(); !done) return done;
  return WriteChanges(place);
}

Result<void> StoryWriter::WriteVisit(std::int64_t key, std::int64_t place, std::int64_t voice) {
  const auto story =
      db_.Integer(fmt::format("select story from story_capture where capture = {}", voice));
  if (!story) return Fail(story.error());
  Placement visit;
  visit.article = static_cast<ArticleId>(key);
  visit.story = static_cast<StoryId>(story->value_or(0));
  Statement& insert = *sql_->insert;
  insert.Bind(1, key);
  insert.Bind(2, place);
  insert.Bind(3, voice);
  insert.Bind(4, voice);
  insert.Bind(5, static_cast<std::int64_t>(visit.story));
  insert.BindText(6, "visit");
  insert.Bind(7, 0.0);
  insert.Bind(8, std::int64_t{0});
  insert.Bind(9, std::int64_t{0});
  insert.Bind(10, 0.0);
  insert.BindNull(11);
  insert.BindNull(12);
  return insert.Run();
}

Result<void> StoryWriter::WritePlacement(const Placement& placement, std::int64_t place,
                                         std::int64_t follows) {
  const std::string measures = BytesOf(placement.measures), shared = SharedAsJson(placement.shared);
  Statement& insert = *sql_->insert;
  insert.Bind(1, static_cast<std::int64_t>(placement.article));
  insert.Bind(2, place);
  insert.Bind(3, static_cast<std::int64_t>(placement.article));
  insert.Bind(4, follows);
  insert.Bind(5, static_cast<std::int64_t>(placement.story));
  insert.BindText(6, NameOf(placement.reason));
  insert.Bind(7, static_cast<double>(placement.score));
  insert.Bind(8, static_cast<std::int64_t>(placement.best));
  insert.Bind(9, static_cast<std::int64_t>(placement.runner_up));
  insert.Bind(10, static_cast<double>(placement.runner_up_score));
  insert.BindBlob(11, measures);
  insert.BindText(12, shared);
  return insert.Run();
}

// Stories that sleep and may be meant.
Result<void> StoryWriter::WakeFor(const StoryArticle& article, std::int64_t place) {
  if (article.follows != 0 && keeper_->StoryOf(article.follows) == 0) {
    sql_->sleeper_of->Bind(1, static_cast<std::int64_t>(article.follows));
    if (const auto woken = Wake(*sql_->sleeper_of, place); !woken) return woken;
  }
  const StoryTime time = std::min(article.published_at.value_or(article.seen_at), article.seen_at);
  if (time >= newest_ - kYoung) return {};
  sql_->sleepers_near->Bind(1, std::int64_t{time});
  sql_->sleepers_near->Bind(2, std::int64_t{kNear});
  sql_->sleepers_near->Bind(3, std::int64_t{kMostWoken});
  return Wake(*sql_->sleepers_near, place);
}

Result<void> StoryWriter::Wake(Statement& rows, std::int64_t place) {
  std::vector<Sleeper> sleepers;
  while (true) {
    const Result<bool> row = rows.Step();
    if (!row) return Fail(row.error());
    if (!*row) break;
    Sleeper sleeper;
    sleeper.story = static_cast<StoryId>(rows.Integer(0));
    sleeper.first = rows.Integer(1);
    sleeper.last = rows.Integer(2);
    Result<std::string> bytes = UnpackFrame(rows.Blob(3), kMostKeeperBytes);
    if (!bytes) return Fail(bytes.error());
    sleeper.bytes = std::move(*bytes);
    sleepers.push_back(std::move(sleeper));
  }
  rows.Reset();
  for (const Sleeper& sleeper : sleepers) {
    keeper_->Wake(sleeper);
    sql_->wake->Bind(1, static_cast<std::int64_t>(sleeper.story));
    sql_->wake->Bind(2, place);
    if (const auto done = sql_->wake->Run(); !done) return done;
  }
  return {};
}

Result<void> StoryWriter::WriteChanges(std::int64_t place) {
  const Changes changes = keeper_->TakeChanges();
  for (const Move& move : changes.moves) {
    sql_->move->Bind(1, static_cast<std::int64_t>(move.article));
    sql_->move->Bind(2, static_cast<std::int64_t>(move.to));
    if (const auto done = sql_->move->Run(); !done) return done;
  }
  for (const Redirect& redirect : changes.redirects) {
    sql_->redirect->Bind(1, static_cast<std::int64_t>(redirect.from));
    sql_->redirect->Bind(2, static_cast<std::int64_t>(redirect.to));
    sql_->redirect->Bind(3, place);
    if (const auto done = sql_->redirect->Run(); !done) return done;
  }
  for (const Sleeper& sleeper : keeper_->TakeSleepers()) {
    sql_->sleep->Bind(1, static_cast<std::int64_t>(sleeper.story));
    sql_->sleep->Bind(2, place);
    sql_->sleep->Bind(3, std::int64_t{sleeper.first});
    sql_->sleep->Bind(4, std::int64_t{sleeper.last});
    const std::string packed = PackFrame(sleeper.bytes, kLevel);
    sql_->sleep->BindBlob(5, packed);
    if (const auto done = sql_->sleep->Run(); !done) return done;
  }
  return {};
}

// ---- what is no capture

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
    next.Reset();
    if (kind == "repair") {
      keeper_->Repair();
      unrepaired_ = false;
    } else {
      Pin pin;
      pin.kind = kind == "together" ? Pin::Kind::kTogether : Pin::Kind::kApart;
      for (int side = 0; side < 2; ++side) {
        sql_->key_of->BindText(1, ids[side]);
        const auto key = Number(*sql_->key_of);
        if (!key) return Fail(key.error());
        (side == 0 ? pin.a : pin.b) = static_cast<ArticleId>(key->value_or(0));
      }
      // A capture that is not here any more was given up with its segment.
      if (pin.a != 0 && pin.b != 0) keeper_->Set(pin);
    }
    if (const auto written = WriteChanges(until); !written) return written;
  }
}

Result<void> StoryWriter::ApplyRest(const RawPlace& end) {
  if (const auto done = ApplyEvents(PlaceOf(end)); !done) return done;
  return WriteSnapshot(PlaceOf(end));
}

Result<void> StoryWriter::Repair(const RawPlace& end) {
  if (!unrepaired_) return {};
  keeper_->Repair();
  unrepaired_ = false;
  if (const auto written = WriteChanges(PlaceOf(end)); !written) return written;
  if (const auto written = WriteEvent("repair", {}, PlaceOf(end)); !written) return written;
  return WriteSnapshot(PlaceOf(end));
}

Result<void> StoryWriter::Merge(StoryId a, StoryId b, const RawPlace& end) {
  const std::int64_t place = PlaceOf(end);
  for (const StoryId story : {a, b}) {
    sql_->sleeper->Bind(1, static_cast<std::int64_t>(story));
    if (const auto woken = Wake(*sql_->sleeper, place); !woken) return woken;
  }
  const std::vector<Pin> pins = keeper_->MergeStories(a, b);
  if (pins.empty()) return Fail(Errc::kNotFound, "the two are one story already, or no stories");
  for (const Pin& pin : pins) {
    if (const auto written = WriteEvent("together", pin, place); !written) return written;
  }
  if (const auto written = WriteChanges(place); !written) return written;
  return WriteSnapshot(place);
}

Result<void> StoryWriter::Split(StoryId story, const std::vector<ArticleId>& articles,
                                const RawPlace& end) {
  const std::int64_t place = PlaceOf(end);
  sql_->sleeper->Bind(1, static_cast<std::int64_t>(story));
  if (const auto woken = Wake(*sql_->sleeper, place); !woken) return woken;
  const std::vector<Pin> pins = keeper_->SplitStory(story, articles);
  if (pins.empty())
    return Fail(Errc::kNotFound,
                "nothing to split: the articles are none of this story, or all of it");
  for (const Pin& pin : pins) {
    const std::string_view kind = pin.kind == Pin::Kind::kTogether ? "together" : "apart";
    if (const auto written = WriteEvent(kind, pin, place); !written) return written;
  }
  if (const auto written = WriteChanges(place); !written) return written;
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
  if (const auto done = add.Run(); !done) return done;
  last_event_ = db_.LastRow();
  return {};
}

Result<void> StoryWriter::WriteSnapshot(std::int64_t place) {
  const std::string bytes = PackFrame(keeper_->Save(), kLevel);
  Statement& write = *sql_->snapshot;
  write.Bind(1, place);
  write.Bind(2, last_event_);
  write.BindBlob(3, bytes);
  added_ = 0;
  return write.Run();
}

}  // namespace checkback
