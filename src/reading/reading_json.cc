#include "reading/reading_json.h"

namespace checkback {
namespace {

void WriteSpan(const Span& span, JsonWriter& json) {
  json.Key("start").Number(static_cast<std::int64_t>(span.start));
  json.Key("end").Number(static_cast<std::int64_t>(span.end));
}

void WriteWord(const Word& word, bool parsed, JsonWriter& json) {
  json.Object([&] {
    WriteSpan(word.span, json);
    json.Key("upos");
    parsed ? json.Text(NameOf(word.upos)) : json.Null();
    json.Key("head");
    parsed ? json.Number(std::int64_t{word.head}) : json.Null();
    json.Key("rel");
    parsed ? json.Text(NameOf(word.relation)) : json.Null();
    json.Key("feats").TextOrNull(parsed ? NameOf(word.form) : std::string_view());
  });
}

}  // namespace

void WriteReading(const Reading& reading, JsonWriter& json) {
  json.Object([&] {
    json.Key("sentences").Array([&] {
      for (const Sentence& sentence : reading.sentences) {
        json.Object([&] {
          WriteSpan(sentence.span, json);
          json.Key("block");
          sentence.block ? json.Number(static_cast<std::int64_t>(*sentence.block)) : json.Null();
        });
      }
    });
    if (reading.parse.words.empty()) return;
    json.Key("tokens").Array([&] {
      for (const Word& word : reading.parse.words) WriteWord(word, reading.parse.parsed, json);
    });
  });
}

}  // namespace checkback
