#include "store/search/pages.h"

#include <algorithm>
#include <utility>

#include "store/search/cursor.h"
#include "store/search/expression.h"
#include "store/search/rank.h"
#include "text/hash.h"

namespace checkback {
namespace {

// How many of the newest matches are ranked against each other (bench/RESULTS.md: times by its
// size).
constexpr std::size_t kWindow = 1'000;
constexpr std::size_t kMostHits = 1'000;

std::uint64_t HashOfQuery(const Query& query) {
  std::uint64_t hash = 0;
  for (const char byte : Digest(DigestKind::kSha256, query.text).substr(0, sizeof hash))
    hash = hash << 8 | static_cast<unsigned char>(byte);
  return hash;
}

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

SearchHit HitOf(const Query& query, const SearchCursor::Last& row, SearchDocument document) {
  SearchHit hit;
  hit.key = row.key;
  hit.score = FromSteps(row.steps);
  hit.headline_marks = MarksOf(query, document.headline, SearchField::kHeadline);
  hit.snippets = SnippetsOf(query, document.text);
  document.text.clear();
  document.text.shrink_to_fit();
  hit.document = std::move(document);
  return hit;
}

class Pager {
 public:
  Pager(const Database& db, const Query& query, const SearchRequest& request,
        const DocumentSource& source)
      : db_(db),
        query_(query),
        source_(source),
        expression_(ExpressionOf(query)),
        limit_(std::clamp<std::size_t>(request.limit, 1, kMostHits)) {}

  Result<SearchPage> From(const SearchCursor& start) {
    at_ = start;
    page_.query = query_.text;
    while (true) {
      Result<Window> window = Read();
      if (!window) return Fail(window.error());
      if (window->rows.empty() && !at_.oldest) return std::move(page_);  // nothing matched
      const bool whole = Give(window->rows);
      if (whole && !window->older) return std::move(page_);
      if (whole) NextWindow();
      if (!whole || given_ == limit_) {
        page_.next = ToText(at_);
        return std::move(page_);
      }
    }
  }

 private:
  using Row = SearchCursor::Last;
  struct Window {
    std::vector<Row> rows;  // best first
    bool older = false;     // there are matches before this window
  };

  // The window that at_ stands in, whose bounds are fixed with this.
  Result<Window> Read() {
    const bool fixed = at_.oldest.has_value();
    const std::size_t most = at_.by_time ? limit_ - given_ : kWindow;
    Result<Window> window = fixed ? Between(at_.newest, *at_.oldest) : Newest(most);
    if (!window || window->rows.empty()) return window;
    std::vector<Row>& rows = window->rows;
    if (!fixed) {
      at_.newest = rows.front().key;
      at_.oldest = rows.back().key;
    }
    if (at_.by_time) return window;
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
      return a.steps != b.steps ? a.steps > b.steps : a.key > b.key;
    });
    return window;
  }

  Result<Window> Newest(std::size_t most) {
    Result<Window> window = Rows("", most + 1, 0);
    if (!window) return window;
    window->older = window->rows.size() > most;
    if (window->older) window->rows.pop_back();
    Weigh(window->rows);
    return window;
  }

  // A window that was shown before: all of it, with what arrived there meanwhile.
  Result<Window> Between(std::int64_t newest, std::int64_t oldest) {
    Result<Window> window = Rows(" and rowid >= ?3", 0, oldest);
    if (!window) return window;
    Weigh(window->rows);
    at_.newest = oldest - 1;
    const Result<Window> before = Rows("", 1, 0);
    at_.newest = newest;
    if (!before) return Fail(before.error());
    window->older = !before->rows.empty();
    return window;
  }

  // The newest matches from at_.newest on, `most` of them (0: all), with their scores.
  Result<Window> Rows(std::string_view bound, std::size_t most, std::int64_t oldest) {
    std::string sql = at_.by_time ? "select rowid" : "select rowid, search_score(search)";
    (sql += " from search where search match ?1 and rowid <= ?2") += bound;
    Result<Statement> statement = db_.Prepare(sql += " order by rowid desc");
    if (!statement) return Fail(statement.error());
    statement->BindText(1, expression_);
    statement->Bind(2, at_.newest);
    if (!bound.empty()) statement->Bind(3, oldest);
    Window window;
    scores_.clear();
    while (most == 0 || window.rows.size() < most) {
      const Result<bool> row = statement->Step();
      if (!row) return Fail(row.error());
      if (!*row) break;
      window.rows.push_back({.steps = 0, .key = statement->Integer(0)});
      scores_.push_back(at_.by_time ? 0 : statement->Real(1));
    }
    return window;
  }

  // Ages are counted from the upper end of the window, which its cursors keep.
  void Weigh(std::vector<Row>& rows) const {
    if (rows.empty()) return;
    const Instant newest = SeenAtOf(at_.oldest ? at_.newest : rows.front().key);
    for (std::size_t n = 0; n < rows.size(); ++n)
      rows[n].steps = StepsOf(scores_[n], newest - SeenAtOf(rows[n].key));
  }

  bool WasShown(const Row& row) const {
    if (!at_.last) return false;
    if (row.steps != at_.last->steps) return row.steps > at_.last->steps;
    return row.key >= at_.last->key;
  }

  // Puts the rows that were not shown on the page; false where it is full before their end.
  bool Give(const std::vector<Row>& rows) {
    for (const Row& row : rows) {
      if (WasShown(row)) continue;
      if (given_ == limit_) return false;
      at_.last = row;
      ++given_;
      std::optional<SearchDocument> document = source_.DocumentOf(row.key);
      if (document) page_.hits.push_back(HitOf(query_, row, *std::move(document)));
    }
    return true;
  }

  void NextWindow() {
    at_.newest = *at_.oldest - 1;
    at_.oldest.reset();
    at_.last.reset();
  }

  const Database& db_;
  const Query& query_;
  const DocumentSource& source_;
  std::string expression_;
  std::size_t limit_;
  std::size_t given_ = 0;  // of this page; those whose document is gone too
  SearchCursor at_;
  SearchPage page_;
  std::vector<double> scores_;  // of the rows that were read last
};

}  // namespace

Result<SearchPage> FindPage(const Database& db, const Query& query, const SearchRequest& request,
                            const DocumentSource& source) {
  const Result<SearchCursor> start = CursorOf(request, query);
  if (!start) return Fail(start.error());
  return Pager(db, query, request, source).From(*start);
}

}  // namespace checkback
