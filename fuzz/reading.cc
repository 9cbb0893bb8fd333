// Any text as an article that is read: every span cuts out text of it, and the reading is the same
// when it is read back from its JSON.

#include "reading/reading.h"

#include <cstdint>
#include <cstdlib>
#include <string>

#include "reading/reading_json.h"
#include "text/utf8.h"

namespace {

using checkback::Reading;
using checkback::Span;

void MustBeIn(const Span& span, std::string_view text) {
  if (span.start > span.end || span.end > text.size()) std::abort();
  if (!checkback::IsValidUtf8(checkback::Words(text, span))) std::abort();
}

void MustCutOutText(const Reading& reading, std::string_view text) {
  for (const auto& mention : reading.names.mentions) {
    MustBeIn(mention.span, text);
    if (mention.entity >= reading.names.entities.size()) std::abort();
  }
  for (const auto& quote : reading.quotes) {
    MustBeIn(quote.words, text);
    MustBeIn(quote.cue, text);
    MustBeIn(quote.speaker_at, text);
  }
  for (const auto& question : reading.questions) MustBeIn(question.span, text);
  for (const auto& statement : reading.statements) MustBeIn(statement.span, text);
  for (const auto& figure : reading.figures) MustBeIn(figure.span, text);
  for (const auto& event : reading.events) MustBeIn(event.span, text);
}

std::string JsonOf(std::string_view text, const Reading& reading) {
  checkback::JsonWriter json;
  checkback::WriteReading(text, reading, checkback::ShowWords::kNo, json);
  return json.Take();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  checkback::Article article;
  article.text = checkback::RepairUtf8({reinterpret_cast<const char*>(data), size});
  article.published_at = checkback::ParsePageTime("2024-02-29T09:00:00Z");
  for (const std::string_view language : {"en", "de"}) {
    article.language = language;
    const Reading reading = checkback::ReadArticle(article);
    MustCutOutText(reading, article.text);
    const std::string json = JsonOf(article.text, reading);
    const auto back = checkback::ReadReadingJson(json);
    if (!back || JsonOf(article.text, *back) != json) std::abort();
  }
  return 0;
}
