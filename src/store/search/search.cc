#include "store/search/search.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "store/search/cursor.h"
#include "store/search/cut.h"
#include "store/search/expression.h"
#include "store/search/query_dates.h"
#include "store/search/rank.h"
#include "text/hash.h"

namespace checkback {
namespace {

constexpr int kLowBits = 30;

// How many of the newest matches are ranked against each other. Reading and scoring one row
// costs about 3 µs (bench/search): 1,000 of a common word are far below what a person notices.
constexpr std::size_t kWindow = 1'000;
constexpr std::size_t kMostHits = 1'000;

// Word positions are kept (detail=full, the default) for phrases and for the score. Neither texts
// nor lengths are: the store has the ones, the score does not ask for the others.
constexpr std::string_view kTables =
    "create virtual table search using fts5(headline, author, description, text, filed,"
    " content='', columnsize=0, tokenize='checkback_words')";

std::string JoinedByline(const SearchDocument& document) {
  std::string out;
  for (const std::string& name : document.byline) (out += out.empty() ? "" : "; ") += name;
  return out;
}

// A text as the tokenizer may see it: never with the byte in front that says it is cut already.
std::string_view Plain(std::string_view text) {
  while (text.starts_with(kCutAlready)) text.remove_prefix(1);
  return text;
}

// What is filed about a document: words with tags, a lone tag between two values so that no phrase
// reaches from one into the other.
class Filed {
 public:
  void Add(std::string_view tag, std::string_view value) {
    CutWords(value, [&](std::string_view word, std::size_t, std::size_t) { Word(tag, word); });
    Word(tag, "");
  }
  void Word(std::string_view tag, std::string_view word) { ((out_ += tag) += word) += ' '; }
  std::string Take() { return std::move(out_); }

