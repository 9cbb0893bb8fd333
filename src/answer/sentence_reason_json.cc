#include <fmt/format.h>

#include "answer/stories_json.h"

namespace checkback {
namespace {

void WriteSentence(const WholeStory& whole, const Passage& sentence, std::size_t number,
                   JsonWriter& json) {
  const std::string& capture = whole.story.captures[sentence.capture].capture.id;
  json.Key("id").Text(fmt::format("{}@{}", capture, sentence.span.start));
  json.Key("capture").Text(capture);
  json.Key("text").Text(Words(whole.articles[sentence.capture].text, sentence.span));
  json.Key("start").Number(static_cast<std::int64_t>(sentence.span.start));
  json.Key("end").Number(static_cast<std::int64_t>(sentence.span.end));
  json.Key("number").Number(static_cast<std::int64_t>(number));
}

}  // namespace

std::string ReasonAsJson(const WholeStory& whole, const SentenceReason& reason) {
  JsonWriter json;
  json.Object([&] {
    WriteSentence(whole, reason.sentence, reason.number, json);
    json.Key("story").Text(whole.story.id);
    json.Key("new").Bool(reason.is_new);
    json.Key("visit").Bool(reason.is_visit);
    json.Key("told_already").Bool(reason.told_already);
    json.Key("score").Number(reason.score);
    json.Key("recomputed").Number(reason.recomputed);
    json.Key("nearest");
    if (!reason.nearest) {
      json.Null();
    } else {
      json.Object([&] {
        WriteSentence(whole, reason.nearest->sentence, reason.nearest->number, json);
        json.Key("held").Number(reason.nearest->held);
      });
    }
    json.Key("terms").Array([&] {
      for (const NoveltyTerm& term : reason.terms) {
        json.Object([&] {
          json.Key("measure").Text(term.measure);
          json.Key("value").Number(term.value);
          json.Key("adds").Number(term.adds);
        });
      }
    });
  });
  return json.Take();
}

}  // namespace checkback
