#include "store/story_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "page/zstd_frame.h"
#include "store/article_frame.h"
#include "store/story_statements.h"
#include "text/json_writer.h"

namespace checkback {
namespace {

// A story that an older article may belong to lies within this of it; the keeper lets stories sleep
// after 21 days, so an article younger than a week before the newest one needs none of them.
constexpr StoryTime kDay = StoryTime{24} * 3600 * 1000;
constexpr StoryTime kNear = 14 * kDay;
constexpr StoryTime kYoung = 7 * kDay;
// Sleepers woken for one article; the nearest in time.
constexpr int kMostWoken = 64;

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

}  // namespace

StoryTime Milliseconds(Instant instant) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(instant.time_since_epoch()).count();
}

StoryArticle StoryArticleFor(std::int64_t key, Instant seen_at, const Article& article,
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

StoryWriter::StoryWriter(Database& db, const Options& options, std::unique_ptr<StoryKeeper> keeper)
    : db_(db),
      options_(options),
      keeper_(std::move(keeper)),
      sql_(std::make_unique<Statements>()) {}

StoryWriter::~StoryWriter() = default;

Result<std::unique_ptr<StoryWriter>> StoryWriter::Open(Database& db, const Options& options) {
  Result<Acceptance> acceptance = Acceptance::Trained();
  if (!acceptance) return Fail(acceptance.error());
  std::unique_ptr<StoryWriter> writer(
      new StoryWriter(db, options, std::make_unique<StoryKeeper>(std::move(*acceptance))));
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

// ---- as captures arrive

Result<void> StoryWriter::Add(std::span<const ArrivedCapture> arrived) {
  std::vector<ArrivedCapture> in_order(arrived.begin(), arrived.end());
  std::sort(in_order.begin(), in_order.end(),
            [](const ArrivedCapture& x, const ArrivedCapture& y) { return x.key < y.key; });
  const std::int64_t first = reached_;
  for (const ArrivedCapture& one : in_order) {
    if (const auto done = AddOne(one, std::max(one.key, reached_)); !done) return done;
  }
  if (const auto done = RedirectAnew(first); !done) return done;
  return added_ < options_.snapshot_every ? Result<void>() : WriteSnapshot();
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
    const auto number = NumberOf(**question);
    if (!number) return Fail(number.error());
    *answer = number->value_or(0);
    if (*answer != 0) break;
  }
  return known;
}

Result<void> StoryWriter::AddOne(const ArrivedCapture& arrived, std::int64_t place) {
  if (const auto heard = ApplyEvents(place); !heard) return heard;
  place = std::max(place, reached_);
  reached_ = place + 1;
  newest_ = std::max(newest_, Milliseconds(arrived.seen_at));
  const Result<Known> known = KnownOf(arrived.key);
  if (!known) return Fail(known.error());
  if (known->same_version != 0) return WriteVisit(arrived.key, place, known->same_version);
  const std::int64_t follows = known->before != 0 ? known->before : known->copied;
  Result<Article> unpacked = Article();
  if (arrived.article == nullptr) unpacked = ArticleOfFrame(arrived.frame);
  if (!unpacked) return Fail(unpacked.error());
  const StoryArticle article =
      StoryArticleFor(arrived.key, arrived.seen_at,
                      arrived.article != nullptr ? *arrived.article : *unpacked, follows);
  if (const auto woken = WakeFor(article, place); !woken) return woken;
  const Placement placement = keeper_->Add(article);
  ++added_;
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
    sleeper.language = rows.Text(4);
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

// Ids that were gone, lived again, and lead on since then.
Result<void> StoryWriter::RedirectAnew(std::int64_t since) {
  return db_.Run(fmt::format(
      "delete from story_gone where story in (select story from story_redirect where place >= {})",
      since - 1));
}

Result<void> StoryWriter::WriteChanges(std::int64_t place) {
  const Changes changes = keeper_->TakeChanges();
  for (const Move& move : changes.moves) {
    sql_->move->Bind(1, static_cast<std::int64_t>(move.article));
    sql_->move->Bind(2, static_cast<std::int64_t>(move.to));
    if (const auto done = sql_->move->Run(); !done) return done;
    sql_->moved->Bind(1, place);
    sql_->moved->Bind(2, static_cast<std::int64_t>(move.article));
    sql_->moved->Bind(3, static_cast<std::int64_t>(move.to));
    if (const auto done = sql_->moved->Run(); !done) return done;
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
    const std::string packed = PackFrame(sleeper.bytes, kKeeperLevel);
    sql_->sleep->BindBlob(5, packed);
    sql_->sleep->BindText(6, sleeper.language);
    if (const auto done = sql_->sleep->Run(); !done) return done;
  }
  return {};
}

}  // namespace checkback
