#include "answer/diff_json.h"

#include "text/instant.h"

namespace checkback {
namespace {

void WriteSpan(std::string_view start, std::string_view end, Span span, JsonWriter& json) {
  json.Key(start).Number(static_cast<std::int64_t>(span.start));
  json.Key(end).Number(static_cast<std::int64_t>(span.end));
}

void WriteSide(const SeenArticle& seen, JsonWriter& json) {
  json.Object([&] {
    json.Key("capture").TextOrNull(seen.is_capture ? seen.name : "");
    json.Key("file").TextOrNull(seen.is_capture ? "" : seen.name);
    json.Key("url").TextOrNull(seen.article.url);
    json.Key("seen_at").Text(ToRfc3339(seen.seen_at));
    json.Key("headline").TextOrNull(seen.article.headline);
  });
}

}  // namespace

std::string_view NameOf(Change change) {
  switch (change) {
    case Change::kNone:
      return "none";
    case Change::kCosmetic:
      return "cosmetic";
    case Change::kNewVersion:
      return "version";
  }
  return "none";
}

void WriteChanges(const Diff& diff, const Article& was, const Article& now, JsonWriter& json) {
  json.Array([&] {
    for (const Edit& edit : diff.edits) {
      const std::string_view before = TextOf(was, edit);
      const std::string_view after = TextOf(now, edit);
      json.Object([&] {
        json.Key("was").TextOrNull(Words(before, edit.was_phrase));
        json.Key("now").TextOrNull(Words(after, edit.now_phrase));
        json.Key("what").Text(NameOf(edit.what));
        json.Key("taken_out").TextOrNull(Words(before, edit.was));
        json.Key("put_in").TextOrNull(Words(after, edit.now));
        WriteSpan("was_start", "was_end", edit.was_phrase, json);
        WriteSpan("now_start", "now_end", edit.now_phrase, json);
      });
    }
  });
}

std::string DiffAsJson(const SeenArticle& was, const SeenArticle& now, Change change,
                       const Diff& diff) {
  JsonWriter json;
  json.Object([&] {
    json.Key("from");
    WriteSide(was, json);
    json.Key("to");
    WriteSide(now, json);
    json.Key("change").Text(NameOf(change));
    json.Key("changes");
    WriteChanges(diff, was.article, now.article, json);
    json.Key("corrections").Array([&] {
      for (const std::string& correction : diff.corrections) json.Text(correction);
    });
    json.Key("withdrawn").Array([&] {
      for (const std::string& correction : diff.withdrawn) json.Text(correction);
    });
    json.Key("rough").Bool(diff.rough);
  });
  return json.Take();
}

}  // namespace checkback
