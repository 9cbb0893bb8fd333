#include "follow/sources/book_rows.h"

#include <algorithm>
#include <array>
#include <limits>

#include "page/url.h"
#include "text/hash.h"

namespace checkback {
namespace {

constexpr std::string_view kFirstBook = R"(
create table source (
  source integer primary key autoincrement,
  kind text not null,                -- feed, site, sitemap, page
  url text not null,                 -- as it was typed
  name text not null unique,         -- of url: canonical, without its scheme
  url_in_use text not null,
  name_in_use text not null,
  title text not null,
  added_at integer not null,         -- seconds since 1970, UTC, like all times here
  etag text not null default '',     -- of the last good answer, byte for byte
  last_modified text not null default '',
  validators_of text not null default '',
  last_tried integer,
  last_good integer,
  next_due integer,                  -- null: not asked any more
  failing_since integer,
  failure text not null default '',
  failure_text text not null default '',
  failures integer not null default 0,
  last_status integer not null default 0,
  last_new integer,
  empty_since integer,
  items integer not null default 0,
  items_an_hour real not null default 0,
  ids_change integer not null default 0,
  urls_change integer not null default 0,
  pace real not null default 1,
  took_seconds real not null default 0,
  note text not null default '',
  ttl_minutes integer not null default 0,
  skip_hours integer not null default 0,   -- bits
  skip_days integer not null default 0,    -- bits
  drift_changed integer,             -- null: too few articles
  paragraphs_before real, paragraphs_now real,
  characters_before real, characters_now real
) strict;
create index source_due on source (next_due) where next_due is not null;
create index source_in_use on source (name_in_use);

create table source_tag (
  source integer not null references source,
  place integer not null,
  tag text not null,
  primary key (source, place)
) strict, without rowid;

create table item (                  -- what a source has listed; marks are digests
  item integer primary key,
  source integer not null references source,
  url_mark integer not null,
  id_mark integer not null,
  title_mark integer not null,
  changed_mark integer not null,
  last_seen integer not null
) strict;
create index item_source on item (source, last_seen);

create table site (
  site integer primary key,          -- without gaps, from 1
  domain text not null unique,
  rates blob                         -- what its pages taught of how often they change
) strict;

create table page (
  page integer primary key,
  url text not null,
  url_mark integer not null unique,
  source integer not null,           -- 0: it was removed
  site integer not null references site,
  first_seen integer not null,
  published_at integer,
  state integer not null,            -- 0 waiting, 1 watched, 2 done, 3 gone
  visited integer,
  changed integer,
  visits integer not null default 0,
  changes integer not null default 0,
  expected real not null default 0,
  happened real not null default 0,
  failures integer not null default 0,
  etag text not null default '',
  last_modified text not null default '',
  validators_of text not null default '',
  reason text not null default '',
  not_before integer
) strict;
create index page_waiting on page (first_seen, page) where state = 0;
create index page_source on page (source, state);

create table source_day (
  source integer not null references source,
  day integer not null,              -- days since 1970
  polls integer not null default 0,
  failed_polls integer not null default 0,
  listed integer not null default 0,
  kept integer not null default 0,
  failed integer not null default 0,
  gaps integer not null default 0,
  primary key (source, day)
) strict, without rowid;

create table article_size (
  size integer primary key,
  source integer not null references source,
  paragraphs integer not null,
  characters integer not null
) strict;
create index article_size_source on article_size (source, size);
)";
constexpr std::string_view kPushesAndParts = R"(
create table subscription (          -- news by push: what was asked of a hub
  subscription integer primary key,
  source integer not null,
  token text not null unique,        -- the end of the address at which the hub calls
  secret text not null,
  hub text not null,
  topic text not null,
  callback text not null,
  state text not null,               -- wanted, active, denied, ending
  due integer not null,
  asked_at integer,
  lease_ends integer,
  last_push integer,
  pushes integer not null,
  is_kept integer not null,          -- what is new comes by push
  failures integer not null,
  note text not null
) strict;
create index subscription_source on subscription (source);
create index subscription_due on subscription (due);

create table sitemap_part (          -- sitemaps that an index of them led to
  source integer not null references source,
  url text not null,
  lastmod integer,                   -- as the index has it; null: it does not say
  read_at integer not null,
  etag text not null,
  last_modified text not null,
  validators_of text not null,
  primary key (source, url)
) strict, without rowid;
)";
constexpr std::string_view kHeldHosts = R"(
create table held_host (             -- who has said to be left alone
  host text primary key,
  until integer not null
) strict, without rowid;
)";
constexpr std::string_view kFresh = R"(
alter table source add column fresh_seconds integer not null default 0;  -- max-age, said last
)";
constexpr std::array<std::string_view, 4> kBookSteps = {kFirstBook, kPushesAndParts, kHeldHosts,
                                                        kFresh};

