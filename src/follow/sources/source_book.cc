#include "follow/sources/source_book.h"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <unordered_map>

#include "follow/sources/book_rows.h"
#include "store/schema.h"

namespace checkback {
namespace {

Error InFile(const Error& error, const std::string& path) {
  if (error.code != Errc::kBadInput) return error;
  return {error.code,
          fmt::format("{}: {}. The store itself is not concerned: move this file away, and add the "
                      "sources again",
                      path, error.what)};
}

std::optional<SourceKey> KeyIn(std::string_view text) {
  SourceKey key = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), key);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return key;
}

// Whether the tables can be read at all: a damaged file often opens.
Result<void> LookInside(const Database& db) {
  for (const std::string_view sql :
       {"select count(*) from source", "select count(*) from (select 1 from page limit 1)"}) {
    if (const auto count = db.Integer(sql); !count) return Fail(count.error());
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<SourceBook>> SourceBook::Open(const std::string& path) {
  Result<Database> db = Database::Open(path, Database::Mode::kWrite);
  if (!db) return Fail(InFile(db.error(), path));
  if (const auto set = db->Run("pragma journal_mode = wal; pragma synchronous = normal"); !set)
    return Fail(InFile(set.error(), path));
  if (const auto migrated = Migrate(*db, BookSteps()); !migrated)
    return Fail(InFile(migrated.error(), path));
  if (const auto looked = LookInside(*db); !looked) return Fail(InFile(looked.error(), path));
  return std::unique_ptr<SourceBook>(new SourceBook(std::move(*db), path));
}

Result<std::unique_ptr<SourceBook>> SourceBook::OpenToRead(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error) && !error) return nullptr;
  Result<Database> db = Database::Open(path, Database::Mode::kRead);
  if (!db) return Fail(InFile(db.error(), path));
  const auto version = db->Integer("pragma user_version");
  if (!version) return Fail(InFile(version.error(), path));
  // Made this moment by another process.
  if (version->value_or(0) == 0) return nullptr;
  // Of an older program: brought to this one's form, as whoever writes it next would.
  if (version->value_or(0) < static_cast<std::int64_t>(BookSteps().size())) {
    db = Fail(Errc::kIo, "");
    return Open(path);
  }
  if (version->value_or(0) != static_cast<std::int64_t>(BookSteps().size()))
    return Fail(Errc::kBadInput, fmt::format("{}: has schema {}, this program reads {}", path,
                                             version->value_or(0), BookSteps().size()));
  if (const auto looked = LookInside(*db); !looked) return Fail(InFile(looked.error(), path));
  return std::unique_ptr<SourceBook>(new SourceBook(std::move(*db), path));
}

Error SourceBook::Named(const Error& error) const {
  return error.what.find(path_) == std::string::npos ? InFile(error, path_) : error;
}

Result<void> SourceBook::Step(const std::function<Result<void>(SourceBook&)>& work) {
  const std::lock_guard lock(mutex_);
  if (in_step_) return work(*this);
  Result<Transaction> transaction = Transaction::Begin(db_);
  if (!transaction) return Fail(Named(transaction.error()));
  in_step_ = true;
  const Result<void> worked = work(*this);
  in_step_ = false;
  if (!worked) return Fail(Named(worked.error()));
  if (const Result<void> kept = transaction->Commit(); !kept) return Fail(Named(kept.error()));
  return {};
}

void SourceBook::GiveBackMemory() {
  const std::lock_guard lock(mutex_);
  db_.GiveBackMemory();
}

// ---- sources

