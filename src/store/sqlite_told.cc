// What stories told, as the embedded store keeps it.

#include "store/capture_row.h"
#include "store/reading_frame.h"
#include "store/sqlite_store.h"

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

Result<std::optional<ToldRow>> SqliteStore::ToldOf(const StoredStory& story) const {
  Result<Statement> find =
      db_->Prepare("select told_from, open_questions, bytes from told where story = ?1");
  if (!find) return Fail(find.error());
  find->Bind(1, story.key);
  const Result<bool> row = find->Step();
  if (!row) return Fail(row.error());
  if (!*row) return std::nullopt;
  return ToldRow{.story = story.key,
                 .told_from = std::string(find->Text(0)),
                 .frame = std::string(find->Blob(2)),
                 .open_questions = static_cast<std::size_t>(find->Integer(1))};
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

Result<void> SqliteStore::KeepTold(std::span<const ToldRow> rows) {
  Result<Transaction> transaction = Transaction::Begin(*db_);
  if (!transaction) return Fail(transaction.error());
  Result<Statement> put = db_->Prepare(
      "insert or replace into told (story, told_from, open_questions, bytes) values (?1, ?2, ?3, "
      "?4)");
  Result<Statement> drop = db_->Prepare("delete from told where story = ?1");
  Result<Statement> done = db_->Prepare("delete from story_to_tell where story = ?1");
  if (!put || !drop || !done) return Fail(!put ? put.error() : !drop ? drop.error() : done.error());
  for (const ToldRow& row : rows) {
    Statement& write = row.frame.empty() ? *drop : *put;
    write.Bind(1, row.story);
    if (!row.frame.empty()) {
      write.BindText(2, row.told_from);
      write.Bind(3, static_cast<std::int64_t>(row.open_questions));
      write.BindBlob(4, row.frame);
    }
    if (const auto written = write.Run(); !written) return written;
    done->Bind(1, row.story);
    if (const auto written = done->Run(); !written) return written;
  }
  return transaction->Commit();
}

}  // namespace checkback
