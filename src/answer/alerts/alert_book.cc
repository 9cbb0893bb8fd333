#include "answer/alerts/alert_book.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "store/schema.h"

namespace checkback {
namespace {

constexpr std::string_view kFirst = R"(
create table watch (
  watch integer primary key,
  name text not null unique,         -- the rule, and where its messages go
  since integer not null,            -- of captures, seconds since 1970
  place integer,                     -- of arrivals that were told; null: none was yet
  settled integer not null default 0,     -- arrivals after it are to be looked at once more
  failures integer not null default 0,    -- in a row, of its receiver
  held_until integer not null default 0   -- by our clock: its receiver is left alone
) strict;

create table told (
  watch integer not null references watch,
  key text not null,                 -- of a change
  capture text not null,             -- id: of which it was told
  primary key (watch, key, capture)
) strict, without rowid;

create table outbox (
  message integer primary key,
  watch integer not null references watch,
  id text not null unique,
  body text not null,
  made_at integer not null,
  attempts integer not null default 0,
  next_at integer not null
) strict;
create index outbox_by_watch on outbox (watch, next_at, message);
)";
constexpr std::array<std::string_view, 1> kAlertSteps = {kFirst};

std::int64_t Seconds(Instant instant) {
  return instant.time_since_epoch().count();
}

}  // namespace

Result<std::unique_ptr<AlertBook>> AlertBook::Open(const std::string& path) {
  Result<Database> db = Database::Open(path, Database::Mode::kWrite);
  if (!db) return Fail(db.error());
  if (const auto set = db->Run("pragma journal_mode = wal; pragma synchronous = normal"); !set)
    return Fail(set.error());
  if (const auto migrated = Migrate(*db, kAlertSteps); !migrated) return Fail(migrated.error());
  return std::unique_ptr<AlertBook>(new AlertBook(std::move(*db)));
}

Result<std::optional<AlertMark>> AlertBook::MarkOf(std::string_view name) {
  Result<Statement> find =
      db_.Prepare("select watch, since, place, settled from watch where name = ?1");
  if (!find) return Fail(find.error());
  find->BindText(1, name);
  const Result<bool> row = find->Step();
  if (!row) return Fail(row.error());
  if (!*row) return std::nullopt;
  AlertMark mark{
      find->Integer(0), Instant(std::chrono::seconds(find->Integer(1))), {}, find->Integer(3)};
  if (!find->IsNull(2)) mark.place = find->Integer(2);
  return mark;
}

Result<AlertMark> AlertBook::Begin(std::string_view name, Instant since) {
  Result<Statement> put =
      db_.Prepare("insert into watch (name, since) values (?1, ?2) on conflict do nothing");
  if (!put) return Fail(put.error());
  put->BindText(1, name);
  put->Bind(2, Seconds(since));
  if (const auto ran = put->Run(); !ran) return Fail(ran.error());
  const Result<std::optional<AlertMark>> mark = MarkOf(name);
  if (!mark) return Fail(mark.error());
  if (!*mark) return Fail(Errc::kIo, "alerts.db: a mark that was kept is not there");
  return **mark;
}

Result<void> AlertBook::Put(std::string_view sql, std::int64_t watch, std::int64_t value) {
  Result<Statement> put = db_.Prepare(sql);
  if (!put) return Fail(put.error());
  put->Bind(1, watch);
  put->Bind(2, value);
  return put->Run();
}

Result<void> AlertBook::MoveTo(std::int64_t watch, std::int64_t place) {
  return Put("update watch set place = ?2 where watch = ?1", watch, place);
}

Result<void> AlertBook::Settle(std::int64_t watch, std::int64_t place) {
  return Put("update watch set settled = ?2 where watch = ?1", watch, place);
}

Result<bool> AlertBook::WasTold(std::int64_t watch, const std::string& key,
                                const std::unordered_set<std::string>& captures) {
  Result<Statement> find = db_.Prepare("select capture from told where watch = ?1 and key = ?2");
  if (!find) return Fail(find.error());
  find->Bind(1, watch);
  find->BindText(2, key);
  Result<bool> row = find->Step();
  for (; row && *row; row = find->Step())
    if (captures.contains(std::string(find->Text(0)))) return true;
  if (!row) return Fail(row.error());
  return false;
}

Result<void> AlertBook::KeepTold(std::int64_t watch, const std::vector<std::string>& keys,
                                 const std::string& capture) {
  Result<Statement> put = db_.Prepare(
      "insert into told (watch, key, capture) values (?1, ?2, ?3) on conflict do nothing");
  if (!put) return Fail(put.error());
  put->Bind(1, watch);
  put->BindText(3, capture);
  for (const std::string& key : keys) {
    put->BindText(2, key);
    if (const auto ran = put->Run(); !ran) return ran;
  }
  return {};
}

