// What is asked of the embedded store.

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

#include "article/version/version.h"
#include "page/url.h"
#include "reading/reading.h"
#include "store/article_documents.h"
#include "store/article_frame.h"
#include "store/capture_row.h"
#include "store/reading_frame.h"
#include "store/sqlite_store.h"

namespace checkback {
Result<Capture> SqliteStore::FindCapture(std::string_view id) const {
  if (!LooksLikeCaptureId(id))
    return Fail(
        Errc::kNotFound,
        fmt::format("'{}' is no id of a capture (20 letters a-z and digits 2-7, or at least "
                    "the first four of them)",
                    id));
  // '~' stands after every letter of an id.
  Result<Statement> find =
      db_->Prepare(fmt::format("select {} from capture c where c.id >= ?1 and c.id < ?1 || '~' "
                               "order by c.id limit 2",
                               kCaptureColumns));
  if (!find) return Fail(find.error());
  find->BindText(1, id);
  std::vector<Capture> found;
  const auto done =
      ForEachRow(*find, [&](const Statement& row) { found.push_back(CaptureIn(row)); });
  if (!done) return Fail(done.error());
  if (found.empty()) return Fail(Errc::kNotFound, fmt::format("no capture {} in {}", id, folder_));
  if (found.size() > 1)
    return Fail(Errc::kBadInput,
                fmt::format("several captures begin with {}: {} and {} are two of them", id,
                            found[0].id, found[1].id));
  return found[0];
}

Result<Article> SqliteStore::ArticleOf(const Capture& capture) const {
  if (capture.article == 0)
    return Fail(Errc::kNotFound, fmt::format("capture {} has no article: {}", capture.id,
                                             !capture.trouble.empty()
                                                 ? capture.trouble
                                                 : "the capture it refers to is not in the store"));
  Result<Statement> find = db_->Prepare("select json from article where article = ?1");
  if (!find) return Fail(find.error());
  find->Bind(1, capture.article);
  const Result<bool> row = find->Step();
  if (!row) return Fail(row.error());
  if (!*row)
    return Fail(Errc::kBadInput,
                fmt::format("the article of capture {} is missing: checkback rebuild", capture.id));
  return ArticleOfFrame(find->Blob(0));
}

Result<Reading> SqliteStore::ReadingOf(const Capture& capture, const Article& article) const {
  Result<Statement> find = db_->Prepare("select json from reading where article = ?1 and day = ?2");
  if (!find) return Fail(find.error());
  find->Bind(1, capture.article);
  find->Bind(2, ReadingDayOf(article, capture.seen_at));
  const Result<bool> row = find->Step();
  if (!row) return Fail(row.error());
  if (*row) return ReadingOfFrame(find->Blob(0));
  return ReadNow(article, capture.seen_at);
}

Result<WarcRecord> SqliteStore::RawOf(const Capture& capture) const {
  return log_.Read(capture.raw);
}

Result<std::vector<Capture>> SqliteStore::CapturesOf(std::string_view url) const {
  Result<Statement> find =
      db_->Prepare(fmt::format("select {} from capture c join page p using (page) where p.url = ?1 "
                               "order by c.capture",
                               kCaptureColumns));
  if (!find) return Fail(find.error());
  const std::string key = PageKeyOf(url);
  find->BindText(1, key);
  std::vector<Capture> captures;
  const auto done =
      ForEachRow(*find, [&](const Statement& row) { captures.push_back(CaptureIn(row)); });
  if (!done) return Fail(done.error());
  return captures;
}

Result<std::vector<Capture>> SqliteStore::CapturesAfter(std::string_view id,
                                                        std::size_t most) const {
  std::int64_t key = std::numeric_limits<std::int64_t>::min();
  if (!id.empty()) {
    const Result<Capture> found = FindCapture(id);
    if (!found) return Fail(found.error());
    key = found->key;
  }
  Result<Statement> find = db_->Prepare(
      fmt::format("select {} from capture c where c.capture > ?1 order by c.capture limit ?2",
                  kCaptureColumns));
  if (!find) return Fail(find.error());
  find->Bind(1, key);
  find->Bind(2, static_cast<std::int64_t>(most));
  std::vector<Capture> captures;
  const auto done =
      ForEachRow(*find, [&](const Statement& row) { captures.push_back(CaptureIn(row)); });
  if (!done) return Fail(done.error());
  return captures;
}

Result<std::vector<PageVersion>> SqliteStore::VersionsOf(std::string_view url) const {
  Result<Statement> find = db_->Prepare(
      fmt::format("select {}, a.headline, a.outlet, a.version_key from capture c join page p using "
                  "(page) left join article a using (article) where p.url = ?1 order by c.capture",
                  kCaptureColumns));
  if (!find) return Fail(find.error());
  const std::string page = PageKeyOf(url);
  find->BindText(1, page);
  std::vector<PageVersion> versions;
  std::vector<std::string> keys;
  const auto done = ForEachRow(*find, [&](const Statement& row) {
    Capture capture = CaptureIn(row);
    if (capture.is_version) {
      keys.emplace_back(row.Blob(kCaptureColumnCount + 2));
      PageVersion version;
      version.last_seen = capture.seen_at;
      version.headline = row.Text(kCaptureColumnCount);
      version.outlet = row.Text(kCaptureColumnCount + 1);
      version.capture = std::move(capture);
      versions.push_back(std::move(version));
    } else if (!versions.empty() && capture.article != 0) {
      versions.back().last_seen = capture.seen_at;
      ++versions.back().visits;
    }
  });
  if (!done) return Fail(done.error());
  const std::vector<std::optional<std::size_t>> returns = ReturnsOf(keys);
  for (std::size_t i = 0; i < versions.size(); ++i) versions[i].returns_to = returns[i];
  return versions;
}

Result<SearchPage> SqliteStore::Search(const Query& query, const SearchRequest& request) const {
  const Result<SearchIndex> index = SearchIndex::Open(*db_);
  if (!index) return Fail(index.error());
  const Result<ArticleDocuments> documents = ArticleDocuments::Open(*db_);
  if (!documents) return Fail(documents.error());
  return index->Find(query, request, *documents);
}

Result<StoreCounts> SqliteStore::Counts() const {
  StoreCounts counts;
  const std::pair<std::int64_t*, std::string_view> all[] = {
      {&counts.captures, "capture"},
      {&counts.pages, "page"},
      {&counts.versions, "version"},
      {&counts.articles, "article"},
      {&counts.wordings, "wording"},
      {&counts.copies, "copy"},
      {&counts.without_article, "without_article"},
  };
  for (const auto& [count, what] : all) {
    const auto number =
        db_->Integer(fmt::format("select number from tally where what = '{}'", what));
    if (!number) return Fail(number.error());
    *count = number->value_or(0);
  }
  const auto segments = log_.Segments();
  if (!segments) return Fail(segments.error());
  for (const std::int64_t segment : *segments) counts.raw_bytes += log_.SizeOf(segment).value_or(0);
  const auto pages =
      db_->Integer("select page_count * page_size from pragma_page_count(), pragma_page_size()");
  if (!pages) return Fail(pages.error());
  counts.index_bytes = static_cast<std::uint64_t>(pages->value_or(0));
  return counts;
}

}  // namespace checkback
