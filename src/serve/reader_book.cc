#include "serve/reader_book.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "store/schema.h"
#include "text/random.h"

namespace checkback {
namespace {

constexpr std::string_view kFirst = R"(
create table reader (
  reader integer primary key,
  name text not null unique,         -- "local", or digits of the digest of a token
  density text not null default 'comfortable',
  theme text not null default 'auto'
) strict;

create table mark (
  reader integer not null references reader,
  story text not null,               -- id; '': all stories
  seen_until integer not null,       -- of captures, seconds since 1970
  seen_before integer,               -- the mark that this one took the place of
  marked_at integer not null,        -- by our clock
  primary key (reader, story)
) strict, without rowid;

create table follow (
  reader integer not null references reader,
  story text not null,
  since integer not null,
  primary key (reader, story)
) strict, without rowid;

create table session (
  digest text primary key,           -- of what the cookie holds
  reader text not null,
  until integer not null
) strict, without rowid;

create table secret (secret text not null) strict;
)";
constexpr std::array<std::string_view, 1> kReaderSteps = {kFirst};

std::int64_t Seconds(Instant instant) {
  return instant.time_since_epoch().count();
}
Instant InstantOf(std::int64_t seconds) {
  return Instant(std::chrono::seconds(seconds));
}

}  // namespace

std::optional<Instant> ReaderNotes::SeenOf(const std::string& story) const {
  const auto own = marks.find(story);
  if (own == marks.end()) return all ? std::optional(all->until) : std::nullopt;
  // A mark that was set back by hand counts, though all stories were seen later.
  if (!all || own->second.marked_at > all->marked_at) return own->second.until;
  return std::max(all->until, own->second.until);
}

Result<std::unique_ptr<ReaderBook>> ReaderBook::Open(const std::string& path) {
  Result<Database> db = Database::Open(path, Database::Mode::kWrite);
  if (!db) return Fail(db.error());
  if (const auto set = db->Run("pragma journal_mode = wal; pragma synchronous = normal"); !set)
    return Fail(set.error());
  if (const auto migrated = Migrate(*db, kReaderSteps); !migrated) return Fail(migrated.error());
  return std::unique_ptr<ReaderBook>(new ReaderBook(std::move(*db)));
}

Result<std::int64_t> ReaderBook::KeyOf(const std::string& reader) {
  Result<Statement> find = db_.Prepare("select reader from reader where name = ?1");
  if (!find) return Fail(find.error());
  find->BindText(1, reader);
  const Result<bool> row = find->Step();
  if (!row) return Fail(row.error());
  if (*row) return find->Integer(0);
  Result<Statement> insert =
      db_.Prepare("insert into reader (name) values (?1) on conflict do nothing");
  if (!insert) return Fail(insert.error());
  insert->BindText(1, reader);
  if (const auto ran = insert->Run(); !ran) return Fail(ran.error());
  find->Reset();
  const Result<bool> again = find->Step();
  if (!again) return Fail(again.error());
  return find->Integer(0);
}

Result<std::shared_ptr<const ReaderNotes>> ReaderBook::NotesOf(const std::string& reader) {
  const std::lock_guard lock(mutex_);
  const auto version = db_.Integer("pragma data_version");
  if (!version) return Fail(version.error());
  if (version->value_or(0) != version_) known_.clear();
  version_ = version->value_or(0);
  const auto known = known_.find(reader);
  if (known != known_.end()) return known->second;
  const Result<std::int64_t> key = KeyOf(reader);
  if (!key) return Fail(key.error());
  auto notes = Read(*key);
  if (notes) known_[reader] = *notes;
  return notes;
}

Result<std::shared_ptr<const ReaderNotes>> ReaderBook::Read(std::int64_t key) {
  auto notes = std::make_shared<ReaderNotes>();
  Result<Statement> reader = db_.Prepare("select density, theme from reader where reader = ?1");
  Result<Statement> marks =
      db_.Prepare("select story, seen_until, seen_before, marked_at from mark where reader = ?1");
  Result<Statement> follows = db_.Prepare("select story, since from follow where reader = ?1");
  for (Result<Statement>* one : {&reader, &marks, &follows}) {
    if (!*one) return Fail(one->error());
    (*one)->Bind(1, key);
  }
  Result<bool> row = reader->Step();
  if (row && *row) {
    notes->density = reader->Text(0);
    notes->theme = reader->Text(1);
  }
  if (row) row = marks->Step();
  for (; row && *row; row = marks->Step()) {
    ReaderMark mark{InstantOf(marks->Integer(1)), {}, InstantOf(marks->Integer(3))};
    if (!marks->IsNull(2)) mark.before = InstantOf(marks->Integer(2));
    if (marks->Text(0).empty())
      notes->all = mark;
    else
      notes->marks[std::string(marks->Text(0))] = mark;
  }
  if (row) row = follows->Step();
  for (; row && *row; row = follows->Step())
    notes->follows[std::string(follows->Text(0))] = InstantOf(follows->Integer(1));
  if (!row) return Fail(row.error());
  return notes;
}

Result<std::int64_t> ReaderBook::Count(std::string_view table, std::int64_t key) {
  const auto count =
      db_.Integer(fmt::format("select count(*) from {} where reader = {}", table, key));
  if (!count) return Fail(count.error());
  return count->value_or(0);
}

