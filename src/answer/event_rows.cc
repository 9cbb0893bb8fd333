#include "answer/event_rows.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/hash.h"
#include "text/json_writer.h"

namespace checkback {
namespace {

const StoryCapture& FirstOf(const WholeStory& whole, const StoryEvent& event) {
  return whole.story.captures[event.at.capture];
}

std::string_view SentenceOf(const WholeStory& whole, const StoryEvent& event) {
  return Words(whole.articles[event.at.capture].text, event.at.span);
}

struct Column {
  std::string_view name;
  std::string text;
};

// What JSON and CSV have in common, in the order of the columns.
std::vector<Column> ColumnsOf(const WholeStory& whole, const StoryEvent& row) {
  const Event& event = row.event;
  const Capture& capture = FirstOf(whole, row).capture;
  return {{"id", EventIdOf(whole, row)},
          {"date", event.date},
          {"source", event.source},
          {"source_code", event.source_code},
          {"type", event.type},
          {"cameo", event.cameo},
          {"mode", event.mode},
          {"target", event.target},
          {"target_code", event.target_code},
          {"place", event.place},
          {"country", CountryOf(whole, row)},
          {"status", event.status},
          {"story", whole.story.id},
          {"url", capture.url},
          {"sentence", std::string(SentenceOf(whole, row))},
          {"first_seen", ToRfc3339(capture.seen_at)}};
}

}  // namespace

std::vector<StoryEvent> EventsIn(const WholeStory& whole, std::optional<Instant> since) {
  std::vector<StoryEvent> events = EventsOfStory(TellingsOf(whole));
  if (!since) return events;
  events.erase(std::remove_if(events.begin(), events.end(),
                              [&](const StoryEvent& event) {
                                return FirstOf(whole, event).capture.seen_at <= *since;
                              }),
               events.end());
  return events;
}

std::string EventIdOf(const WholeStory& whole, const StoryEvent& event) {
  const std::string words = fmt::format(
      "{} {} {} {}", FirstOf(whole, event).capture.id, event.event.type, event.event.source,
      Words(whole.articles[event.at.capture].text, event.event.span));
  return fmt::format("e{:08x}", Hash64(words) & 0xFFFFFFFF);
}

std::string CountryOf(const WholeStory& whole, const StoryEvent& event) {
  const std::vector<Entity>& entities = whole.readings[event.at.capture].names.entities;
  const auto place = std::find_if(entities.begin(), entities.end(), [&](const Entity& entity) {
    return !event.event.place.empty() && entity.name == event.event.place;
  });
  return place == entities.end() ? std::string() : place->country;
}

std::string EventAsJson(const WholeStory& whole, const StoryEvent& event) {
  JsonWriter json;
  json.Object([&] {
    for (const Column& column : ColumnsOf(whole, event))
      json.Key(column.name).TextOrNull(column.text);
    json.Key("capture").Text(FirstOf(whole, event).capture.id);
    json.Key("start").Number(static_cast<std::int64_t>(event.at.span.start));
    json.Key("end").Number(static_cast<std::int64_t>(event.at.span.end));
    json.Key("pattern").TextOrNull(event.event.pattern);
    json.Key("captures").Array([&] {
      for (const std::size_t c : event.captures) json.Text(whole.story.captures[c].capture.id);
    });
    json.Key("origins").Number(static_cast<std::int64_t>(event.origins));
  });
  return json.Take();
}

std::string CsvCell(std::string_view text) {
  std::string cell;
  constexpr std::string_view kFormula = "=+-@\t\r\n";
  // Spreadsheets pass over blanks, and know the wide forms of the signs too.
  const std::size_t first = std::min(text.find_first_not_of(' '), text.size());
  const std::string_view rest = text.substr(first);
  const bool wide = rest.starts_with("\uFF1D") || rest.starts_with("\uFF0B") ||
                    rest.starts_with("\uFF0D") || rest.starts_with("\uFF20");
  if (wide || (!rest.empty() && kFormula.find(rest.front()) != kFormula.npos)) cell += '\'';
  bool marks = false;
  for (const char c : text) {
    marks = marks || c == ',' || c == '"' || c == '\n' || c == '\r';
    if (c == '"') cell += '"';
    if (c != '\0') cell += c;
  }
  return marks ? fmt::format("\"{}\"", cell) : cell;
}

std::string EventColumns() {
  return "id,date,source,source_code,type,cameo,mode,target,target_code,place,country,status,story,"
         "url,sentence,first_seen,captures,origins\r\n";
}

std::string EventAsCsv(const WholeStory& whole, const StoryEvent& event) {
  std::string line;
  for (const Column& column : ColumnsOf(whole, event)) (line += CsvCell(column.text)) += ',';
  std::string captures;
  for (const std::size_t c : event.captures) {
    if (!captures.empty()) captures += ' ';
    captures += whole.story.captures[c].capture.id;
  }
  return fmt::format("{}{},{}\r\n", line, CsvCell(captures), event.origins);
}

}  // namespace checkback
