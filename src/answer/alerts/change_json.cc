#include "answer/alerts/change_json.h"

#include <cstdint>

#include "text/json_writer.h"

namespace checkback {
namespace {

void WritePrinted(const StoryCapture& printed, JsonWriter& json) {
  json.Key("capture").Text(printed.capture.id);
  json.Key("url").Text(printed.capture.url);
  json.Key("outlet").TextOrNull(printed.outlet);
  json.Key("headline").TextOrNull(printed.headline);
  json.Key("seen_at").Text(ToRfc3339(printed.capture.seen_at));
}

void WritePlace(const std::optional<Span>& span, JsonWriter& json) {
  json.Key("start");
  span ? json.Number(static_cast<std::int64_t>(span->start)) : json.Null();
  json.Key("end");
  span ? json.Number(static_cast<std::int64_t>(span->end)) : json.Null();
}

}  // namespace

std::string ChangeAsJson(const WholeStory& whole, const StateChange& change) {
  const StoredStory& story = whole.story;
  JsonWriter json;
  json.Object([&] {
    json.Key("id").Text(ChangeIdOf(whole, change));
    json.Key("kind").Text(NameOf(change.kind));
    json.Key("detail").TextOrNull(change.detail);
    json.Key("about").TextOrNull(change.about);
    json.Key("story").Text(story.id);
    json.Key("title").TextOrNull(story.title);
    json.Key("articles").Number(static_cast<std::int64_t>(story.articles));
    json.Key("origins").Number(static_cast<std::int64_t>(story.origins.origins.size()));
    WritePrinted(story.captures[change.capture], json);
    json.Key("words").Array([&] {
      for (const ChangedWords& words : change.words) {
        json.Object([&] {
          json.Key("role").Text(words.role);
          json.Key("text").Text(words.text);
          WritePlace(words.span, json);
          WritePrinted(story.captures[words.capture], json);
        });
      }
    });
  });
  return json.Take();
}

}  // namespace checkback
