#include "answer/search_json.h"

#include "text/json_writer.h"

namespace checkback {
namespace {

void WriteSpans(const std::vector<Span>& spans, JsonWriter& json) {
  json.Array([&] {
    for (const Span& span : spans) {
      json.Array([&] {
        json.Number(static_cast<std::int64_t>(span.start));
        json.Number(static_cast<std::int64_t>(span.end));
      });
    }
  });
}

void WriteHit(const SearchHit& hit, JsonWriter& json) {
  const SearchDocument& document = hit.document;
  json.Object([&] {
    json.Key("id").TextOrNull(document.id);
    json.Key("url").TextOrNull(document.url);
    json.Key("outlet").TextOrNull(document.outlet);
    json.Key("headline").TextOrNull(document.headline);
    json.Key("headline_marks");
    WriteSpans(hit.headline_marks, json);
    json.Key("published_at");
    if (document.published_at)
      json.Text(ToRfc3339(*document.published_at));
    else
      json.Null();
    json.Key("seen_at").Text(ToRfc3339(document.seen_at));
    json.Key("score").Number(hit.score);
    json.Key("snippets").Array([&] {
      for (const Snippet& snippet : hit.snippets) {
        json.Object([&] {
          json.Key("text").Text(snippet.text);
          json.Key("start").Number(static_cast<std::int64_t>(snippet.span.start));
          json.Key("end").Number(static_cast<std::int64_t>(snippet.span.end));
          json.Key("marks");
          WriteSpans(snippet.marks, json);
        });
      }
    });
  });
}

}  // namespace

std::string SearchAsJson(const SearchPage& page) {
  JsonWriter json;
  json.Object([&] {
    json.Key("query").Text(page.query);
    json.Key("hits").Array([&] {
      for (const SearchHit& hit : page.hits) WriteHit(hit, json);
    });
    json.Key("next").TextOrNull(page.next);
  });
  return json.Take();
}

}  // namespace checkback
