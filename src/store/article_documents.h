// The articles of captures as documents of the search.

#pragma once

#include <optional>
#include <string_view>

#include "article/article.h"
#include "store/search/search.h"
#include "store/sqlite.h"

namespace checkback {

// What is searched of a capture's article and its reading. The same for the same capture, always: a
// document is taken out of the index by it. Pure.
SearchDocument DocumentOf(std::string_view id, std::string_view url, Instant seen_at,
                          const Article& article, const ReadTerms& read);

// Documents by the keys of captures. Belongs to the thread of its database, which must outlive it.
class ArticleDocuments final : public DocumentSource {
 public:
  static Result<ArticleDocuments> Open(const Database& db);
  std::optional<SearchDocument> DocumentOf(DocumentKey key) const override;

 private:
  explicit ArticleDocuments(Statement find) : find_(std::move(find)) {}
  mutable Statement find_;
};

}  // namespace checkback