Result<SourceKey> SourceBook::AddOne(AddStatements& add, const NewSource& added, Instant now) {
  const std::string& in_use = added.url_in_use.empty() ? added.url : added.url_in_use;
  const std::string name = NameOfAddress(added.url), name_in_use = NameOfAddress(in_use);
  add.find.BindText(1, name);
  add.find.BindText(2, name_in_use);
  const Result<bool> there = add.find.Step();
  add.find.Reset();
  if (!there) return Fail(there.error());
  if (*there) return 0;
  int parameter = 0;
  for (const std::string_view text :
       {NameOf(added.kind), std::string_view(added.url), std::string_view(name),
        std::string_view(in_use), std::string_view(name_in_use), std::string_view(added.title)})
    add.put.BindText(++parameter, text);
  add.put.Bind(++parameter, SecondsAt(now));
  if (const auto put = add.put.Run(); !put) return Fail(put.error());
  const SourceKey key = db_.LastRow();
  for (std::size_t place = 0; place < added.tags.size(); ++place) {
    add.tag.Bind(1, key);
    add.tag.Bind(2, static_cast<std::int64_t>(place));
    add.tag.BindText(3, added.tags[place]);
    if (const auto put = add.tag.Run(); !put) return Fail(put.error());
  }
  return key;
}

Result<std::vector<SourceKey>> SourceBook::Add(std::span<const NewSource> sources, Instant now) {
  std::vector<SourceKey> keys;
  keys.reserve(sources.size());
  const Result<void> added = Step([&](SourceBook&) -> Result<void> {
    const auto count = db_.Integer("select count(*) from source");
    if (!count) return Fail(count.error());
    auto there = static_cast<std::size_t>(count->value_or(0));
    Result<Statement> find = db_.Prepare(
        "select 1 from source where name in (?1, ?2) union all "
        "select 1 from source where name_in_use in (?1, ?2) limit 1");
    Result<Statement> put = db_.Prepare(
        "insert into source (kind, url, name, url_in_use, name_in_use, title, added_at, next_due) "
        "values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)");
    Result<Statement> tag =
        db_.Prepare("insert into source_tag (source, place, tag) values (?1, ?2, ?3)");
    for (const Result<Statement>* one : {&find, &put, &tag})
      if (!*one) return Fail(one->error());
    AddStatements add{*find, *put, *tag};
    for (const NewSource& source : sources) {
      const Result<SourceKey> key = AddOne(add, source, now);
      if (!key) return Fail(key.error());
      if (*key != 0 && ++there > kMostSources)
        return Fail(Errc::kTooLarge,
                    fmt::format("at most {} sources can be followed", kMostSources));
      keys.push_back(*key);
    }
    return {};
  });
  if (!added) return Fail(added.error());
  return keys;
}

// All rows of `rows`, with their tags.
Result<std::vector<FollowedSource>> SourceBook::Select(Statement& rows) {
  std::vector<FollowedSource> found;
  Result<bool> row = rows.Step();
  for (; row && *row; row = rows.Step()) found.push_back(SourceOf(rows));
  if (!row) return Fail(Named(row.error()));
  if (const Result<void> filled = FillTags(found); !filled) return Fail(Named(filled.error()));
  return found;
}

// One query, however many there are: for all tags where most are asked for, else for the few.
Result<void> SourceBook::FillTags(std::vector<FollowedSource>& sources) {
  constexpr std::size_t kFew = 200;
  if (sources.empty()) return {};
  std::unordered_map<SourceKey, FollowedSource*> by_key;
  std::string few;
  for (FollowedSource& source : sources) {
    by_key[source.key] = &source;
    if (sources.size() <= kFew) few += fmt::format("{}{}", few.empty() ? "" : ", ", source.key);
  }
  Result<Statement> tags = db_.Prepare(
      fmt::format("select source, tag from source_tag {} order by source, place",
                  few.empty() ? std::string() : fmt::format("where source in ({})", few)));
  if (!tags) return Fail(tags.error());
  Result<bool> row = tags->Step();
  for (; row && *row; row = tags->Step())
    if (const auto source = by_key.find(tags->Integer(0)); source != by_key.end())
      source->second->tags.emplace_back(tags->Text(1));
  return row ? Result<void>() : Fail(row.error());
}

Result<std::optional<FollowedSource>> SourceBook::Find(std::string_view key_or_url) {
  const std::lock_guard lock(mutex_);
  const std::optional<SourceKey> key = KeyIn(key_or_url);
  const std::string name = key ? "" : NameOfAddress(key_or_url);
  Result<Statement> rows = Bound(db_,
                                 fmt::format("select {} from source where source = ?1 or name = ?2 "
                                             "or name_in_use = ?2 order by name = ?2 desc, source "
                                             "limit 1",
                                             SourceColumns()),
                                 key.value_or(0), std::string_view(name));
  if (!rows) return Fail(Named(rows.error()));
  auto found = Select(*rows);
  if (!found) return Fail(found.error());
  if (found->empty()) return std::nullopt;
  return std::move(found->front());
}

