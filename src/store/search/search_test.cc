#include "store/search/search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>

#include "store/search/cursor.h"

// Tests are to be read, not to be quick.
// NOLINTBEGIN(performance-inefficient-string-concatenation,performance-unnecessary-value-param,performance-inefficient-vector-operation,bugprone-implicit-widening-of-multiplication-result)
namespace checkback {
namespace {

constexpr std::int64_t kDay = 86'400;

Instant At(std::string_view time) {
  return *ParseInstant(time);
}

// A store in memory, whose documents have one-letter names.
class Library : public DocumentSource {
 public:
  Library() : db_(*Database::Open(std::string(Database::kInMemory), Database::Mode::kWrite)) {
    EXPECT_TRUE(SearchIndex::CreateTables(db_));
    index_.emplace(*SearchIndex::Open(db_));
  }

  DocumentKey Put(SearchDocument document) {
    const DocumentKey key = KeyOf(document.seen_at, next_++);
    EXPECT_TRUE(index_->Put(key, document));
    documents_.emplace(key, std::move(document));
    return key;
  }

  void Remove(DocumentKey key) {
    EXPECT_TRUE(index_->Remove(key, documents_.at(key)));
    documents_.erase(key);
  }
  void Forget(DocumentKey key) { documents_.erase(key); }

  std::optional<SearchDocument> DocumentOf(DocumentKey key) const override {
    const auto found = documents_.find(key);
    if (found == documents_.end()) return std::nullopt;
    return found->second;
  }

  Result<SearchPage> Find(std::string_view query, const SearchRequest& request = {}) {
    const auto parsed = ParseQuery(query);
    if (const auto* fault = std::get_if<QueryFault>(&parsed))
      return Fail(Errc::kBadInput, fault->what);
    return index_->Find(std::get<Query>(parsed), request, *this);
  }

  // The names of what is found, in order.
  std::string Names(std::string_view query, const SearchRequest& request = {}) {
    const Result<SearchPage> page = Find(query, request);
    if (!page) return "error: " + page.error().what;
    std::string names;
    for (const SearchHit& hit : page->hits) names += hit.document.id;
    return names;
  }

  SearchIndex& index() { return *index_; }
  Database& db() { return db_; }

