// Any text as a search query: it is read or its fault lies within it, and what is read is an
// expression that FTS5 takes. Marks and snippets are cut from the same bytes.

#include "store/search/query.h"

#include <cstdint>
#include <cstdlib>
#include <string>

#include "store/search/search.h"
#include "text/utf8.h"

namespace checkback {
namespace {

void Want(bool is_so) {
  if (!is_so) std::abort();
}

class OneText : public DocumentSource {
 public:
  explicit OneText(std::string text) { document_.text = std::move(text); }
  std::optional<SearchDocument> DocumentOf(DocumentKey) const override { return document_; }

 private:
  SearchDocument document_;
};

// An index with nothing in it: an expression is read when it is asked.
const SearchIndex& EmptyIndex() {
  static Database db = *Database::Open(std::string(Database::kInMemory), Database::Mode::kWrite);
  static const bool made = SearchIndex::CreateTables(db).has_value();
  static const SearchIndex index = *SearchIndex::Open(db);
  Want(made);
  return index;
}

void CheckSnippets(const Query& query, const std::string& text) {
  for (const Snippet& snippet : SnippetsOf(query, text)) {
    Want(snippet.text == Words(text, snippet.span) && IsValidUtf8(snippet.text));
    std::size_t last = snippet.span.start;
    for (const Span& mark : snippet.marks) {
      Want(mark.start >= last && mark.end <= snippet.span.end && !mark.empty());
      last = mark.end;
    }
  }
}

void CheckQuery(const std::string& text) {
  const auto parsed = ParseQuery(text);
  if (const auto* fault = std::get_if<QueryFault>(&parsed)) {
    Want(!fault->what.empty() && fault->at.start <= fault->at.end && fault->at.end <= text.size());
    return;
  }
  const Query& query = std::get<Query>(parsed);
  Want(EmptyIndex().Find(query, {}, OneText(text)).has_value());
  CheckSnippets(query, text);
}

}  // namespace
}  // namespace checkback

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  checkback::CheckQuery(checkback::RepairUtf8({reinterpret_cast<const char*>(data), size}));
  return 0;
}