Result<FollowedSource> SourceBook::SourceAt(SourceKey key) {
  const std::lock_guard lock(mutex_);
  Result<Statement> rows =
      Bound(db_, fmt::format("select {} from source where source = ?1", SourceColumns()), key);
  if (!rows) return Fail(Named(rows.error()));
  auto found = Select(*rows);
  if (!found) return Fail(found.error());
  if (found->empty()) return Fail(Errc::kNotFound, fmt::format("there is no source {}", key));
  return std::move(found->front());
}

Result<std::vector<FollowedSource>> SourceBook::All() {
  const std::lock_guard lock(mutex_);
  Result<Statement> rows =
      Bound(db_, fmt::format("select {} from source order by source", SourceColumns()));
  if (!rows) return Fail(Named(rows.error()));
  return Select(*rows);
}

Result<std::size_t> SourceBook::Count() {
  const std::lock_guard lock(mutex_);
  const auto count = db_.Integer("select count(*) from source");
  if (!count) return Fail(Named(count.error()));
  return static_cast<std::size_t>(count->value_or(0));
}

Result<bool> SourceBook::Remove(SourceKey key) {
  bool removed = false;
  const Result<void> done = Step([&](SourceBook&) -> Result<void> {
    for (const std::string_view table :
         {"source_tag", "item", "source_day", "article_size", "sitemap_part"}) {
      Result<void> gone =
          RunBound(db_, fmt::format("delete from {} where source = ?1", table), key);
      if (!gone) return gone;
    }
    Result<void> pages = RunBound(db_,
                                  "update page set source = 0, state = case when state = 3 then 3 "
                                  "else 2 end, reason = 'its source was removed' where source = ?1",
                                  key);
    if (!pages) return pages;
    // Its hub is told that no more is wanted.
    Result<void> ended = RunBound(
        db_, "update subscription set state = 'ending', failures = 0, due = 0 where source = ?1",
        key);
    if (!ended) return ended;
    Result<void> gone = RunBound(db_, "delete from source where source = ?1", key);
    removed = gone && db_.Changes() > 0;
    return gone;
  });
  if (!done) return Fail(done.error());
  return removed;
}

Result<void> SourceBook::Become(SourceKey key, FollowedKind kind, const std::string& url_in_use,
                                const std::string& title) {
  return Step([&](SourceBook&) -> Result<void> {
    // Validators are of the address before.
    return RunBound(db_,
                    "update source set kind = ?2, url_in_use = ?3, name_in_use = ?4, etag = '', "
                    "last_modified = '', validators_of = '', title = case when ?5 = '' then title "
                    "else ?5 end where source = ?1",
                    key, NameOf(kind), url_in_use, NameOfAddress(url_in_use), title);
  });
}

// ---- polls

Result<std::vector<FollowedSource>> SourceBook::Due(Instant now, std::size_t most) {
  const std::lock_guard lock(mutex_);
  Result<Statement> rows = Bound(
      db_,
      fmt::format("select {} from source where next_due is not null and next_due <= ?1 order by "
                  "next_due, source limit ?2",
                  SourceColumns()),
      SecondsAt(now), most);
  if (!rows) return Fail(Named(rows.error()));
  return Select(*rows);
}

Result<std::optional<Instant>> SourceBook::NextDue() {
  const std::lock_guard lock(mutex_);
  const auto due = db_.Integer(
      "select next_due from source where next_due is not null order by next_due limit 1");
  if (!due) return Fail(Named(due.error()));
  if (!*due) return std::nullopt;
  return InstantAt(**due);
}

Result<void> SourceBook::Begin(SourceKey key, Instant now, Instant until) {
  return Step([&](SourceBook&) -> Result<void> {
    return RunBound(db_, "update source set last_tried = ?2, next_due = ?3 where source = ?1", key,
                    SecondsAt(now), SecondsAt(until));
  });
}

