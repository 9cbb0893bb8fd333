#include "store/search/search.h"

#include <chrono>
#include <utility>

#include "store/search/cut.h"
#include "store/search/expression.h"
#include "store/search/pages.h"
#include "store/search/query_dates.h"
#include "store/search/rank.h"

namespace checkback {
namespace {

constexpr int kLowBits = 30;

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
  for (const std::string& name : document.read.entities) filed.Add(kEntityTag, name);
  for (const std::string& name : document.read.speakers) filed.Add(kSpeakerTag, name);
  for (const std::string& status : document.read.statuses) filed.Add(kStatusTag, status);
  return filed.Take();
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
      "insert into search(search, rank) values('hashsize', 33554432);"
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

Result<SearchPage> SearchIndex::Find(const Query& query, const SearchRequest& request,
                                     const DocumentSource& source) const {
  return FindPage(*db_, query, request, source);
}

}  // namespace checkback
