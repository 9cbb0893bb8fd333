#include "store/article_documents.h"

#include <chrono>

#include "page/url.h"
#include "store/article_frame.h"

namespace checkback {

SearchDocument DocumentOf(std::string_view id, std::string_view url, Instant seen_at,
                          const Article& article) {
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
  return document;
}

Result<ArticleDocuments> ArticleDocuments::Open(const Database& db) {
  Result<Statement> find = db.Prepare(
      "select c.id, c.url, c.seen_at, a.json from capture c join article a using (article) "
      "where c.capture = ?1");
  if (!find) return Fail(find.error());
  return ArticleDocuments(std::move(*find));
}

std::optional<SearchDocument> ArticleDocuments::DocumentOf(DocumentKey key) const {
  find_.Bind(1, key);
  const Result<bool> row = find_.Step();
  std::optional<SearchDocument> document;
  if (row && *row) {
    const Result<Article> article = ArticleOfFrame(find_.Blob(3));
    if (article)
      document = checkback::DocumentOf(find_.Text(0), find_.Text(1),
                                       Instant(std::chrono::seconds(find_.Integer(2))), *article);
  }
  find_.Reset();
  return document;
}

}  // namespace checkback
