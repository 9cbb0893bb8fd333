#include "store/article_documents.h"

#include <chrono>

#include "page/url.h"
#include "reading/reading.h"
#include "store/article_frame.h"
#include "store/reading_frame.h"

namespace checkback {

SearchDocument DocumentOf(std::string_view id, std::string_view url, Instant seen_at,
                          const Article& article, const ReadTerms& read) {
  SearchDocument document;
  document.id = id;
  document.url = url;
  document.headline = article.headline;
  document.byline = article.byline;
  document.description = article.description;
  document.text = article.text;
  document.outlet = article.outlet;
  document.domain = OutletDomain(url);
  document.language = article.language;
  document.published_at = article.published_at;
  document.seen_at = seen_at;
  document.read = read;
  return document;
}

Result<ArticleDocuments> ArticleDocuments::Open(const Database& db) {
  Result<Statement> find = db.Prepare(
      "select c.id, c.url, c.seen_at, a.json, r.json from capture c join article a using (article) "
      "left join reading r on r.article = c.article where c.capture = ?1 order by r.day limit 1");
  if (!find) return Fail(find.error());
  return ArticleDocuments(std::move(*find));
}

std::optional<SearchDocument> ArticleDocuments::DocumentOf(DocumentKey key) const {
  find_.Bind(1, key);
  const Result<bool> row = find_.Step();
  std::optional<SearchDocument> document;
  if (row && *row) {
    const Result<Article> article = ArticleOfFrame(find_.Blob(3));
    const Result<Reading> reading =
        find_.IsNull(4) ? Result<Reading>(Reading()) : ReadingOfFrame(find_.Blob(4));
    if (article && reading) {
      document = checkback::DocumentOf(find_.Text(0), find_.Text(1),
                                       Instant(std::chrono::seconds(find_.Integer(2))), *article,
                                       ReadTermsOf(*reading));
    }
  }
  find_.Reset();
  return document;
}

}  // namespace checkback
