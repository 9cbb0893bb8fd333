// What stories told, as the embedded store keeps it.

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "store/capture_row.h"
#include "store/reading_frame.h"
#include "store/sqlite_store.h"
#include "store/story_captures.h"

namespace checkback {
namespace {

// The only row's first column, a blob; "" where there is none. The statement is reset.
Result<std::string> BlobOf(Statement& statement) {
  const Result<bool> row = statement.Step();
  if (!row) return Fail(row.error());
  std::string blob(*row ? statement.Blob(0) : std::string_view());
  statement.Reset();
  return blob;
}

}  // namespace

Result<CaptureFrames> SqliteStore::FramesOf(const Capture& capture) const {
  Result<Statement> article = db_->Prepare("select json from article where article = ?1");
  if (!article) return Fail(article.error());
  Result<Statement> reading = db_->Prepare(
      "select r.json from reading r join article a using (article) where article = ?1 and day = "
      "case when a.published_at is null and a.modified_at is null then ?2 else 0 end");
  if (!reading) return Fail(reading.error());
  article->Bind(1, capture.article);
  reading->Bind(1, capture.article);
  reading->Bind(2,
                std::chrono::floor<std::chrono::days>(capture.seen_at).time_since_epoch().count());
  Result<std::string> first = BlobOf(*article), second = BlobOf(*reading);
  if (!first || !second) return Fail(!first ? first.error() : second.error());
  return CaptureFrames{std::move(*first), std::move(*second)};
}

namespace {

enum class WithFrames { kNo, kYes };

Result<std::optional<ToldRow>> ToldRowIn(const Database& db, std::int64_t story,
                                         WithFrames with_frames) {
  const bool frames = with_frames == WithFrames::kYes;
  Result<Statement> find =
      db.Prepare(frames ? "select told_from, open_questions, bytes from told where story = ?1"
                        : "select told_from, open_questions from told where story = ?1");
  if (!find) return Fail(find.error());
  find->Bind(1, story);
  const Result<bool> row = find->Step();
  if (!row) return Fail(row.error());
  if (!*row) return std::nullopt;
  ToldRow told{.story = story,
               .told_from = std::string(find->Text(0)),
               .frame = {},
               .articles = {},
               .open_questions = static_cast<std::size_t>(find->Integer(1))};
  if (!frames) return told;
  told.frame = find->Blob(2);
  // While the row is held, the parts are those of its state of the database.
  Result<Statement> parts =
      db.Prepare("select articles from told_part where story = ?1 order by part");
  if (!parts) return Fail(parts.error());
  parts->Bind(1, story);
  const auto read =
      ForEachRow(*parts, [&](const Statement& part) { told.articles.emplace_back(part.Blob(0)); });
  if (!read) return Fail(read.error());
  return told;
}

}  // namespace

Result<std::optional<ToldRow>> SqliteStore::ToldOf(const StoredStory& story) const {
  return ToldRowIn(*db_, story.key, WithFrames::kYes);
}

Result<std::optional<ToldRow>> SqliteStore::ToldHeadOf(const StoredStory& story) const {
  return ToldRowIn(*db_, story.key, WithFrames::kNo);
}

// How the story is named among the parts of a running story, as it is now; nothing where it has
// changed since it was told.
Result<std::optional<RunningStory::Part>> SqliteStore::KeptPartOf(std::int64_t story) const {
  Result<Statement> find = db_->Prepare(
      "select title, first_seen, last_change, pages from told where story = ?1 and titled = ?2 and "
      "not exists (select 1 from story_to_tell where story = ?1)");
  if (!find) return Fail(find.error());
  find->Bind(1, story);
  find->Bind(2, std::int64_t{kTitleRule});
  const Result<bool> row = find->Step();
  if (!row) return Fail(row.error());
  if (!*row) return std::nullopt;
  return RunningStory::Part{.id = {},
                            .title = std::string(find->Text(0)),
                            .first = Instant(std::chrono::seconds(find->Integer(1))),
                            .last = Instant(std::chrono::seconds(find->Integer(2))),
                            .articles = static_cast<std::size_t>(find->Integer(3))};
}

Result<std::vector<std::int64_t>> SqliteStore::StoriesToTell() const {
  Result<Statement> find = db_->Prepare("select story from story_to_tell order by story");
  if (!find) return Fail(find.error());
  std::vector<std::int64_t> stories;
  const auto done =
      ForEachRow(*find, [&](const Statement& row) { stories.push_back(row.Integer(0)); });
  if (!done) return Fail(done.error());
  return stories;
}

Result<TellingStories> SqliteStore::StoriesTelling(std::string_view item) const {
  Result<Statement> find = db_->Prepare("select story from told_item where item = ?1");
  if (!find) return Fail(find.error());
  find->BindText(1, item);
  std::vector<std::int64_t> keys;
  const auto read =
      ForEachRow(*find, [&](const Statement& row) { keys.push_back(row.Integer(0)); });
  if (!read) return Fail(read.error());
  const auto waiting = db_->Integer("select 1 from story_to_tell limit 1");
  if (!waiting) return Fail(waiting.error());
  TellingStories telling{.ids = {}, .is_all = !waiting->has_value() && !options_.as_of};
  for (const std::int64_t key : keys) {
    Result<std::string> id = IdOfCapture(key);
    if (!id) return Fail(id.error());
    telling.ids.push_back(std::move(*id));
  }
  return telling;
}

namespace {

// Writes one row after the other.
class ToldTableWriter {
 public:
  explicit ToldTableWriter(const Database& db)
      : put_(db.Prepare("insert or replace into told (story, told_from, open_questions, bytes, "
                        "title, first_seen, last_change, pages, titled) values (?1, ?2, ?3, ?4, "
                        "?5, ?6, ?7, ?8, ?9)")),
        drop_(db.Prepare("delete from told where story = ?1")),
        put_part_(db.Prepare("insert into told_part (story, part, articles) values (?1, ?2, ?3)")),
        drop_parts_(db.Prepare("delete from told_part where story = ?1 and part >= ?2")),
        put_item_(db.Prepare("insert or ignore into told_item (item, story) values (?1, ?2)")),
        drop_item_(db.Prepare("delete from told_item where item = ?1 and story = ?2")),
        items_(db.Prepare("select item from told_item where story = ?1")),
        done_(db.Prepare("delete from story_to_tell where story = ?1")) {}

