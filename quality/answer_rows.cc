// What quality/train_answers.py reads: every new sentence of the stories of a store against every
// question that was open before it, with the measures that tell whether it settles it
// (src/story/told/answers.h).
//
//   answer_rows STORE > rows.jsonl
//
// The first line names the measures; then a line for each question:
//   { "question", "story", "kind", "text", "asked", "url", "seen_at" }
// for each time that it is asked again:
//   { "asked_again", "story", "url", "seen_at" }
// and for each sentence that may settle it:
//   { "of", "story", "url", "seen_at", "sentence", "never", "licence", "measures": [...] }
#include <cstdio>

#include "follow/whole_story.h"
#include "store/store.h"
#include "story/told/answers.h"
#include "text/json_writer.h"

namespace checkback {
namespace {

void WriteNames() {
  JsonWriter json;
  json.Array([&] {
    for (const std::string_view name : kAnswerNames) json.Text(name);
  });
  std::puts(json.Take().c_str());
}

void WriteCapture(const WholeStory& whole, std::size_t place, JsonWriter& json) {
  const Capture& capture = whole.story.captures[place].capture;
  json.Key("story").Text(whole.story.id);
  json.Key("url").Text(capture.url);
  json.Key("seen_at").Text(ToRfc3339(capture.seen_at));
}

void WriteQuestion(const WholeStory& whole, std::size_t place, const StoryQuestion& question) {
  JsonWriter json;
  json.Object([&] {
    json.Key("question").Number(static_cast<std::int64_t>(place));
    json.Key("kind").Text(question.kind);
    json.Key("text").Text(
        Words(whole.articles[question.opened.capture].text, question.opened.span));
    json.Key("asked").Text(Words(whole.articles[question.opened.capture].text, question.asked));
    WriteCapture(whole, question.opened.capture, json);
  });
  std::puts(json.Take().c_str());
}

void WriteAskedAgain(const WholeStory& whole, std::size_t place, std::size_t question) {
  JsonWriter json;
  json.Object([&] {
    json.Key("asked_again").Number(static_cast<std::int64_t>(question));
    WriteCapture(whole, place, json);
  });
  std::puts(json.Take().c_str());
}

void WriteRow(const WholeStory& whole, const AnswerCandidate& candidate) {
  JsonWriter json;
  json.Object([&] {
    json.Key("of").Number(static_cast<std::int64_t>(candidate.question));
    WriteCapture(whole, candidate.sentence.capture, json);
    json.Key("sentence")
        .Text(Words(whole.articles[candidate.sentence.capture].text, candidate.sentence.span));
    json.Key("never").Bool(candidate.never);
    json.Key("licence").Text(NameOf(candidate.licence));
    json.Key("measures").Array([&] {
      for (const double measure : candidate.measures) json.Number(measure);
    });
  });
  std::puts(json.Take().c_str());
}

void WriteStory(const WholeStory& whole) {
  const std::vector<Telling> tellings = TellingsOf(whole);
  const std::vector<StoryUpdate> updates = FindUpdates(tellings);
  QuestionBook book;
  AnswerSearch search;
  auto update = updates.begin();
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    const std::size_t known = book.size();
    book.Add(i, tellings[i]);
    for (const std::size_t q : book.asked_again()) WriteAskedAgain(whole, i, q);
    for (std::size_t q = known; q < book.size(); ++q) WriteQuestion(whole, q, book.At(q));
    if (update == updates.end() || update->capture != i) continue;
    search.Add(tellings[i], *update, book,
               [&](std::span<const AnswerCandidate> candidates, const AskedWords&) {
                 for (const AnswerCandidate& candidate : candidates) WriteRow(whole, candidate);
               });
    ++update;
  }
}

int Run(const char* folder) {
  const auto store = Store::Open(
      folder, {.access = Store::Access::kRead, .purpose = "answer_rows", .program = "answer_rows"});
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
    if (whole) WriteStory(*whole);
  }
  return 0;
}

}  // namespace
}  // namespace checkback

int main(int count, char** words) {
  if (count != 2) return std::fputs("usage: answer_rows STORE\n", stderr), 2;
  return checkback::Run(words[1]);
}
