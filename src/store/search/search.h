// Full-text search over the articles of a store.
//
//   query --> newest matches of FTS5, a window of them --> ranked --> page of hits --> snippets
//             (keys and scores, no texts)                             (texts, of these only)
//
// A document's key is ordered by time, so the newest matches of any word are found from the end
// of its list, without reading the rest. What is indexed is words and where they stand, not the
// text: that comes from the DocumentSource, for the hits that are shown.
//
// A SearchIndex belongs to its Database and to that thread. Errors are those of sqlite.h, and
// kBadInput for a cursor that is none or belongs to another query.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/capture.h"
#include "store/search/query.h"
#include "store/search/snippet.h"
#include "store/sqlite.h"
#include "text/instant.h"
#include "text/result.h"
#include "text/span.h"

namespace checkback {

// Larger is newer: the second it was seen in the upper bits, something that tells documents of
// one second apart in the lower 30.
using DocumentKey = std::int64_t;
DocumentKey KeyOf(Instant seen_at, std::uint32_t low_bits);
Instant SeenAtOf(DocumentKey key);

struct SearchDocument {
  std::string id;   // shown, not searched
  std::string url;  // shown, not searched
  std::string headline;
  std::vector<std::string> byline;
  std::string description;
  std::string text;
  std::string outlet;
  std::string domain;
  std::string language;                  // "en", "pt-BR"
  std::optional<PageTime> published_at;  // date: asks for its local day, else for that of seen_at
  Instant seen_at{};
  ReadTerms read;  // not searched as words of the text
};

// Where the texts of hits come from.
class DocumentSource {
 public:
  virtual ~DocumentSource() = default;
  // Nothing where the store does not have it any more: such a hit is left out.
  virtual std::optional<SearchDocument> DocumentOf(DocumentKey key) const = 0;
};

enum class SearchSort {
  kBest,    // the thousand newest matches, best first; then the next older ones, best first
  kNewest,  // by key alone
};

struct SearchRequest {
  std::size_t limit = 20;  // 1 to 1,000
  std::string after;       // SearchPage::next of the page before; "" for the first one
  SearchSort sort = SearchSort::kBest;
};

struct SearchHit {
  DocumentKey key = 0;
  double score = 0;         // 0 where the order is by time
  SearchDocument document;  // its text is dropped once the snippets are cut
  std::vector<Span> headline_marks;
  std::vector<Snippet> snippets;
};

struct SearchPage {
  std::string query;
  std::vector<SearchHit> hits;
  std::string next;  // the cursor of the next page; "" where there is none
};

class SearchIndex {
 public:
  // Makes the tables of an empty database.
  static Result<void> CreateTables(Database& db);
  // `db` must outlive the index, and have the tables.
  static Result<SearchIndex> Open(Database& db);

  // Adds a document. Fastest in one transaction for many, sorted by key.
  Result<void> Put(DocumentKey key, const SearchDocument& document);
  // Takes a document out: it must be what was put, word for word (id and url do not matter), or
  // words of it stay behind. Within a transaction best before all Puts.
  Result<void> Remove(DocumentKey key, const SearchDocument& document);
  // Merges the parts of the index into one, so that rare words are found in one place. Takes
  // about an eighth of what the Puts took (100,000 articles of 700 words); for the end of a large
  // import.
  Result<void> Optimize();

  // One page of what `query` finds. A document that could be found when the first page was
  // made is on exactly one page, whatever is added meanwhile.
  Result<SearchPage> Find(const Query& query, const SearchRequest& request,
                          const DocumentSource& source) const;

 private:
  explicit SearchIndex(Database& db) : db_(&db) {}

  Result<void> Write(Statement& statement, DocumentKey key, const SearchDocument& document);

  Database* db_;
  std::optional<Statement> insert_;
  std::optional<Statement> remove_;
};

}  // namespace checkback