 private:
  Database db_;
  std::optional<SearchIndex> index_;
  std::map<DocumentKey, SearchDocument> documents_;
  std::uint32_t next_ = 0;
};

std::string Sorted(std::string names) {
  std::sort(names.begin(), names.end());
  return names;
}

// A dozen documents, a to l, in order of time.
void Fill(Library& library) {
  const auto put = [&](std::string id, std::string seen, std::string headline, std::string text,
                       std::string outlet, std::string domain, std::string language,
                       std::vector<std::string> byline = {}, std::string published = "") {
    SearchDocument document;
    document.id = std::move(id);
    document.headline = std::move(headline);
    document.text = std::move(text);
    document.outlet = std::move(outlet);
    document.domain = std::move(domain);
    document.language = std::move(language);
    document.byline = std::move(byline);
    document.seen_at = At(seen);
    if (!published.empty()) document.published_at = ParsePageTime(published);
    library.Put(std::move(document));
  };
  put("a", "2025-05-01T08:00:00Z", "General strike called for Monday",
      "Unions called a general strike. Some 1,200 workers met.", "The Port Gazette",
      "portgazette.example", "en", {"Anna Smith", "John Doe"});
  put("b", "2025-05-02T08:00:00Z", "Port closed", "The strike closed the port on Friday.",
      "Harbour News", "news.harbour.example", "en", {"Maria Kovač"});
  put("c", "2025-05-03T08:00:00Z", "Generalstreik in Łódź",
      "Der Streik begann am Montag. Das Café blieb geschlossen.", "Tagblatt", "tagblatt.example",
      "de");
  put("d", "2025-05-04T08:00:00Z", "東京で大地震", "東京で大きな地震があった。京東は別の言葉。",
      "東京日報", "nippo.example", "ja");
  put("e", "2025-05-05T08:00:00Z", "Talks", "Negotiators negotiated; negotiations go on.",
      "Harbour News", "news.harbour.example", "en");
  put("f", "2025-05-06T01:00:00Z", "O'Brien's anti-war speech",
      "He said: don’t strike first. The general waited.", "The Port Gazette", "portgazette.example",
      "en", {}, "2025-05-05T23:30:00-02:00");
  put("g", "2025-05-07T08:00:00Z", "Erdoğan in Ankara", "Erdogan met the union.", "Harbour News",
      "news.harbour.example", "en");
  put("h", "2025-05-08T08:00:00Z", "Greve geral", "A greve começou em São Paulo.", "Folha Nova",
      "folhanova.example", "pt-BR");
  put("i", "2025-06-01T08:00:00Z", "Old page", "Seen late: the union of 1999.", "Archive",
      "archive.example", "en", {}, "1999-12-31");
  put("j", "2025-06-02T08:00:00Z", "", "Nothing but words: en 2025 bbc d 05.", "No Name",
      "x.example", "fr");
  put("k", "2025-06-03T08:00:00Z", "Strike", "Strike strike strike.", "Archive", "archive.example",
      "en");
  put("l", "2025-06-04T08:00:00Z", "Empty", "", "Archive", "archive.example", "en");
}

struct Case {
  std::string_view query;
  std::string_view finds;  // in the order of the alphabet
};

constexpr Case kCases[] = {
    {"strike", "abfk"},
    {"STRIKE general", "af"},
    {"\"general strike\"", "a"},
    {"“general strike”", "a"},
    {"\"strike general\"", ""},
    {"strike -general", "bk"},
    {"strike NOT (port OR workers)", "fk"},
    {"strike OR streik OR greve", "abcfhk"},
    {"(strike OR streik) montag", "c"},
    {"union*", "agi"},
    {"negotiat*", "e"},
    {"negotiat", ""},
    {"\"negotiations g\"", ""},
    {"1,200", "a"},
    {"1200", "a"},
    {"1.200", "a"},
    {"o'brien", "f"},
    {"OBrien", ""},
    {"don't", "f"},
    {"anti-war", "f"},
    {"\"anti war\"", "f"},
    // Accents.
    {"cafe", "c"},
    {"CAFÉ", "c"},
    {"erdogan", "g"},
    {"Lodz", "c"},
    {"comecou \"sao paulo\"", "h"},
    {"kovac", "b"},
    // A query in a script without blanks is a phrase.
    {"東京", "d"},
    {"京東", "d"},
    {"地震", "d"},
    {"震地", ""},
    {"大地震 東京", "d"},
    // Fields.
    {"headline:strike", "ak"},
    {"title:(strike OR greve) -general", "hk"},
    {"author:smith", "a"},
    {"author:\"anna smith\"", "a"},
    {"author:strike", ""},
    {"smith", "a"},
    {"outlet:port", "af"},
    {"outlet:\"port gazette\"", "af"},
    {"outlet:\"gazette portgazette\"", ""},  // not from the name into the domain
    {"outlet:harbour.example", "beg"},
    {"outlet:東京", "d"},
    {"gazette", ""},
    {"language:en strike", "abfk"},
    {"lang:pt", "h"},
    {"lang:pt-br", "h"},
    {"lang:de", "c"},
    {"en", "j"},  // as a word, not as the language of the others
    {"bbc", "j"},
    {"outlet:bbc", ""},
    // Dates: the day of print on the page's own calendar, or the day it was seen.
    {"date:2025-05-05", "ef"},
    {"date:2025-05-06", ""},
    {"date:2025-05 strike", "abf"},
    {"date:2025-05-02..2025-05-04", "bcd"},
    {"date:<=2025-05-01", "ai"},
    {"date:1999", "i"},
    {"date:>2025-06-02", "kl"},
    {"date:2025-06.. strike", "k"},
    {"strike -date:2025-05", "k"},
    // Nothing that is typed is syntax of FTS5 or SQL.
    {"strike\" OR \"x", ""},
    {"'; drop table search; --", ""},
    {"strike\"); drop table search; --\"", ""},
    {"\"strike\"\"port\"", "b"},
    {"{headline}:strike", ""},
    {"^strike", "abfk"},
    {"NEAR(strike, port)", ""},
    {"headline:rank", ""},
    {"\x03o:harbour", ""},
    {"\"\x03o:harbour\"", ""},
};

TEST(Search, FindsWhatTheQuerySays) {
  Library library;
  Fill(library);
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.query);
    EXPECT_EQ(Sorted(library.Names(c.query)), c.finds);
  }
}