Result<void> ReaderBook::Mark(const std::string& reader, const std::string& story, Instant until,
                              Instant now) {
  const std::lock_guard lock(mutex_);
  const Result<std::int64_t> key = KeyOf(reader);
  if (!key) return Fail(key.error());
  Result<Statement> put = db_.Prepare(
      "insert into mark (reader, story, seen_until, marked_at) values (?1, ?2, ?3, ?4) "
      "on conflict (reader, story) do update set marked_at = ?4, seen_until = ?3, "
      "seen_before = case when seen_until = ?3 then seen_before else seen_until end");
  if (!put) return Fail(put.error());
  put->Bind(1, *key);
  put->BindText(2, story);
  put->Bind(3, Seconds(until));
  put->Bind(4, Seconds(now));
  if (const auto ran = put->Run(); !ran) return ran;
  known_.erase(reader);
  const Result<std::int64_t> count = Count("mark", *key);
  if (!count) return Fail(count.error());
  if (*count <= static_cast<std::int64_t>(kMostMarks)) return {};
  return db_.Run(
      fmt::format("delete from mark where reader = {0} and story = (select story from mark where "
                  "reader = {0} and story <> '' order by marked_at, story limit 1)",
                  *key));
}

Result<bool> ReaderBook::Forget(std::string_view table, const std::string& reader,
                                const std::string& story) {
  const std::lock_guard lock(mutex_);
  const Result<std::int64_t> key = KeyOf(reader);
  if (!key) return Fail(key.error());
  Result<Statement> remove =
      db_.Prepare(fmt::format("delete from {} where reader = ?1 and story = ?2", table));
  if (!remove) return Fail(remove.error());
  remove->Bind(1, *key);
  remove->BindText(2, story);
  if (const auto ran = remove->Run(); !ran) return Fail(ran.error());
  known_.erase(reader);
  return db_.Changes() > 0;
}

Result<bool> ReaderBook::Unmark(const std::string& reader, const std::string& story) {
  return Forget("mark", reader, story);
}

Result<void> ReaderBook::Follow(const std::string& reader, const std::string& story, Instant now) {
  const std::lock_guard lock(mutex_);
  const Result<std::int64_t> key = KeyOf(reader);
  if (!key) return Fail(key.error());
  const Result<std::int64_t> count = Count("follow", *key);
  if (!count) return Fail(count.error());
  if (*count >= static_cast<std::int64_t>(kMostFollows))
    return Fail(Errc::kTooLarge, fmt::format("at most {} stories can be followed", kMostFollows));
  Result<Statement> put = db_.Prepare(
      "insert into follow (reader, story, since) values (?1, ?2, ?3) "
      "on conflict do nothing");
  if (!put) return Fail(put.error());
  put->Bind(1, *key);
  put->BindText(2, story);
  put->Bind(3, Seconds(now));
  known_.erase(reader);
  return put->Run();
}

Result<bool> ReaderBook::Unfollow(const std::string& reader, const std::string& story) {
  return Forget("follow", reader, story);
}

Result<void> ReaderBook::Set(const std::string& reader, std::string_view density,
                             std::string_view theme) {
  if (!density.empty() && density != "comfortable" && density != "compact")
    return Fail(Errc::kBadInput, "density is comfortable or compact");
  if (!theme.empty() && theme != "auto" && theme != "light" && theme != "dark")
    return Fail(Errc::kBadInput, "theme is auto, light or dark");
  const std::lock_guard lock(mutex_);
  const Result<std::int64_t> key = KeyOf(reader);
  if (!key) return Fail(key.error());
  Result<Statement> put = db_.Prepare(
      "update reader set density = coalesce(nullif(?2, ''), density), theme = "
      "coalesce(nullif(?3, ''), theme) where reader = ?1");
  if (!put) return Fail(put.error());
  put->Bind(1, *key);
  put->BindText(2, density);
  put->BindText(3, theme);
  known_.erase(reader);
  return put->Run();
}

Result<void> ReaderBook::BeginSession(const std::string& digest, const std::string& reader,
                                      Instant until) {
  const std::lock_guard lock(mutex_);
  Result<Statement> put =
      db_.Prepare("insert or replace into session (digest, reader, until) values (?1, ?2, ?3)");
  if (!put) return Fail(put.error());
  put->BindText(1, digest);
  put->BindText(2, reader);
  put->Bind(3, Seconds(until));
  if (const auto ran = put->Run(); !ran) return ran;
  return db_.Run(
      fmt::format("delete from session where digest in (select digest from session order by until "
                  "desc, digest limit -1 offset {})",
                  kMostSessions));
}

Result<std::string> ReaderBook::ReaderOfSession(const std::string& digest, Instant now) {
  const std::lock_guard lock(mutex_);
  Result<Statement> find =
      db_.Prepare("select reader from session where digest = ?1 and until > ?2");
  if (!find) return Fail(find.error());
  find->BindText(1, digest);
  find->Bind(2, Seconds(now));
  const Result<bool> row = find->Step();
  if (!row) return Fail(row.error());
  return *row ? std::string(find->Text(0)) : std::string();
}

Result<void> ReaderBook::EndSession(const std::string& digest) {
  const std::lock_guard lock(mutex_);
  Result<Statement> remove = db_.Prepare("delete from session where digest = ?1");
  if (!remove) return Fail(remove.error());
  remove->BindText(1, digest);
  return remove->Run();
}

Result<std::string> ReaderBook::Secret() {
  const Result<std::string> made = RandomHex();
  if (!made) return made;
  const std::lock_guard lock(mutex_);
  Result<Statement> put =
      db_.Prepare("insert into secret select ?1 where not exists (select 1 from secret)");
  if (!put) return Fail(put.error());
  put->BindText(1, *made);
  if (const auto ran = put->Run(); !ran) return Fail(ran.error());
  Result<Statement> find = db_.Prepare("select secret from secret");
  if (!find) return Fail(find.error());
  const Result<bool> row = find->Step();
  if (!row) return Fail(row.error());
  return std::string(find->Text(0));
}

}  // namespace checkback