Result<void> SourceBook::Postpone(SourceKey key, Instant until) {
  return Step([&](SourceBook&) -> Result<void> {
    return RunBound(db_, "update source set next_due = ?2 where source = ?1", key,
                    SecondsAt(until));
  });
}

Result<FollowedSource> SourceBook::Polled(SourceKey key, const SourcePoll& poll,
                                          const PollWishes& wishes) {
  FollowedSource after;
  const Result<void> done = Step([&](SourceBook&) -> Result<void> {
    Result<FollowedSource> before = SourceAt(key);
    if (!before) return Fail(before.error());
    const std::optional<Instant> tried = before->last_tried;
    Result<std::optional<Subscription>> push = ActiveOf(key, poll.at);
    if (!push) return Fail(push.error());
    after = TakePoll(std::move(*before), poll);
    PollWishes wished = wishes;
    wished.pushed = *push && NewsIsPushed(**push, poll);
    after.next_due = NextPoll(after, wished, poll.at, SpreadOf(key));
    if (*push) {
      after.next_due = SoonerByPush(**push, poll, tried, after.next_due);
      (*push)->is_kept = wished.pushed;
      if (const auto kept = Keep(**push); !kept) return kept;
    }
    if (const auto kept = Write(after); !kept) return kept;
    return Bump(key, poll.at,
                {.polls = 1,
                 .failed_polls = poll.failure == PollFailure::kNone ? 0U : 1U,
                 .listed = poll.fresh});
  });
  if (!done) return Fail(done.error());
  return after;
}

Result<void> SourceBook::KeepValidators(SourceKey key, const Validators& validators) {
  return RunBound(db_,
                  "update source set etag = ?2, last_modified = ?3, validators_of = ?4 where "
                  "source = ?1",
                  key, validators.etag, validators.last_modified, validators.of);
}

Result<void> SourceBook::Write(const FollowedSource& s) {
  return RunBound(
      db_,
      "update source set url_in_use = ?2, name_in_use = ?3, title = ?4, etag = ?5, last_modified = "
      "?6, validators_of = ?7, last_tried = ?8, last_good = ?9, next_due = ?10, failing_since = "
      "?11, failure = ?12, failure_text = ?13, failures = ?14, last_status = ?15, last_new = ?16, "
      "empty_since = ?17, items = ?18, items_an_hour = ?19, pace = ?20, took_seconds = ?21, note = "
      "?22, ttl_minutes = ?23, skip_hours = ?24, skip_days = ?25, fresh_seconds = ?26 where source "
      "= "
      "?1",
      s.key, std::string_view(s.url_in_use), NameOfAddress(s.url_in_use), s.title,
      s.validators.etag, s.validators.last_modified, s.validators.of, s.last_tried, s.last_good,
      s.next_due, s.failing_since, NameOf(s.failure), s.failure_text, s.failures, s.last_status,
      s.last_new, s.empty_since, s.items, s.items_an_hour, s.pace, s.took_seconds, s.note,
      s.ttl_minutes, s.skip_hours, s.skip_days, s.fresh_seconds);
}

Result<void> SourceBook::Bump(SourceKey key, Instant now, const SourceDay& by) {
  const auto day = std::chrono::floor<std::chrono::days>(now).time_since_epoch().count();
  Result<void> put = RunBound(
      db_,
      "insert into source_day (source, day, polls, failed_polls, listed, kept, failed, gaps) "
      "select ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 where exists (select 1 from source where source = ?1) "
      "on conflict (source, day) do update set polls = polls + ?3, failed_polls = failed_polls + "
      "?4, listed = listed + ?5, kept = kept + ?6, failed = failed + ?7, gaps = gaps + ?8",
      key, day, by.polls, by.failed_polls, by.listed, by.kept, by.failed, by.gaps);
  if (!put) return put;
  return RunBound(db_, "delete from source_day where source = ?1 and day < ?2", key,
                  day - kDaysKept);
}

}  // namespace checkback