TEST(Search, TakesTheDeepestQueryThatIsRead) {
  Library library;
  Fill(library);
  std::string query = "port";
  for (std::size_t n = 0; n < kDeepestQuery; ++n)
    query =
        "(strike OR (x y) OR x strike -" + std::string(n % 2 == 0 ? "(" : "zz (") + query + "))";
  const auto parsed = ParseQuery(query);
  if (std::holds_alternative<Query>(parsed)) {
    EXPECT_TRUE(library.Find(query));
  }
  query = "port";
  for (std::size_t n = 0; n < kDeepestQuery; ++n) query = "(x OR x y -zz -" + query + ")";
  ASSERT_TRUE(std::holds_alternative<Query>(ParseQuery(query)));
  EXPECT_TRUE(library.Find(query));
}

struct OrderCase {
  std::string_view query;
  std::string_view order;
};

TEST(Search, GivesTheBestFirst) {
  Library library;
  const auto put = [&](std::string id, std::string seen, std::string headline, std::string text,
                       std::string description = "") {
    SearchDocument document;
    document.id = std::move(id);
    document.headline = std::move(headline);
    document.text = std::move(text);
    document.description = std::move(description);
    document.seen_at = At(seen);
    library.Put(std::move(document));
  };
  std::string filler;
  for (int n = 0; n < 400; ++n) filler += "other words here ";
  put("h", "2025-05-01T00:00:00Z", "Ferry sinks", "A ferry sank. " + filler);
  put("o", "2025-05-01T00:00:01Z", "Accident", "A ferry sank; the ferry was old. Ferry. " + filler);
  put("e", "2025-05-01T00:00:02Z", "Accident", "A ferry sank. " + filler);
  put("l", "2025-05-01T00:00:03Z", "Accident", filler + "A ferry sank.");
  put("n", "2025-05-01T00:00:04Z", "Accident", filler + "A ferry sank.");
  put("t", "2025-05-01T00:00:05Z", "Rescue", "The old lighthouse keeper spoke. " + filler);
  put("u", "2025-05-01T00:00:06Z", "Rescue",
      "The keeper spoke of an old, dark lighthouse." + filler);
  put("y", "2025-05-01T00:00:00Z", "Budget", "The budget passed.");
  put("z", "2024-05-01T00:00:00Z", "Budget", "The budget passed.");
  constexpr OrderCase kOrders[] = {
      {"ferry", "hoenl"},              // headline, often, early; then the newer one
      {"lighthouse keeper", "tu"},     // side by side
      {"budget", "yz"},                // newer
      {"ferry OR budget", "yhzoenl"},  // a whole year costs less than a headline is worth
  };
  for (const OrderCase& c : kOrders) {
    SCOPED_TRACE(c.query);
    EXPECT_EQ(library.Names(c.query), c.order);
  }
  EXPECT_EQ(library.Names("ferry", {.limit = 20, .after = "", .sort = SearchSort::kNewest}),
            "nleoh");
}

SearchDocument Numbered(int n, std::int64_t seconds) {
  SearchDocument document;
  document.id = std::to_string(n) + " ";
  document.headline = n % 3 == 0 ? "Harvest report" : "Report";
  document.text = "The harvest of field " + std::to_string(n) + ".";
  document.seen_at = At("2025-01-01T00:00:00Z") + std::chrono::seconds(seconds);
  return document;
}

// All pages of `query`; `between` happens before each page but the first.
template <typename Between>
std::vector<std::string> AllPages(Library& library, std::string_view query, SearchRequest request,
                                  Between between) {
  std::vector<std::string> ids;
  for (int pages = 0; pages < 10'000; ++pages) {
    const Result<SearchPage> page = library.Find(query, request);
    EXPECT_TRUE(page.has_value());
    if (!page) break;
    EXPECT_LE(page->hits.size(), request.limit);
    for (const SearchHit& hit : page->hits) ids.push_back(hit.document.id);
    if (page->next.empty()) break;
    request.after = page->next;
    between();
  }
  return ids;
}

TEST(Search, PagesGiveEveryDocumentOnceWhileOthersArrive) {
  for (const SearchSort sort : {SearchSort::kBest, SearchSort::kNewest}) {
    Library library;
    std::mt19937 random(7);
    std::set<std::string> before;
    for (int n = 0; n < 3'000; ++n) {
      SearchDocument document = Numbered(n, static_cast<std::int64_t>(random() % (300 * kDay)));
      before.insert(document.id);
      library.Put(std::move(document));
    }
    int next = 10'000;
    const auto ids = AllPages(library, "harvest", {.limit = 70, .after = "", .sort = sort}, [&] {
      for (int n = 0; n < 5; ++n)
        library.Put(Numbered(next++, static_cast<std::int64_t>(random() % (400 * kDay))));
    });
    const std::set<std::string> given(ids.begin(), ids.end());
    EXPECT_EQ(given.size(), ids.size()) << "a document was given twice";
    EXPECT_TRUE(std::includes(given.begin(), given.end(), before.begin(), before.end()));
  }
}