  Result<void> Write(const ToldRow& row) {
    if (const auto done = RunFor(row.story, done_); !done) return done;
    if (const auto written = WriteItems(row); !written) return written;
    if (const auto written = WriteParts(row); !written) return written;
    if (row.frame.empty()) return RunFor(row.story, drop_);
    if (!put_) return Fail(put_.error());
    put_->Bind(1, row.story);
    put_->BindText(2, row.told_from);
    put_->Bind(3, static_cast<std::int64_t>(row.open_questions));
    put_->BindBlob(4, row.frame);
    put_->BindText(5, row.part.title);
    put_->Bind(6, std::int64_t{row.part.first.time_since_epoch().count()});
    put_->Bind(7, std::int64_t{row.part.last.time_since_epoch().count()});
    put_->Bind(8, static_cast<std::int64_t>(row.part.articles));
    put_->Bind(9, std::int64_t{kTitleRule});
    return put_->Run();
  }

 private:
  static Result<void> RunFor(std::int64_t story, Result<Statement>& statement) {
    if (!statement) return Fail(statement.error());
    statement->Bind(1, story);
    return statement->Run();
  }

  // Those alone that are new or gone: a story has thousands, and one more article brings a few.
  Result<void> WriteItems(const ToldRow& row) {
    if (!items_) return Fail(items_.error());
    std::set<std::string, std::less<>> gone;
    items_->Bind(1, row.story);
    const auto read =
        ForEachRow(*items_, [&](const Statement& item) { gone.emplace(item.Text(0)); });
    if (!read) return Fail(read.error());
    std::vector<std::string_view> come;
    for (const std::string& item : row.items)
      if (gone.erase(item) == 0) come.push_back(item);
    for (const std::string& item : gone)
      if (const auto done = RunForItem(item, row.story, drop_item_); !done) return done;
    for (const std::string_view item : come)
      if (const auto done = RunForItem(item, row.story, put_item_); !done) return done;
    return {};
  }

  static Result<void> RunForItem(std::string_view item, std::int64_t story,
                                 Result<Statement>& statement) {
    if (!statement) return Fail(statement.error());
    statement->BindText(1, item);
    statement->Bind(2, story);
    return statement->Run();
  }

  Result<void> WriteParts(const ToldRow& row) {
    if (!put_part_ || !drop_parts_)
      return Fail(!put_part_ ? put_part_.error() : drop_parts_.error());
    auto part = static_cast<std::int64_t>(row.first_part);
    drop_parts_->Bind(1, row.story);
    drop_parts_->Bind(2, part);
    if (const auto written = drop_parts_->Run(); !written) return written;
    for (const std::string& articles : row.articles) {
      put_part_->Bind(1, row.story);
      put_part_->Bind(2, part++);
      put_part_->BindBlob(3, articles);
      if (const auto written = put_part_->Run(); !written) return written;
    }
    return {};
  }

  Result<Statement> put_, drop_, put_part_, drop_parts_, put_item_, drop_item_, items_, done_;
};

}  // namespace

Result<void> SqliteStore::KeepTold(std::span<const ToldRow> rows) {
  Result<Transaction> transaction = Transaction::Begin(*db_);
  if (!transaction) return Fail(transaction.error());
  ToldTableWriter writer(*db_);
  for (const ToldRow& row : rows) {
    if (const auto written = writer.Write(row); !written) return written;
  }
  return transaction->Commit();
}

}  // namespace checkback