std::uint32_t Small(const Statement& row, int column) {
  return static_cast<std::uint32_t>(row.Integer(column));
}

}  // namespace

std::span<const std::string_view> BookSteps() {
  return kBookSteps;
}

std::string_view SourceColumns() {
  return "source, kind, url, url_in_use, title, added_at, etag, last_modified, validators_of, "
         "last_tried, last_good, next_due, failing_since, failure, failure_text, failures, "
         "last_status, last_new, empty_since, items, items_an_hour, ids_change, urls_change, pace, "
         "took_seconds, note, drift_changed, paragraphs_before, paragraphs_now, "
         "characters_before, characters_now, ttl_minutes, skip_hours, skip_days, "
         "fresh_seconds";
}

FollowedSource SourceOf(const Statement& row) {
  FollowedSource source;
  source.key = row.Integer(0);
  source.kind = FollowedKindOf(row.Text(1)).value_or(FollowedKind::kFeed);
  source.url = row.Text(2);
  source.url_in_use = row.Text(3);
  source.title = row.Text(4);
  source.added_at = InstantAt(row.Integer(5));
  source.validators = {std::string(row.Text(6)), std::string(row.Text(7)),
                       std::string(row.Text(8))};
  source.last_tried = InstantIn(row, 9);
  source.last_good = InstantIn(row, 10);
  source.next_due = InstantIn(row, 11);
  source.failing_since = InstantIn(row, 12);
  source.failure = PollFailureOf(row.Text(13)).value_or(PollFailure::kStatus);
  source.failure_text = row.Text(14);
  source.failures = Small(row, 15);
  source.last_status = static_cast<int>(row.Integer(16));
  source.last_new = InstantIn(row, 17);
  source.empty_since = InstantIn(row, 18);
  source.items = Small(row, 19);
  source.items_an_hour = row.Real(20);
  source.ids_change = row.Integer(21) != 0;
  source.urls_change = row.Integer(22) != 0;
  source.pace = row.Real(23);
  source.took_seconds = row.Real(24);
  source.note = row.Text(25);
  source.ttl_minutes = Small(row, 31);
  source.skip_hours = Small(row, 32);
  source.skip_days = Small(row, 33);
  source.fresh_seconds = Small(row, 34);
  if (!row.IsNull(26))
    source.drift =
        ArticleDrift{row.Real(27), row.Real(28), row.Real(29), row.Real(30), row.Integer(26) != 0};
  return source;
}

std::string_view PageColumns() {
  return "page, source, site, url, first_seen, published_at, visited, changed, visits, changes, "
         "failures, etag, last_modified, validators_of, state, reason, not_before";
}

FoundPage PageFrom(const Statement& row) {
  FoundPage page;
  page.key = row.Integer(0);
  page.source = row.Integer(1);
  page.site = Small(row, 2) - 1;
  page.url = row.Text(3);
  page.first_seen = InstantAt(row.Integer(4));
  page.published_at = InstantIn(row, 5);
  page.visited = InstantIn(row, 6);
  page.changed = InstantIn(row, 7);
  page.visits = Small(row, 8);
  page.changes = Small(row, 9);
  page.failures = Small(row, 10);
  page.validators = {std::string(row.Text(11)), std::string(row.Text(12)),
                     std::string(row.Text(13))};
  page.state = static_cast<PageState>(std::clamp<std::int64_t>(row.Integer(14), 0, 3));
  page.reason = row.Text(15);
  page.not_before = InstantIn(row, 16);
  return page;
}

std::optional<Instant> InstantIn(const Statement& row, int column) {
  if (row.IsNull(column)) return std::nullopt;
  return InstantAt(row.Integer(column));
}

void BindValue(Statement& statement, int parameter, const std::optional<Instant>& instant) {
  if (instant)
    statement.Bind(parameter, SecondsAt(*instant));
  else
    statement.BindNull(parameter);
}

std::string NameOfAddress(std::string_view url) {
  std::string name = CanonicalUrl(url);
  const std::size_t scheme = name.find("://");
  return scheme == std::string::npos ? name : name.substr(scheme + 3);
}

std::int64_t Mark(std::string_view text) {
  if (text.empty()) return 0;
  std::uint64_t mark = 0;
  for (const char byte : Digest(DigestKind::kSha256, text).substr(0, sizeof mark))
    mark = mark << 8 | static_cast<unsigned char>(byte);
  const auto positive =
      static_cast<std::int64_t>(mark & std::uint64_t{std::numeric_limits<std::int64_t>::max()});
  return positive == 0 ? 1 : positive;
}

}  // namespace checkback
