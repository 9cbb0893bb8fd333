#include "serve/stream.h"

#include <fmt/format.h>

#include <charconv>

#include "text/json_writer.h"

namespace checkback {
namespace {

// A place in the order of arrival; nothing for what is none.
std::optional<std::int64_t> PlaceIn(std::string_view typed) {
  std::int64_t place = 0;
  const auto read = std::from_chars(typed.data(), typed.data() + typed.size(), place);
  if (typed.empty() || read.ec != std::errc() || read.ptr != typed.data() + typed.size() ||
      place < 0)
    return std::nullopt;
  return place;
}

WebEvent MissedEvent(std::int64_t last) {
  return {last, "", "missed", "{}"};
}

}  // namespace

WebEvent EventOf(const Arrival& arrival) {
  JsonWriter json;
  json.Object([&] {
    json.Key("story").Text(arrival.story);
    json.Key("capture").Text(arrival.capture.id);
    json.Key("url").Text(arrival.capture.url);
    json.Key("outlet").TextOrNull(arrival.outlet);
    json.Key("headline").TextOrNull(arrival.headline);
    json.Key("seen_at").Text(ToRfc3339(arrival.capture.seen_at));
    json.Key("version").Bool(arrival.capture.is_version);
    json.Key("visit").Bool(arrival.is_visit);
  });
  return {arrival.place, arrival.story, "capture", json.Take()};
}

Result<WebResponse> StreamAnswer(const Store& store, std::string_view last_id,
                                 const std::string& story) {
  WebResponse response;
  response.type = "text/event-stream; charset=utf-8";
  response.headers.emplace_back("Cache-Control", "no-store");
  response.headers.emplace_back("X-Accel-Buffering", "no");  // a proxy before us should not wait
  response.body = "retry: 2000\n\n";
  response.stream_topic = story;
  const Result<std::int64_t> last = store.LastArrival();
  if (!last) return Fail(last.error());
  response.stream_after = *last;
  if (last_id.empty()) return response;
  const std::optional<std::int64_t> place = PlaceIn(last_id);
  if (!place) return Fail(Errc::kBadInput, "Last-Event-ID is the id of an event of this stream");
  const Result<std::vector<Arrival>> missed = store.ArrivalsAfter(*place, kMostMissed + 1);
  if (!missed) return Fail(missed.error());
  // A place beyond the last one is of another store.
  if (missed->size() > kMostMissed || *place > *last) {
    response.body += EventText(MissedEvent(*last));
    return response;
  }
  for (const Arrival& arrival : *missed) {
    response.stream_after = std::max(*last, arrival.place);
    if (story.empty() || arrival.story == story) response.body += EventText(EventOf(arrival));
  }
  return response;
}

Result<std::vector<WebEvent>> StreamSource::WhatCame() {
  const Result<bool> changed = watch_.Changed();
  if (!changed) return Fail(changed.error());
  behind_ = behind_ || *changed;
  std::vector<WebEvent> events;
  if (!behind_) return events;
  const Result<LentStore> store = pool_.Lend();
  if (!store) return Fail(store.error());
  const Result<std::int64_t> last = (*store)->LastArrival();
  if (!last) return Fail(last.error());
  if (last_ >= 0) {
    const Result<std::vector<Arrival>> came = (*store)->ArrivalsAfter(last_, kMostMissed + 1);
    if (!came) return Fail(came.error());
    if (came->size() > kMostMissed) {
      events.push_back(MissedEvent(*last));
    } else {
      events.reserve(came->size());
      for (const Arrival& arrival : *came) events.push_back(EventOf(arrival));
    }
  }
  last_ = std::max(last_, events.empty() ? *last : events.back().id);
  behind_ = false;
  return events;
}

}  // namespace checkback
