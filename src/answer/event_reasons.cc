#include "answer/event_reasons.h"

#include "reading/reading.h"
#include "text/json_writer.h"

namespace checkback {
namespace {

// Null where there are no words.
void WriteWords(std::string_view text, const Span& span, JsonWriter& json) {
  json.Key("text").TextOrNull(Words(text, span));
  json.Key("start");
  span.empty() ? json.Null() : json.Number(static_cast<std::int64_t>(span.start));
  json.Key("end");
  span.empty() ? json.Null() : json.Number(static_cast<std::int64_t>(span.end));
}

void WriteReason(std::string_view text, const EventReason& reason, JsonWriter& json) {
  json.Key("pattern").TextOrNull(reason.pattern);
  json.Key("line").TextOrNull(reason.line);
  json.Key("group").TextOrNull(reason.group);
  json.Key("predicate").Object([&] { WriteWords(text, reason.predicate, json); });
  json.Key("parts").Array([&] {
    for (const EventPart& part : reason.parts) {
      json.Object([&] {
        json.Key("part").Text(part.part);
        WriteWords(text, part.words, json);
      });
    }
  });
}

}  // namespace

std::vector<ExplainedEvent> ExplainEvents(const Article& article, Instant seen_at,
                                          std::optional<std::size_t> place) {
  const Reading reading = ReadArticle(article, seen_at);
  const Grammar grammar(article.text, reading.parse, article.language);
  std::vector<ExplainedEvent> explained;
  for (const Event& event : reading.events) {
    if (place && (*place < event.span.start || *place >= event.span.end)) continue;
    explained.push_back({event, ReasonOfEvent(grammar, event)});
  }
  return explained;
}

std::string EventReasonsAsJson(const Capture& capture, const Article& article,
                               const std::vector<ExplainedEvent>& events) {
  JsonWriter json;
  json.Object([&] {
    json.Key("id").Text(capture.id);
    json.Key("events").Array([&] {
      for (const ExplainedEvent& one : events) {
        json.Object([&] {
          WriteWords(article.text, one.event.span, json);
          json.Key("type").Text(one.event.type);
          json.Key("mode").TextOrNull(one.event.mode);
          json.Key("cameo").TextOrNull(one.event.cameo);
          json.Key("source").TextOrNull(one.event.source);
          json.Key("source_code").TextOrNull(one.event.source_code);
          json.Key("target").TextOrNull(one.event.target);
          json.Key("target_code").TextOrNull(one.event.target_code);
          WriteReason(article.text, one.reason, json);
        });
      }
    });
  });
  return json.Take();
}

}  // namespace checkback
