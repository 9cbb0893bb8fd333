// The pages of the book of sources.

#include <fmt/format.h>

#include "follow/sources/book_rows.h"
#include "follow/sources/source_book.h"
#include "page/url.h"

namespace checkback {
namespace {

Result<std::vector<FoundPage>> PagesIn(Statement& rows) {
  std::vector<FoundPage> pages;
  Result<bool> row = rows.Step();
  for (; row && *row; row = rows.Step()) pages.push_back(PageFrom(rows));
  if (!row) return Fail(row.error());
  return pages;
}

}  // namespace

Result<std::int64_t> SourceBook::SiteOf(const std::string& url) {
  const std::string domain = OutletDomain(url);
  const auto there = NumberBound(db_, "select site from site where domain = ?1", domain);
  if (!there) return Fail(there.error());
  if (*there) return **there;
  Result<void> put = RunBound(
      db_, "insert into site (site, domain) select coalesce(max(site), 0) + 1, ?1 from site",
      domain);
  if (!put) return Fail(put.error());
  return db_.LastRow();
}

Result<SourceBook::Added> SourceBook::PutPages(SourceKey source, std::span<const NewPage> pages,
                                               Instant now) {
  Added added;
  Result<Statement> find = db_.Prepare("select page from page where url_mark = ?1");
  if (!find) return Fail(find.error());
  for (const NewPage& page : pages) {
    const std::int64_t mark = Mark(NameOfAddress(page.url));
    find->Bind(1, mark);
    const Result<bool> there = find->Step();
    if (!there) return Fail(there.error());
    const PageKey known = *there ? find->Integer(0) : 0;
    find->Reset();
    added.fresh.push_back(known == 0);
    if (known != 0) {
      added.keys.push_back(known);
      continue;
    }
    const Result<std::int64_t> site = SiteOf(page.url);
    if (!site) return Fail(site.error());
    Result<void> put =
        RunBound(db_,
                 "insert into page (url, url_mark, source, site, first_seen, published_at, state) "
                 "values (?1, ?2, ?3, ?4, ?5, ?6, 0)",
                 page.url, mark, source, *site, SecondsAt(now), page.published_at);
    if (!put) return Fail(put.error());
    added.keys.push_back(db_.LastRow());
  }
  return added;
}

Result<SourceBook::Added> SourceBook::AddPages(SourceKey source, std::span<const NewPage> pages,
                                               Instant now) {
  Result<Added> added;
  const Result<void> done = Step([&](SourceBook&) -> Result<void> {
    added = PutPages(source, pages, now);
    if (!added) return Fail(added.error());
    return {};
  });
  if (!done) return Fail(done.error());
  return added;
}

Result<FoundPage> SourceBook::PageAt(PageKey key) {
  const std::lock_guard lock(mutex_);
  Result<Statement> rows =
      Bound(db_, fmt::format("select {} from page where page = ?1", PageColumns()), key);
  if (!rows) return Fail(Named(rows.error()));
  auto found = PagesIn(*rows);
  if (!found) return Fail(Named(found.error()));
  if (found->empty()) return Fail(Errc::kNotFound, fmt::format("there is no page {}", key));
  return std::move(found->front());
}

Result<std::optional<FoundPage>> SourceBook::PageOf(std::string_view url) {
  const std::lock_guard lock(mutex_);
  Result<Statement> rows =
      Bound(db_, fmt::format("select {} from page where url_mark = ?1", PageColumns()),
            Mark(NameOfAddress(url)));
  if (!rows) return Fail(Named(rows.error()));
  auto found = PagesIn(*rows);
  if (!found) return Fail(Named(found.error()));
  if (found->empty()) return std::nullopt;
  return std::move(found->front());
}

Result<std::vector<FoundPage>> SourceBook::Waiting(Instant now, std::size_t most) {
  const std::lock_guard lock(mutex_);
  Result<Statement> rows =
      Bound(db_,
            fmt::format("select {} from page where state = 0 and (not_before is null or not_before "
                        "<= ?1) order by first_seen desc, page desc limit ?2",
                        PageColumns()),
            SecondsAt(now), most);
  if (!rows) return Fail(Named(rows.error()));
  auto found = PagesIn(*rows);
  if (!found) return Fail(Named(found.error()));
  return found;
}

Result<void> SourceBook::Visited(PageKey key, const PageVisit& visit) {
  return Step([&](SourceBook&) -> Result<void> {
    const auto state = static_cast<int>(visit.state);
    if (visit.failed)
      return RunBound(db_,
                      "update page set failures = failures + 1, state = ?2, reason = ?3, "
                      "not_before = ?4 where page = ?1",
                      key, state, visit.reason, visit.not_before);
    Result<void> kept = RunBound(
        db_,
        "update page set changed = case when changed is null or ?3 then ?2 else changed "
        "end, changes = changes + (visited is not null and ?3), visited = ?2, visits = "
        "visits + 1, failures = 0, etag = ?4, last_modified = ?5, validators_of = ?6, "
        "state = ?7, reason = ?8, not_before = ?9 where page = ?1",
        key, SecondsAt(visit.at), visit.changed, visit.validators.etag,
        visit.validators.last_modified, visit.validators.of, state, visit.reason, visit.not_before);
    if (!kept || !visit.history) return kept;
    const PageHistory& history = *visit.history;
    return RunBound(db_,
                    "update page set changed = ?2, visits = ?3, changes = ?4, expected = ?5, "
                    "happened = ?6 where page = ?1",
                    key, SecondsAt(history.changed), history.visits, history.changes,
                    static_cast<double>(history.expected), static_cast<double>(history.happened));
  });
}

Result<void> SourceBook::ForEachWatched(const std::function<bool(const WatchedPage&)>& take) {
  const std::lock_guard lock(mutex_);
  Result<Statement> rows = db_.Prepare(
      "select page, site, coalesce(visited, first_seen), coalesce(changed, first_seen), visits, "
      "changes, expected, happened, first_seen from page where state = 1 order by page");
  if (!rows) return Fail(Named(rows.error()));
  Result<bool> row = rows->Step();
  for (; row && *row; row = rows->Step()) {
    WatchedPage page;
    page.key = rows->Integer(0);
    page.site = static_cast<SiteNumber>(rows->Integer(1) - 1);
    page.history = {.added = InstantAt(rows->Integer(8)),
                    .visited = InstantAt(rows->Integer(2)),
                    .changed = InstantAt(rows->Integer(3)),
                    .visits = static_cast<std::uint32_t>(rows->Integer(4)),
                    .changes = static_cast<std::uint32_t>(rows->Integer(5)),
                    .expected = static_cast<float>(rows->Real(6)),
                    .happened = static_cast<float>(rows->Real(7))};
    if (!take(page)) return {};
  }
  if (!row) return Fail(Named(row.error()));
  return {};
}

Result<void> SourceBook::KeepRates(SiteNumber site, std::string_view bytes) {
  return Step([&](SourceBook&) -> Result<void> {
    Result<Statement> put = db_.Prepare("update site set rates = ?2 where site = ?1");
    if (!put) return Fail(put.error());
    put->Bind(1, std::int64_t{site} + 1);
    put->BindBlob(2, bytes);
    return put->Run();
  });
}

Result<void> SourceBook::ForEachRates(
    const std::function<void(SiteNumber, std::string_view)>& take) {
  const std::lock_guard lock(mutex_);
  Result<Statement> rows =
      db_.Prepare("select site, rates from site where rates is not null order by site");
  if (!rows) return Fail(Named(rows.error()));
  Result<bool> row = rows->Step();
  for (; row && *row; row = rows->Step())
    take(static_cast<SiteNumber>(rows->Integer(0) - 1), rows->Blob(1));
  if (!row) return Fail(Named(row.error()));
  return {};
}

// ---- hosts that are left alone

Result<void> SourceBook::HoldHost(const std::string& host, Instant until) {
  return Step([&](SourceBook&) {
    return RunBound(db_,
                    "insert into held_host values (?1, ?2) on conflict (host) do update set until "
                    "= max(until, excluded.until)",
                    std::string_view(host), SecondsAt(until));
  });
}

Result<std::vector<SourceBook::HeldHost>> SourceBook::HeldHosts(Instant now) {
  std::vector<HeldHost> held;
  const Result<void> done = Step([&](SourceBook&) -> Result<void> {
    if (const auto gone = RunBound(db_, "delete from held_host where until <= ?1", SecondsAt(now));
        !gone)
      return gone;
    Result<Statement> rows = db_.Prepare("select host, until from held_host order by host");
    if (!rows) return Fail(rows.error());
    Result<bool> row = rows->Step();
    for (; row && *row; row = rows->Step())
      held.push_back({std::string(rows->Text(0)), InstantAt(rows->Integer(1))});
    return row ? Result<void>() : Fail(row.error());
  });
  if (!done) return Fail(done.error());
  return held;
}

// ---- what its articles are like

Result<void> SourceBook::KeepSize(SourceKey source, const ArticleSize& size) {
  Result<void> put =
      RunBound(db_,
               "insert into article_size (source, paragraphs, characters) select ?1, ?2, ?3 where "
               "exists (select 1 from source where source = ?1)",
               source, size.paragraphs, size.characters);
  if (!put) return put;
  Result<void> gone = RunBound(db_,
                               "delete from article_size where size in (select size from "
                               "article_size where source = ?1 order by size desc limit -1 offset "
                               "?2)",
                               source, kDriftKept);
  if (!gone) return gone;
  Result<Statement> rows =
      Bound(db_, "select paragraphs, characters from article_size where source = ?1 order by size",
            source);
  if (!rows) return Fail(rows.error());
  std::vector<ArticleSize> sizes;
  Result<bool> row = rows->Step();
  for (; row && *row; row = rows->Step())
    sizes.push_back({static_cast<std::uint32_t>(rows->Integer(0)),
                     static_cast<std::uint32_t>(rows->Integer(1))});
  if (!row) return Fail(row.error());
  const std::optional<ArticleDrift> drift = DriftOf(sizes);
  if (!drift) return {};
  return RunBound(db_,
                  "update source set drift_changed = ?2, paragraphs_before = ?3, paragraphs_now = "
                  "?4, characters_before = ?5, characters_now = ?6 where source = ?1",
                  source, drift->changed, drift->paragraphs_before, drift->paragraphs_now,
                  drift->characters_before, drift->characters_now);
}

Result<void> SourceBook::Kept(SourceKey source, const ArticleSize& size, Instant now) {
  return Step([&](SourceBook&) -> Result<void> {
    if (const auto kept = KeepSize(source, size); !kept) return kept;
    return Bump(source, now, {.kept = 1});
  });
}

Result<void> SourceBook::NotKept(SourceKey source, Instant now) {
  return Step([&](SourceBook&) { return Bump(source, now, {.failed = 1}); });
}

}  // namespace checkback
