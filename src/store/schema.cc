#include "store/schema.h"

#include <fmt/format.h>

#include <array>
#include <cstdint>

namespace checkback {
namespace {

// "ckbk": told apart from other programs' databases by `file` and by us.
constexpr std::int64_t kApplication = 0x636b626b;

constexpr std::string_view kFirst = R"(
create table page (
  page integer primary key,
  url text not null unique           -- the form under which all its captures are one page
) strict;

create table article (
  article integer primary key,
  hash blob not null unique,         -- 16 bytes of the SHA-256 of its JSON
  version_key blob,                  -- equal where no new version lies between; null: says nothing
  wording integer,                   -- null: under five words
  language text not null,
  outlet text not null,
  headline text not null,
  agency text not null,              -- that it credits
  published_at integer,
  modified_at integer,
  json blob not null                 -- zstd
) strict;
create index article_of_wording on article (wording) where wording is not null;

create table capture (
  capture integer primary key,       -- seconds since 1970 << 30 | bits of the id: in order of time
  id text not null unique,
  page integer not null references page,
  url text not null,                 -- as it was given
  seen_at integer not null,
  sha256 blob not null,
  segment integer not null,          -- where the raw record stands
  offset integer not null,
  length integer not null,
  revisit integer not null,          -- 1: unchanged since refers_to
  refers_to integer,
  article integer references article,
  version integer not null,          -- 1: a new version of the page begins here
  trouble text                       -- why there is no article
) strict;
create index capture_of_page on capture (page, capture);
create index capture_waiting on capture (page, refers_to) where revisit = 1;
create index capture_of_article on capture (article) where article is not null;

create table wording (
  wording integer primary key,       -- XXH3 of the words
  sketch blob not null
) strict;

create table wording_week (
  week integer not null,             -- seen_at of one of its captures / 604,800
  wording integer not null,
  primary key (week, wording)
) strict, without rowid;

create table copy (
  a integer not null,                -- wordings, a < b
  b integer not null,
  kind text not null,
  jaccard real not null,
  of_a real not null,                -- share of a that stands in b
  of_b real not null,
  primary key (a, b)
) strict, without rowid;
create index copy_of_b on copy (b, a);

create table story_capture (
  capture integer primary key references capture,
  place integer not null,            -- in the order that stories were found in (see kInTime)
  voice integer not null,            -- itself; or the capture whose version it saw again
  follows integer not null,          -- the capture whose words it prints or changes; 0: none
  given integer not null,            -- the story that it was given first
  story integer not null,            -- the key of the capture that founded the story
  reason text not null,              -- why: founded, joined, follows, pinned, visit
  score real not null,               -- of the likeliest story
  best integer not null,
  runner_up integer not null,
  runner_up_score real not null,
  measures blob,                     -- 32-bit floats; give the score again
  shared text                        -- terms shared with the likeliest story, JSON
) strict;
create index story_capture_of_story on story_capture (story);
create index story_capture_of_voice on story_capture (voice);
create index story_capture_in_order on story_capture (place);

create table story_version (
  page integer not null,
  version_key blob not null,
  voice integer not null,            -- the first capture that had it
  primary key (page, version_key)
) strict, without rowid;

create table story_wording (
  wording integer primary key,
  voice integer not null             -- the first capture with these words, or whom that one follows
) strict;

create table story_redirect (
  story integer primary key,         -- is no more
  into_story integer not null,
  place integer not null             -- when it happened
) strict;

create table sleeper (
  story integer not null,
  slept integer not null,            -- places
  woken integer,
  first integer not null,            -- milliseconds since 1970, of its articles
  last integer not null,
  bytes blob not null,               -- zstd
  primary key (story, slept)
) strict;
create index sleeper_in_time on sleeper (last) where woken is null;

create table keeper_event (
  event integer primary key,
  place integer not null,            -- before the captures whose records stand from here on
  kind text not null,                -- repair, together, apart
  a text,                            -- ids of captures
  b text
) strict;

create table keeper_snapshot (
  snapshot integer primary key,      -- always 1
  place integer not null,            -- holds the captures whose records stand before here
  event integer not null,            -- and the events up to this one
  bytes blob not null                -- zstd
) strict;

create table journal (
  entry integer primary key,
  capture integer not null,
  article integer,
  program text not null,
  made_at integer not null           -- our clock when it was derived
) strict;

create table source (
  path text primary key,
  bytes integer not null,
  modified_ns integer not null,
  head_sha256 text not null,         -- of its first 4 KiB
  offset integer not null,
  inside integer not null,
  line integer not null,
  done integer not null
) strict, without rowid;

create table segment (
  segment integer primary key,
  derived integer not null           -- bytes whose records stand in the tables
) strict;
)";

constexpr std::string_view kReadings = R"(
create table reading (
  article integer not null references article,
  day integer not null,              -- since 1970, from which it was read; 0: the article says it
  model text not null,               -- versions of what it was read with
  json blob not null,                -- zstd
  primary key (article, day)
) strict, without rowid;
)";