 private:
  std::string out_ = std::string(1, kCutAlready);
};

std::string FiledOf(const SearchDocument& document) {
  Filed filed;
  filed.Add(kOutletTag, document.outlet);
  filed.Add(kOutletTag, document.domain);
  filed.Add(kLanguageTag, document.language);
  const auto day = document.published_at ? document.published_at->LocalDay()
                                         : std::chrono::floor<std::chrono::days>(document.seen_at);
  for (const std::string& word : CalendarWords(day)) filed.Word(kDateTag, word);
  return filed.Take();
}

std::uint64_t HashOfQuery(const Query& query) {
  std::uint64_t hash = 0;
  for (const char byte : Digest(DigestKind::kSha256, query.text).substr(0, sizeof hash))
    hash = hash << 8 | static_cast<unsigned char>(byte);
  return hash;
}

Result<void> AddFunctions(Database& db) {
  if (auto added = db.AddTokenizer("checkback_words", CutForIndex); !added) return added;
  return db.AddRank("search_score", [](const Match& match) { return ScoreOf(match); });
}

}  // namespace

DocumentKey KeyOf(Instant seen_at, std::uint32_t low_bits) {
  const std::int64_t low = low_bits & ((std::uint32_t{1} << kLowBits) - 1);
  return seen_at.time_since_epoch().count() * (std::int64_t{1} << kLowBits) + low;
}

Instant SeenAtOf(DocumentKey key) {
  return Instant(std::chrono::seconds(key >> kLowBits));
}

// ---- writing

Result<void> SearchIndex::CreateTables(Database& db) {
  if (auto added = AddFunctions(db); !added) return added;
  if (auto made = db.Run(kTables); !made) return made;
  // A batch of a thousand articles becomes one part of the index, not several (hashsize); eight
  // parts of one size before they are merged, which writes every word fewer times (automerge).
  return db.Run(
      "insert into search(search, rank) values('hashsize', 67108864);"
      "insert into search(search, rank) values('automerge', 8);");
}

Result<SearchIndex> SearchIndex::Open(Database& db) {
  if (auto added = AddFunctions(db); !added) return Fail(added.error());
  SearchIndex index(db);
  Result<Statement> insert = db.Prepare(
      "insert into search(rowid, headline, author, description, text, filed)"
      " values(?1, ?2, ?3, ?4, ?5, ?6)");
  if (!insert) return Fail(insert.error());
  Result<Statement> remove = db.Prepare(
      "insert into search(search, rowid, headline, author, description, text, filed)"
      " values('delete', ?1, ?2, ?3, ?4, ?5, ?6)");
  if (!remove) return Fail(remove.error());
  index.insert_ = std::move(*insert);
  index.remove_ = std::move(*remove);
  return index;
}

Result<void> SearchIndex::Write(Statement& statement, DocumentKey key,
                                const SearchDocument& document) {
  const std::string byline = JoinedByline(document), filed = FiledOf(document);
  statement.Bind(1, key);
  statement.BindText(2, Plain(document.headline));
  statement.BindText(3, Plain(byline));
  statement.BindText(4, Plain(document.description));
  statement.BindText(5, Plain(document.text));
  statement.BindText(6, filed);
  return statement.Run();
}

Result<void> SearchIndex::Put(DocumentKey key, const SearchDocument& document) {
  return Write(*insert_, key, document);
}

Result<void> SearchIndex::Remove(DocumentKey key, const SearchDocument& document) {
  return Write(*remove_, key, document);
}

Result<void> SearchIndex::Optimize() {
  return db_->Run("insert into search(search) values('optimize')");
}

// ---- finding

struct SearchIndex::Ranked {
  DocumentKey key = 0;
  std::int64_t steps = 0;
};

struct SearchIndex::Window {
  std::vector<Ranked> rows;  // newest first
  bool more = false;         // there are older ones than `most` allowed
};

Result<SearchIndex::Window> SearchIndex::NewestOf(const std::string& expression, DocumentKey newest,
                                                  std::optional<DocumentKey> oldest,
                                                  std::size_t most, bool ranked) {
  std::string sql = ranked ? "select rowid, search_score(search)" : "select rowid";
  sql += " from search where search match ?1 and rowid <= ?2";
  if (oldest) sql += " and rowid >= ?3";
  sql += " order by rowid desc";
  Result<Statement> statement = db_->Prepare(sql);
  if (!statement) return Fail(statement.error());
  statement->BindText(1, expression);
  statement->Bind(2, newest);
  if (oldest) statement->Bind(3, *oldest);
  Window window;
  std::vector<double> scores;
  while (true) {
    const Result<bool> row = statement->Step();
    if (!row) return Fail(row.error());
    if (!*row) break;
    if (!oldest && window.rows.size() == most) {
      window.more = true;
      break;
    }
    window.rows.push_back({statement->Integer(0), 0});
    if (ranked) scores.push_back(statement->Real(1));
  }
  if (ranked && !window.rows.empty()) {
    // A window that was shown before begins where it did then.
    const DocumentKey first = oldest ? newest : window.rows.front().key;
    for (std::size_t n = 0; n < scores.size(); ++n) {
      Ranked& row = window.rows[n];
      row.steps = StepsOf(scores[n], SeenAtOf(first) - SeenAtOf(row.key));
    }
  }
  return window;
}

namespace {

Result<SearchCursor> CursorOf(const SearchRequest& request, const Query& query) {
  SearchCursor cursor;
  cursor.by_time = request.sort == SearchSort::kNewest;
  cursor.query = HashOfQuery(query);
  if (request.after.empty()) return cursor;
  const std::optional<SearchCursor> after = ReadCursor(request.after);
  if (!after) return Fail(Errc::kBadInput, "this is no place in a list of results");
  if (after->query != cursor.query || after->by_time != cursor.by_time) {
    return Fail(Errc::kBadInput,
                "this place in a list of results belongs to another query or another order");
  }
  return *after;
}

SearchHit HitOf(const Query& query, DocumentKey key, double score, SearchDocument document) {
  SearchHit hit;
  hit.key = key;
  hit.score = score;
  hit.headline_marks = MarksOf(query, document.headline, SearchField::kHeadline);
  hit.snippets = SnippetsOf(query, document.text);
  document.text.clear();
  document.text.shrink_to_fit();
  hit.document = std::move(document);
  return hit;
}

}  // namespace

Result<SearchPage> SearchIndex::Find(const Query& query, const SearchRequest& request,
                                     const DocumentSource& source) {
  Result<SearchCursor> start = CursorOf(request, query);
  if (!start) return Fail(start.error());
  SearchCursor at = *std::move(start);
  const std::size_t limit = std::clamp<std::size_t>(request.limit, 1, kMostHits);
  const std::string expression = ExpressionOf(query);
  SearchPage page = {query.text, {}, {}};
  const bool ranked = request.sort == SearchSort::kBest;
  std::size_t given = 0;  // hits of this page, those without a document too
  while (true) {
    const std::size_t most = ranked ? kWindow : limit - given;
    const bool shown_before = at.oldest.has_value();
    Result<Window> window = NewestOf(expression, at.newest, at.oldest, most, ranked);
    if (!window) return Fail(window.error());
    std::vector<Ranked>& rows = window->rows;
    if (!shown_before && !rows.empty()) {
      at.newest = rows.front().key;
      at.oldest = rows.back().key;
    }
    std::sort(rows.begin(), rows.end(), [](const Ranked& a, const Ranked& b) {
      return a.steps != b.steps ? a.steps > b.steps : a.key > b.key;
    });
    for (const Ranked& row : rows) {
      const bool shown = at.last && (row.steps > at.last->steps ||
                                     (row.steps == at.last->steps && row.key >= at.last->key));
      if (shown) continue;
      if (given == limit) {
        page.next = ToText(at);
        return page;
      }
      at.last = SearchCursor::Last{row.steps, row.key};
      ++given;
      std::optional<SearchDocument> document = source.DocumentOf(row.key);
      if (document) {
        page.hits.push_back(HitOf(query, row.key, FromSteps(row.steps), *std::move(document)));
      }
    }
    if (!at.oldest) return page;  // nothing matched
    at.newest = *at.oldest - 1;
    at.oldest.reset();
    at.last.reset();
    bool more = window->more;
    if (shown_before) {
      const Result<Window> older = NewestOf(expression, at.newest, {}, 1, false);
      if (!older) return Fail(older.error());
      more = !older->rows.empty();
    }
    if (!more) return page;
    if (given == limit) {
      page.next = ToText(at);
      return page;
    }
  }
}

}  // namespace checkback