TEST(Search, PagesEndWhereTheMatchesEnd) {
  for (const int count : {0, 1, 10, 999, 1'000, 1'001, 2'000}) {
    Library library;
    for (int n = 0; n < count; ++n) library.Put(Numbered(n, n));
    for (const std::size_t limit : {10u, 1'000u}) {
      const auto ids = AllPages(library, "harvest", {.limit = limit, .after = ""}, [] {});
      EXPECT_EQ(ids.size(), static_cast<std::size_t>(count)) << count << " by " << limit;
    }
  }
}

TEST(Search, OrderOfArrivalDoesNotMatter) {
  Library sorted, shuffled;
  std::vector<SearchDocument> documents;
  for (int n = 0; n < 500; ++n) documents.push_back(Numbered(n, n * 1'000));
  for (const SearchDocument& document : documents) sorted.Put(document);
  std::shuffle(documents.begin(), documents.end(), std::mt19937(3));
  for (const SearchDocument& document : documents) shuffled.Put(document);
  for (const SearchSort sort : {SearchSort::kBest, SearchSort::kNewest}) {
    const SearchRequest request = {.limit = 100, .after = "", .sort = sort};
    EXPECT_EQ(sorted.Names("harvest report", request), shuffled.Names("harvest report", request));
  }
}

TEST(Search, FindsNoDocumentThatWasTakenOut) {
  Library library;
  const DocumentKey first = library.Put(Numbered(1, 1));
  library.Put(Numbered(2, 2));
  const DocumentKey third = library.Put(Numbered(3, 3));
  library.Remove(first);
  library.Forget(third);  // in the index still, but not in the store
  EXPECT_EQ(library.Names("harvest"), "2 ");
  EXPECT_EQ(library.Names("field -1"), "2 ");
  SearchDocument again = Numbered(1, 1);
  again.text = "Something else.";
  ASSERT_TRUE(library.index().Optimize());
  library.Put(again);
  EXPECT_EQ(library.Names("something"), "1 ");
  EXPECT_EQ(library.Names("harvest"), "2 ");
}

TEST(Search, RefusesAPlaceThatIsNotItsOwn) {
  Library library;
  for (int n = 0; n < 30; ++n) library.Put(Numbered(n, n));
  const std::string next = library.Find("harvest", {.limit = 10, .after = ""})->next;
  ASSERT_FALSE(next.empty());
  EXPECT_TRUE(library.Find("harvest", {.limit = 10, .after = next}));
  EXPECT_FALSE(library.Find("report", {.limit = 10, .after = next}));
  EXPECT_FALSE(library.Find("harvest", {.limit = 10, .after = next, .sort = SearchSort::kNewest}));
  for (const std::string_view bad : {"x", "r1", "r1.", "r1.1.2.3.4", "r1.1.2.3.4.5.6", "r1.g.1",
                                     "r1.11111111111111111.1", "r2.1.1"}) {
    EXPECT_FALSE(library.Find("harvest", {.limit = 10, .after = std::string(bad)})) << bad;
  }
}

TEST(Search, ACursorReadsBack) {
  SearchCursor cursor;
  cursor.query = 0xfedcba9876543210;
  EXPECT_EQ(ReadCursor(ToText(cursor)), cursor);
  cursor.oldest = -5;
  EXPECT_EQ(ReadCursor(ToText(cursor)), cursor);
  cursor.last = SearchCursor::Last{17, -3};
  cursor.by_time = true;
  EXPECT_EQ(ReadCursor(ToText(cursor)), cursor);
}

TEST(Search, KeysAreOrderedByTime) {
  const Instant early = At("1969-12-31T23:59:59Z"), late = At("2025-05-14T09:30:00Z");
  EXPECT_LT(KeyOf(early, 0xffffffff), KeyOf(early + std::chrono::seconds(1), 0));
  EXPECT_EQ(SeenAtOf(KeyOf(late, 123)), late);
  EXPECT_EQ(SeenAtOf(KeyOf(early, 123)), early);
}

}  // namespace
}  // namespace checkback
// NOLINTEND(performance-inefficient-string-concatenation,performance-unnecessary-value-param,performance-inefficient-vector-operation,bugprone-implicit-widening-of-multiplication-result)
