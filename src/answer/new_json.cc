#include "answer/new_json.h"

#include "answer/stories_json.h"
#include "answer/story_edits.h"
#include "answer/told_json.h"
#include "text/json_writer.h"

namespace checkback {

std::string NewAsJson(const WholeStory& whole, const ToldSince& kept,
                      std::optional<Instant> since) {
  const SinceCounts& counts = kept.counts;
  JsonWriter json;
  const auto number = [&](std::string_view name, std::size_t count) {
    json.Key(name).Number(static_cast<std::int64_t>(count));
  };
  json.Object([&] {
    json.Key("id").Text(whole.story.id);
    json.Key("title").TextOrNull(whole.story.title);
    json.Key("since").TextOrNull(since ? ToRfc3339(*since) : "");
    json.Key("counts").Object([&] {
      number("articles", counts.articles);
      number("copies", counts.copies);
      number("versions", counts.versions);
      number("sentences", counts.sentences);
      number("statements", counts.statements);
      number("figures", counts.figures);
      number("opened", counts.opened);
      number("answered", counts.answered);
      number("pages", counts.pages);
      number("pages_seen", counts.pages_seen);
    });
    json.Key("edits");
    WriteEdits(whole, EditsSince(whole, since.value_or(Instant::min())), json);
    WriteTold(whole, kept.told, json);
    json.Key("still_open").Array([&] {
      for (const StoryQuestion& question : kept.still_open) WriteQuestion(whole, question, json);
    });
  });
  return json.Take();
}

}  // namespace checkback
