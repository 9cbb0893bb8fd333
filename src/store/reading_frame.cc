#include "store/reading_frame.h"

#include <algorithm>

#include "page/page.h"
#include "page/zstd_frame.h"
#include "reading/reading.h"
#include "reading/reading_json.h"

namespace checkback {
namespace {

constexpr int kLevel = 3;
// The longest article is a page of kMaxPageBytes; what is read in it is told in at most so many
// bytes for each of its bytes (a pronoun in every other word).
constexpr std::size_t kMostBytes = 100 * kMaxPageBytes;

void AddOnce(std::string_view term, std::vector<std::string>& terms) {
  if (term.empty() || std::find(terms.begin(), terms.end(), term) != terms.end()) return;
  terms.emplace_back(term);
}

}  // namespace

std::string ReadingFrameOf(const Article& article, const Reading& reading) {
  JsonWriter json;
  WriteReading(article.text, reading, ShowWords::kNo, json);
  return PackFrame(json.str(), kLevel);
}

Result<std::string> JsonOfReadingFrame(std::string_view frame) {
  return UnpackFrame(frame, kMostBytes);
}

std::int64_t ReadingDayOf(const Article& article, Instant seen_at) {
  if (article.published_at || article.modified_at) return 0;
  return std::chrono::floor<std::chrono::days>(seen_at).time_since_epoch().count();
}

ReadTerms ReadTermsOf(const Reading& reading) {
  ReadTerms terms;
  for (const Entity& entity : reading.names.entities) terms.entities.push_back(entity.name);
  for (const Quote& quote : reading.quotes) AddOnce(quote.speaker, terms.speakers);
  for (const NewsStatement& statement : reading.statements)
    AddOnce(NameOf(statement.status), terms.statuses);
  return terms;
}

Reading ReadNow(const Article& article, Instant seen_at) {
  Reading reading = ReadArticle(article, seen_at);
  reading.parse = {};
  return reading;
}

Result<Reading> ReadingOfFrame(std::string_view frame) {
  const Result<std::string> json = JsonOfReadingFrame(frame);
  if (!json) return Fail(json.error());
  return ReadReadingJson(*json);
}

}  // namespace checkback