Result<void> AlertBook::Queue(std::int64_t watch, const WebhookMessage& message, Instant now) {
  Result<Statement> put = db_.Prepare(
      "insert into outbox (watch, id, body, made_at, next_at) values (?1, ?2, ?3, ?4, ?4) "
      "on conflict do nothing");
  if (!put) return Fail(put.error());
  put->Bind(1, watch);
  put->BindText(2, message.id);
  put->BindText(3, message.body);
  put->Bind(4, Seconds(now));
  return put->Run();
}

Result<std::optional<DueMessage>> AlertBook::NextDue(std::int64_t watch, Instant now) {
  Result<Statement> find = db_.Prepare(
      "select message, id, body, attempts from outbox join watch using (watch) where "
      "outbox.watch = ?1 and next_at <= ?2 and held_until <= ?2 order by next_at, message limit 1");
  if (!find) return Fail(find.error());
  find->Bind(1, watch);
  find->Bind(2, Seconds(now));
  const Result<bool> row = find->Step();
  if (!row) return Fail(row.error());
  if (!*row) return std::nullopt;
  return DueMessage{find->Integer(0),
                    {std::string(find->Text(1)), std::string(find->Text(2))},
                    static_cast<std::size_t>(find->Integer(3))};
}

Result<void> AlertBook::Sent(std::int64_t watch, std::int64_t row) {
  Result<Transaction> step = Transaction::Begin(db_);
  if (!step) return Fail(step.error());
  Result<Statement> remove = db_.Prepare("delete from outbox where message = ?1");
  if (!remove) return Fail(remove.error());
  remove->Bind(1, row);
  if (const auto ran = remove->Run(); !ran) return ran;
  Result<Statement> well =
      db_.Prepare("update watch set failures = 0, held_until = 0 where watch = ?1");
  if (!well) return Fail(well.error());
  well->Bind(1, watch);
  if (const auto ran = well->Run(); !ran) return ran;
  return step->Commit();
}

Result<std::size_t> AlertBook::Failed(std::int64_t watch, const DueMessage& message, Instant now,
                                      std::optional<Instant> not_before) {
  Result<Transaction> step = Transaction::Begin(db_);
  if (!step) return Fail(step.error());
  const std::size_t attempts = message.attempts + 1;
  Result<Statement> put =
      db_.Prepare("update outbox set attempts = ?2, next_at = ?3 where message = ?1");
  if (!put) return Fail(put.error());
  put->Bind(1, message.row);
  put->Bind(2, static_cast<std::int64_t>(attempts));
  put->Bind(3, Seconds(now + WebhookDelay(attempts)));
  if (const auto ran = put->Run(); !ran) return Fail(ran.error());
  Result<Statement> give_up = db_.Prepare("delete from outbox where watch = ?1 and made_at <= ?2");
  if (!give_up) return Fail(give_up.error());
  give_up->Bind(1, watch);
  give_up->Bind(2, Seconds(now - kLongestTried));
  if (const auto ran = give_up->Run(); !ran) return Fail(ran.error());
  const auto given_up = static_cast<std::size_t>(db_.Changes());
  if (const auto held = Hold(watch, now, not_before); !held) return Fail(held.error());
  if (const auto done = step->Commit(); !done) return Fail(done.error());
  return given_up;
}

// Leaves the receiver alone, the longer the more often it failed.
Result<void> AlertBook::Hold(std::int64_t watch, Instant now, std::optional<Instant> not_before) {
  const auto failures =
      db_.Integer(fmt::format("select failures + 1 from watch where watch = {}", watch));
  if (!failures) return Fail(failures.error());
  Instant until = now + WebhookDelay(static_cast<std::size_t>(failures->value_or(1)));
  if (not_before) until = std::max(until, *not_before);
  return Put("update watch set failures = failures + 1, held_until = ?2 where watch = ?1", watch,
             Seconds(until));
}

Result<std::size_t> AlertBook::Waiting(std::int64_t watch) {
  Result<Statement> count = db_.Prepare("select count(*) from outbox where watch = ?1");
  if (!count) return Fail(count.error());
  count->Bind(1, watch);
  if (const Result<bool> row = count->Step(); !row) return Fail(row.error());
  return static_cast<std::size_t>(count->Integer(0));
}

}  // namespace checkback