// Stories as of a moment: every move and several snapshots are kept, and people's word has its
// time.
constexpr std::string_view kPast = R"(
create table story_move (
  move integer primary key,          -- in the order in which it happened
  place integer not null,            -- after the captures whose records stand before it
  voice integer not null,            -- it and its visits
  story integer not null             -- are in this one from then on
) strict;
create index story_move_of_voice on story_move (voice, move);

alter table keeper_event add column made_at integer not null default 0;  -- our clock; people's only

drop table keeper_snapshot;
create table keeper_snapshot (
  place integer primary key,         -- holds the captures whose records stand before here
  event integer not null,            -- and the events up to this one
  articles integer not null,         -- that went into it
  newest integer not null,           -- the latest seen_at among its captures
  bytes blob not null                -- zstd
) strict;
)";

// Running stories: what articles are about, and which stories were found to be told together. An
// article without a row is looked at when it is asked for.
constexpr std::string_view kRunning = R"(
create table article_matter (
  article integer primary key references article,
  matter blob not null               -- story/running/matter.h
) strict;

create table running_part (
  running integer not null,          -- the key of its first story
  part integer not null,             -- by time, from 0
  story integer not null unique,
  likest integer not null,           -- the earlier part that it is most like; 0: none
  likeness real not null,
  central integer not null,          -- 1: most like all of them
  primary key (running, part)
) strict, without rowid;

create table running_found (
  of_now integer not null            -- 1, where no story has changed since they were found
) strict;
create trigger running_grew after insert on story_capture begin
  delete from running_found;
end;
create trigger running_changed after update of story, voice on story_capture begin
  delete from running_found;
end;
create trigger running_shrank after delete on story_capture begin
  delete from running_found;
end;
)";

// What stories told, and which of them changed since: they are told again at the end of an import.
constexpr std::string_view kTold = R"(
create table told (
  story integer primary key,
  told_from text not null,           -- digest of captures, copies and models: tells whether it is still true
  open_questions integer not null,
  bytes blob not null                -- JSON, zstd
) strict;

create table story_to_tell (
  story integer primary key
) strict;
create trigger story_grew after insert on story_capture begin
  insert or ignore into story_to_tell values (new.story);
end;
create trigger story_changed after update of story on story_capture begin
  insert or ignore into story_to_tell values (old.story), (new.story);
end;
)";

// Places are keys of captures, no more places of raw records: stories follow from the captures in
// the order of time. What was found in the order of arrival stands as if it had come late, and is
// found again at the end of the next import (store/story_order.cc).
constexpr std::string_view kInTime = R"(
create index story_capture_late on story_capture (capture) where place <> capture;
create index capture_in_order on capture (segment, offset);  -- of arrival

delete from story_move;
create index story_move_in_order on story_move (place);
delete from story_redirect;
delete from sleeper;
alter table sleeper add column language text not null default '';

delete from keeper_event where kind = 'repair';
update keeper_event set place = max((made_at + 1) << 30,
  1 + coalesce((select max(capture) from capture where id in (a, b)), 0));
create index keeper_event_in_order on keeper_event (place);

drop table keeper_snapshot;
create table keeper_snapshot (
  place integer primary key,         -- holds captures and events that have a place before here
  articles integer not null,         -- that went into it
  newest integer not null,           -- the latest seen_at among its captures
  bytes blob not null                -- zstd
) strict;

create table story_gone (
  story integer primary key,         -- a story that is no more since a capture came late
  capture integer not null           -- the story that has this one holds most of its captures
) strict;

create table story_moved (
  voice integer primary key          -- it changed its story after an import had ended with it
) strict;
)";

// What stories told, by its id, so that nobody looks through all of them for one question (stories
// are told again at the end of the next import); and how many there are of each thing, which nobody
// has the time to count. Nothing is ever deleted from the tables that are counted.
constexpr std::string_view kItems = R"(
create table told_item (
  item text not null,                -- the id of a question, a series of figures, a contradiction
  story integer not null,
  primary key (item, story)
) strict, without rowid;
create index told_item_of_story on told_item (story);
insert or ignore into story_to_tell select story from told;

create table tally (
  what text primary key,
  number integer not null
) strict, without rowid;
insert into tally select 'capture', count(*) from capture
  union all select 'version', count(*) from capture where version = 1
  union all select 'without_article', count(*) from capture where article is null
  union all select 'page', count(*) from page
  union all select 'article', count(*) from article
  union all select 'wording', count(*) from wording
  union all select 'copy', count(*) from copy;
