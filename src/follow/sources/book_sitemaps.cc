// The sitemaps of indexes, in the book of sources.

#include "follow/sources/book_rows.h"
#include "follow/sources/source_book.h"

namespace checkback {

Result<std::vector<SitemapPart>> SourceBook::SitemapParts(SourceKey source) {
  const std::lock_guard lock(mutex_);
  Result<Statement> rows =
      Bound(db_,
            "select url, lastmod, read_at, etag, last_modified, validators_of from sitemap_part "
            "where source = ?1 order by url",
            source);
  if (!rows) return Fail(Named(rows.error()));
  std::vector<SitemapPart> parts;
  Result<bool> row = rows->Step();
  for (; row && *row; row = rows->Step())
    parts.push_back({.url = std::string(rows->Text(0)),
                     .lastmod = InstantIn(*rows, 1),
                     .read_at = InstantIn(*rows, 2),
                     .validators = {std::string(rows->Text(3)), std::string(rows->Text(4)),
                                    std::string(rows->Text(5))}});
  if (!row) return Fail(Named(row.error()));
  return parts;
}

Result<void> SourceBook::KeepSitemapPart(SourceKey source, const SitemapPart& part) {
  return Step([&](SourceBook&) -> Result<void> {
    Result<void> put = RunBound(
        db_,
        "insert or replace into sitemap_part (source, url, lastmod, read_at, etag, last_modified, "
        "validators_of) select ?1, ?2, ?3, ?4, ?5, ?6, ?7 where exists (select 1 from source where "
        "source = ?1)",
        source, part.url, part.lastmod, SecondsAt(part.read_at.value_or(Instant{})),
        part.validators.etag, part.validators.last_modified, part.validators.of);
    if (!put) return put;
    return RunBound(db_,
                    "delete from sitemap_part where source = ?1 and url in (select url from "
                    "sitemap_part where source = ?1 order by read_at desc, url limit -1 offset ?2)",
                    source, kMostPartsKept);
  });
}

}  // namespace checkback
