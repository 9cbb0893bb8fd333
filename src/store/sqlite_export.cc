// The canonical export, and the check of the whole store.

#include <fmt/format.h>

#include <utility>

#include "store/article_frame.h"
#include "store/capture_line.h"
#include "store/reading_frame.h"
#include "store/sqlite_store.h"
#include "text/hash.h"
#include "text/json_writer.h"

namespace checkback {
namespace {

using Take = std::function<bool(std::string_view line)>;

// Rows of `sql` as lines; false where nobody takes more.
template <typename Write>
Result<bool> Lines(const Database& db, std::string_view sql, const Take& take, Write&& write) {
  Result<Statement> rows = db.Prepare(sql);
  if (!rows) return Fail(rows.error());
  while (true) {
    const Result<bool> row = rows->Step();
    if (!row) return Fail(row.error());
    if (!*row) return true;
    JsonWriter json;
    if (const Result<void> written = write(*rows, json); !written) return Fail(written.error());
    if (!take(json.str())) return false;
  }
}

// Numbers of 64 bits are no JSON numbers: most readers round them.
std::string HexOf(std::int64_t wording) {
  return fmt::format("{:016x}", static_cast<std::uint64_t>(wording));
}

Result<void> WriteCapture(const Statement& row, JsonWriter& json) {
  json.Object([&] {
    json.Key("capture").Text(row.Text(0));
    json.Key("url").Text(row.Text(1));
    json.Key("page").Text(row.Text(2));
    json.Key("seen_at").Text(ToRfc3339(Instant(std::chrono::seconds(row.Integer(3)))));
    json.Key("sha256").TextOrNull(row.Text(4));
    json.Key("revisit").Bool(row.Integer(5) != 0);
    json.Key("article").TextOrNull(row.Text(6));
    json.Key("version").Bool(row.Integer(7) != 0);
    json.Key("trouble").TextOrNull(row.Text(8));
  });
  return {};
}

// The article's JSON stands in the line as it is kept, so that every byte of it counts.
Result<void> WriteArticleLine(const Statement& row, JsonWriter& json) {
  const Result<std::string> article = JsonOfFrame(row.Blob(3));
  if (!article) return Fail(article.error());
  json.Object([&] {
    json.Key("article").Text(row.Text(0));
    json.Key("version_key").TextOrNull(row.Text(1));
    json.Key("wording").TextOrNull(row.IsNull(2) ? "" : HexOf(row.Integer(2)));
    json.Key("json").Text(*article);
  });
  return {};
}

Result<void> WriteReadingLine(const Statement& row, JsonWriter& json) {
  const Result<std::string> reading = JsonOfReadingFrame(row.Blob(2));
  if (!reading) return Fail(reading.error());
  json.Object([&] {
    json.Key("reading").Text(row.Text(0));
    json.Key("day").Number(row.Integer(3));
    json.Key("model").TextOrNull(row.Text(1));
    json.Key("json").Text(*reading);
  });
  return {};
}

Result<void> WriteCopy(const Statement& row, JsonWriter& json) {
  json.Object([&] {
    json.Key("copy").Array([&] { json.Text(HexOf(row.Integer(0))).Text(HexOf(row.Integer(1))); });
    json.Key("kind").Text(row.Text(2));
    json.Key("jaccard").Number(row.Real(3));
    json.Key("of_first").Number(row.Real(4));
    json.Key("of_second").Number(row.Real(5));
  });
  return {};
}

constexpr std::string_view kCaptures =
    "select c.id, c.url, p.url, c.seen_at, lower(hex(c.sha256)), c.revisit, lower(hex(a.hash)), "
    "c.version, c.trouble from capture c join page p using (page) left join article a using "
    "(article) order by c.id";
constexpr std::string_view kArticles =
    "select lower(hex(hash)), lower(hex(version_key)), wording, json from article order by hash";
constexpr std::string_view kReadings =
    "select lower(hex(a.hash)), r.model, r.json, r.day from reading r join article a using "
    "(article) order by a.hash, r.day";
constexpr std::string_view kCopies =
    "select a, b, kind, jaccard, of_a, of_b from copy order by a, b";

constexpr std::string_view kInTime =
    "select c.id, c.url, c.seen_at, c.version, c.trouble, a.json from capture c left join article "
    "a "
    "using (article) order by c.capture";

Result<void> WriteInTime(const Statement& row, JsonWriter& json) {
  Result<std::string> article = std::string("null");
  if (!row.IsNull(5)) article = JsonOfFrame(row.Blob(5));
  if (!article) return Fail(article.error());
  WriteCaptureLine({row.Text(0), row.Text(1), Instant(std::chrono::seconds(row.Integer(2))),
                    row.Integer(3) != 0, row.Text(4), *article},
                   json);
  return {};
}

}  // namespace

Result<void> SqliteStore::ExportCanonical(const Take& take) const {
  // One moment for all of it, whoever writes meanwhile.
  if (const auto begun = db_->Run("begin"); !begun) return begun;
  Result<bool> more = Lines(*db_, kCaptures, take, WriteCapture);
  if (more && *more) more = Lines(*db_, kArticles, take, WriteArticleLine);
  if (more && *more) more = Lines(*db_, kReadings, take, WriteReadingLine);
  if (more && *more) more = Lines(*db_, kCopies, take, WriteCopy);
  static_cast<void>(db_->Run("commit"));  // nothing was changed
  if (!more) return Fail(more.error());
  return {};
}

Result<void> SqliteStore::ExportCaptures(const Take& take) const {
  const Result<bool> more = Lines(*db_, kInTime, take, WriteInTime);
  if (!more) return Fail(more.error());
  return {};
}

Result<std::vector<std::string>> SqliteStore::Check() const {
  std::vector<std::string> wrong;
  Result<Statement> integrity = db_->Prepare("pragma integrity_check");
  if (!integrity) return Fail(integrity.error());
  while (true) {
    const Result<bool> row = integrity->Step();
    if (!row) return Fail(row.error());
    if (!*row) break;
    if (integrity->Text(0) != "ok")
      wrong.push_back(fmt::format("the database: {}", integrity->Text(0)));
  }
  Result<Statement> foreign = db_->Prepare("pragma foreign_key_check");
  if (!foreign) return Fail(foreign.error());
  const Result<bool> dangling = foreign->Step();
  if (!dangling) return Fail(dangling.error());
  if (*dangling)
    wrong.push_back(fmt::format("the table {} names rows that are missing", foreign->Text(0)));

  Result<Statement> rows =
      db_->Prepare("select id, segment, offset, length from capture order by segment, offset");
  if (!rows) return Fail(rows.error());
  while (true) {
    const Result<bool> row = rows->Step();
    if (!row) return Fail(row.error());
    if (!*row) break;
    const RawPlace place = {rows->Integer(1), static_cast<std::uint64_t>(rows->Integer(2)),
                            static_cast<std::uint64_t>(rows->Integer(3))};
    Result<WarcRecord> record = log_.Read(place);
    if (record) CheckDigests(*record);
    if (!record)
      wrong.push_back(fmt::format("capture {}: {}", rows->Text(0), record.error().what));
    else if (record->block_digest == DigestCheck::kDiffers)
      wrong.push_back(fmt::format("capture {}: {} at byte {} is not what its digest says",
                                  rows->Text(0), log_.PathOf(place.segment), place.offset));
  }
  const auto pending = Pending();
  if (!pending) return Fail(pending.error());
  for (const PendingRange& range : *pending)
    wrong.push_back(fmt::format("{}: bytes {} to {} are not derived yet (the next import does it)",
                                log_.PathOf(range.segment), range.from, range.size));
  return wrong;
}

}  // namespace checkback