create trigger tally_capture after insert on capture begin
  update tally set number = number + 1 where what = 'capture';
  update tally set number = number + new.version where what = 'version';
  update tally set number = number + (new.article is null) where what = 'without_article';
end;
create trigger tally_version after update of version on capture begin
  update tally set number = number + new.version - old.version where what = 'version';
end;
create trigger tally_article_found after update of article on capture begin
  update tally set number = number + (new.article is null) - (old.article is null)
    where what = 'without_article';
end;
create trigger tally_page after insert on page begin
  update tally set number = number + 1 where what = 'page';
end;
create trigger tally_article after insert on article begin
  update tally set number = number + 1 where what = 'article';
end;
create trigger tally_wording after insert on wording begin
  update tally set number = number + 1 where what = 'wording';
end;
create trigger tally_copy after insert on copy begin
  update tally set number = number + 1 where what = 'copy';
end;
)";

// The articles of a story beside what it told, and how it is named among the parts of a running
// story. They are filled in at the end of the next import.
constexpr std::string_view kToldArticles = R"(
alter table told add column articles blob not null default x'';  -- zstd
alter table told add column title text not null default '';
alter table told add column first_seen integer not null default 0;
alter table told add column last_change integer not null default 0;
alter table told add column pages integer not null default 0;
alter table told add column titled integer not null default 0;   -- by which rule for titles; 0: by none
create trigger story_shrank after delete on story_capture begin
  insert or ignore into story_to_tell values (old.story);
end;
insert or ignore into story_to_tell select story from told;
)";

// The articles of a story in parts, so that one more is not all of them written again. A story that
// was told has one part, which is replaced when it is told anew.
constexpr std::string_view kToldParts = R"(
create table told_part (
  story integer not null,
  part integer not null,             -- by time, from 0
  articles blob not null,            -- zstd
  primary key (story, part)
) strict;
insert into told_part (story, part, articles) select story, 0, articles from told;
alter table told drop column articles;
)";

constexpr std::array<std::string_view, 9> kSteps = {
    kFirst, kReadings, kPast, kTold, kRunning, kInTime, kItems, kToldArticles, kToldParts};

Result<std::int64_t> VersionOf(const Database& db) {
  const auto application = db.Integer("pragma application_id");
  if (!application) return Fail(application.error());
  const auto version = db.Integer("pragma user_version");
  if (!version) return Fail(version.error());
  const auto tables = db.Integer("select count(*) from sqlite_master");
  if (!tables) return Fail(tables.error());
  if (**application != kApplication && (**version != 0 || **tables != 0))
    return Fail(Errc::kBadInput, "this is a database, but not one of checkback");
  return **version;
}

Error Newer(std::int64_t version, std::size_t known) {
  return {Errc::kBadInput,
          fmt::format(
              "the store was written by a newer checkback (schema {}, this one knows up to {}): "
              "use that one, or another --store",
              version, known)};
}

}  // namespace

std::span<const std::string_view> SchemaSteps() {
  return kSteps;
}

Result<void> Migrate(Database& db, std::span<const std::string_view> steps) {
  const Result<std::int64_t> version = VersionOf(db);
  if (!version) return Fail(version.error());
  if (*version > static_cast<std::int64_t>(steps.size()))
    return Fail(Newer(*version, steps.size()));
  for (std::size_t step = static_cast<std::size_t>(*version); step < steps.size(); ++step) {
    Result<Transaction> transaction = Transaction::Begin(db);
    if (!transaction) return Fail(transaction.error());
    for (const std::string& sql :
         {std::string(steps[step]), fmt::format("pragma user_version = {}", step + 1),
          fmt::format("pragma application_id = {}", kApplication)}) {
      if (const Result<void> ran = db.Run(sql); !ran) return Fail(ran.error());
    }
    if (const Result<void> committed = transaction->Commit(); !committed)
      return Fail(committed.error());
  }
  return {};
}

Result<void> CheckSchema(const Database& db) {
  const Result<std::int64_t> version = VersionOf(db);
  if (!version) return Fail(version.error());
  if (*version > static_cast<std::int64_t>(kSteps.size()))
    return Fail(Newer(*version, kSteps.size()));
  if (*version < static_cast<std::int64_t>(kSteps.size()))
    return Fail(
        Errc::kBadInput,
        fmt::format("the store has schema {}, of an older checkback; any command that writes "
                    "brings it to {}: checkback rebuild",
                    *version, kSteps.size()));
  return {};
}

}  // namespace checkback
