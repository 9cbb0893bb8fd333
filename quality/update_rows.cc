// What quality/train_updates.py reads: every sentence of the stories of a store, with the measures
// that tell whether it is new (src/story/told/novelty.h).
//
//   update_rows STORE > rows.jsonl
//
// The first line names the measures; then a line for each sentence:
//   { "url", "seen_at", "text", "told_already", "measures": [...] }
#include <cstdio>

#include "follow/whole_story.h"
#include "store/store.h"
#include "story/told/novelty.h"
#include "text/json_writer.h"

namespace checkback {
namespace {

void WriteNames() {
  JsonWriter json;
  json.Array([&] {
    for (const std::string_view name : kNoveltyNames) json.Text(name);
  });
  std::puts(json.Take().c_str());
}

void WriteRow(const WholeStory& whole, const MeasuredSentence& sentence) {
  const Capture& capture = whole.story.captures[sentence.capture].capture;
  JsonWriter json;
  json.Object([&] {
    json.Key("url").Text(capture.url);
    json.Key("seen_at").Text(ToRfc3339(capture.seen_at));
    json.Key("text").Text(Words(whole.articles[sentence.capture].text, sentence.span));
    json.Key("told_already").Bool(sentence.told_already);
    json.Key("measures").Array([&] {
      for (const double measure : sentence.novelty) json.Number(measure);
    });
  });
  std::puts(json.Take().c_str());
}

int Run(const char* folder) {
  const auto store = Store::Open(
      folder, {.access = Store::Access::kRead, .purpose = "update_rows", .program = "update_rows"});
  if (!store) return std::fprintf(stderr, "%s\n", store.error().what.c_str()), 1;
  WriteNames();
  std::vector<std::string> ids;
  const auto listed = (*store)->ForEachStory([&](const StoredStory& story) {
    ids.push_back(story.id);
    return true;
  });
  if (!listed) return std::fprintf(stderr, "%s\n", listed.error().what.c_str()), 1;
  for (const std::string& id : ids) {
    auto story = (*store)->FindStory(id);
    if (!story) continue;
    const auto whole = WholeStoryOf(**store, std::move(*story), WithReadings::kYes);
    if (!whole) continue;
    MeasureNovelty(TellingsOf(*whole),
                   [&](const MeasuredSentence& sentence) { WriteRow(*whole, sentence); });
  }
  return 0;
}

}  // namespace
}  // namespace checkback

int main(int count, char** words) {
  if (count != 2) return std::fputs("usage: update_rows STORE\n", stderr), 2;
  return checkback::Run(words[1]);
}
