#include "store/past.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "store/story_statements.h"
#include "store/story_writer.h"

namespace checkback {
namespace {

// Tables that the writer of stories writes.
constexpr std::string_view kWritten =
    "'story_capture', 'story_version', 'story_wording', 'story_redirect', 'story_move', 'sleeper', "
    "'keeper_event', 'keeper_snapshot', 'story_gone', 'story_moved'";

Result<void> RunAll(Database& db, const std::vector<std::string>& sql) {
  for (const std::string& one : sql) {
    if (const auto ran = db.Run(one); !ran) return ran;
  }
  return {};
}

// Captures that were seen by then, and pairs of wordings that two of those make (as they are looked
// for in store/copy_weeks.h).
Result<void> ShowCaptures(Database& db, std::int64_t moment) {
  const auto seen_by = [&](std::string_view capture) {
    return fmt::format("{0}.capture < {1} and {0}.seen_at <= {2}", capture, KeysEnd(moment),
                       moment);
  };
  return RunAll(
      db, {fmt::format("create temp view capture as select * from main.capture as c where {}",
                       seen_by("c")),
           fmt::format(
               "create temp view copy as select * from main.copy as p where exists (select 1 from "
               "main.article x join main.capture c on c.article = x.article and c.revisit = 0 and "
               "{} join main.article y on y.wording = p.b join main.capture d on d.article = "
               "y.article and d.revisit = 0 and {} where x.wording = p.a and abs(c.seen_at / "
               "604800 - d.seen_at / 604800) <= 1)",
               seen_by("c"), seen_by("d"))});
}

// The tables of kWritten again, empty, before those of the file. Their indexes come when they are
// filled.
struct Copied {
  std::vector<std::string> indexes;
};
Result<Copied> MakeTables(Database& db) {
  Result<Statement> rows = db.Prepare(
      fmt::format("select type, sql from main.sqlite_master where tbl_name in ({}) and type in "
                  "('table', 'index') and sql is not null order by type desc",
                  kWritten));
  if (!rows) return Fail(rows.error());
  constexpr std::string_view kTable = "create table ", kIndex = "create index ";
  std::vector<std::string> tables;
  Copied copied;
  while (true) {
    const Result<bool> row = rows->Step();
    if (!row) return Fail(row.error());
    if (!*row) break;
    std::string_view sql = rows->Text(1);
    const bool is_table = rows->Text(0) == "table";
    sql.remove_prefix(std::min(sql.size(), is_table ? kTable.size() : kIndex.size()));
    if (is_table)
      tables.push_back(fmt::format("create temp table {}", sql));
    else
      copied.indexes.push_back(fmt::format("create index temp.{}", sql));
  }
  rows->Reset();
  if (const auto made = RunAll(db, tables); !made) return Fail(made.error());
  return copied;
}

// The last snapshot that holds nothing of what came after the moment, or had come late by then; 0:
// there is none.
Result<std::int64_t> SnapshotFor(const Database& db, std::int64_t moment) {
  const std::int64_t end = KeysEnd(moment);
  const auto late = EarliestLate(db, {}, "main.story_capture", end);
  if (!late) return Fail(late.error());
  const auto place = db.Integer(fmt::format(
      "select max(place) from main.keeper_snapshot where place <= {}", late->value_or(end)));
  if (!place) return Fail(place.error());
  return place->value_or(0);
}

// The first to arrive has its row.
constexpr std::string_view kFirstVersions = R"(
insert or ignore into temp.story_version select c.page, a.version_key, s.capture
from temp.story_capture s join main.capture c using (capture) join main.article a using (article)
where s.voice = s.capture order by s.place)";
constexpr std::string_view kFirstWordings = R"(
insert or ignore into temp.story_wording
select a.wording, case s.follows when 0 then s.capture else s.follows end
from temp.story_capture s join main.capture c using (capture) join main.article a using (article)
where s.voice = s.capture and a.wording is not null order by s.place)";

// The tables as they were when the snapshot was made.
Result<void> FillTables(Database& db, std::int64_t moment, std::int64_t place) {
  return RunAll(
      db,
      {fmt::format("insert into temp.keeper_snapshot select * from main.keeper_snapshot where "
                   "place = {}",
                   place),
       fmt::format("insert into temp.keeper_event select * from main.keeper_event where made_at <= "
                   "{}",
                   moment),
       fmt::format(
           "insert into temp.story_capture (capture, place, voice, follows, given, story, reason, "
           "score, best, runner_up, runner_up_score) select s.capture, s.place, s.voice, "
           "s.follows, "
           "s.given, coalesce((select m.story from main.story_move m where m.voice = s.voice and "
           "m.place < {0} order by m.move desc limit 1), (select v.given from main.story_capture v "
           "where v.capture = s.voice)), s.reason, s.score, s.best, s.runner_up, s.runner_up_score "
           "from main.story_capture s where s.place < {0}",
           place),
       fmt::format("insert into temp.story_redirect select * from main.story_redirect where place "
                   "< {}",
                   place),
       fmt::format(
           "insert into temp.sleeper select story, slept, null, first, last, bytes, "
           "language from main.sleeper where slept < {0} and (woken is null or woken >= {0})",
           place),
       std::string(kFirstVersions), std::string(kFirstWordings)});
}

// What has its place after the snapshot and was seen by then, in the order of time.
Result<void> AddRest(Database& db, std::int64_t place) {
  Result<std::unique_ptr<StoryWriter>> writer = StoryWriter::Open(db, {.keeps_snapshots = false});
  if (!writer) return Fail(writer.error());
  Result<Statement> rows = db.Prepare(
      "select s.capture, c.seen_at, a.json from main.story_capture s join temp.capture c using "
      "(capture) join main.article a using (article) where s.place >= ?1 order by case when "
      "s.capture >= ?1 then s.capture else s.place end, s.capture");
  if (!rows) return Fail(rows.error());
  rows->Bind(1, place);
  while (true) {
    const Result<bool> row = rows->Step();
    if (!row) return Fail(row.error());
    if (!*row) break;
    const ArrivedCapture one = {.key = rows->Integer(0),
                                .seen_at = Instant(std::chrono::seconds(rows->Integer(1))),
                                .frame = rows->Blob(2)};
    if (const auto added = (*writer)->Add({&one, 1}); !added) return added;
  }
  return (*writer)->ApplyEvents(kAnyPlace);
}

}  // namespace

Result<void> LookBack(Database& db, Instant moment) {
  const std::int64_t seconds = moment.time_since_epoch().count();
  const auto later = db.Integer(
      fmt::format("select exists (select 1 from capture where capture >= {} or seen_at > {}) or "
                  "exists (select 1 from keeper_event where made_at > {})",
                  KeysEnd(seconds), seconds, seconds));
  if (!later) return Fail(later.error());
  if (later->value_or(0) == 0) return {};  // that is now
  // Temporary tables are written, the file is not.
  if (const auto set = RunAll(db, {"pragma query_only = off", "pragma temp_store = memory"}); !set)
    return set;
  if (const auto begun = db.Run("begin"); !begun) return begun;
  if (const auto shown = ShowCaptures(db, seconds); !shown) return shown;
  const Result<Copied> made = MakeTables(db);
  if (!made) return Fail(made.error());
  const Result<std::int64_t> place = SnapshotFor(db, seconds);
  if (!place) return Fail(place.error());
  if (const auto filled = FillTables(db, seconds, *place); !filled) return filled;
  if (const auto indexed = RunAll(db, made->indexes); !indexed) return indexed;
  return AddRest(db, *place);
}

}  // namespace checkback
