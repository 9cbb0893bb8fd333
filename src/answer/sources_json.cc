#include "answer/sources_json.h"

#include <fmt/format.h>

#include <memory>
#include <utility>

#include "text/json_writer.h"

namespace checkback {
namespace {

void WriteTime(std::string_view name, const std::optional<Instant>& time, JsonWriter& json) {
  json.Key(name);
  if (time)
    json.Text(ToRfc3339(*time));
  else
    json.Null();
}

void WriteReasons(const std::vector<SourceTrouble>& troubles, JsonWriter& json) {
  json.Key("reasons").Array([&] {
    for (const SourceTrouble& trouble : troubles)
      json.Object([&] {
        json.Key("reason").Text(NameOf(trouble.trouble));
        WriteTime("since", trouble.since, json);
        json.Key("text").TextOrNull(trouble.text);
      });
  });
}

void WriteDays(const std::vector<SourceDay>& days, JsonWriter& json) {
  json.Key("days").Array([&] {
    for (const SourceDay& day : days)
      json.Object([&] {
        json.Key("day").Text(ToRfc3339(Instant(day.day)).substr(0, 10));
        json.Key("polls").Number(std::int64_t{day.polls});
        json.Key("failed_polls").Number(std::int64_t{day.failed_polls});
        json.Key("listed").Number(std::int64_t{day.listed});
        json.Key("kept").Number(std::int64_t{day.kept});
        json.Key("failed").Number(std::int64_t{day.failed});
        json.Key("gaps").Number(std::int64_t{day.gaps});
      });
  });
}

void WriteDrift(const std::optional<ArticleDrift>& drift, JsonWriter& json) {
  json.Key("articles_like");
  if (!drift) {
    json.Null();
    return;
  }
  json.Object([&] {
    json.Key("paragraphs_before").Number(drift->paragraphs_before);
    json.Key("paragraphs_now").Number(drift->paragraphs_now);
    json.Key("characters_before").Number(drift->characters_before);
    json.Key("characters_now").Number(drift->characters_now);
  });
}

void WriteTimes(const SourceStatus& status, JsonWriter& json) {
  const FollowedSource& source = status.source;
  WriteTime("added_at", source.added_at, json);
  WriteTime("last_tried", source.last_tried, json);
  WriteTime("last_good", source.last_good, json);
  WriteTime("last_new", source.last_new, json);
  WriteTime("next_due", source.next_due, json);
  WriteTime("failing_since", source.failing_since, json);
  std::optional<Instant> silent_since;
  for (const SourceTrouble& trouble : status.troubles)
    if (trouble.trouble == Trouble::kSilent) silent_since = trouble.since;
  WriteTime("silent_since", silent_since, json);
}

}  // namespace

Result<SourceStatus> SourceStatusOf(SourceBook& book, FollowedSource source, Instant now) {
  SourceStatus status;
  const SourceKey key = source.key;
  status.source = std::move(source);
  status.troubles = TroublesOf(status.source, now);
  status.state = StateOf(status.source, status.troubles);
  auto days = book.DaysOf(key, kDaysTold);
  if (!days) return Fail(days.error());
  status.days = std::move(*days);
  for (const auto& [state, count] :
       {std::pair{PageState::kWaiting, &status.waiting},
        std::pair{PageState::kWatched, &status.watched}, std::pair{PageState::kDone, &status.done},
        std::pair{PageState::kGone, &status.gone}}) {
    const Result<std::size_t> pages = book.PagesOf(key, state);
    if (!pages) return Fail(pages.error());
    *count = *pages;
  }
  return status;
}

Result<void> ForEachSource(SourceBook& book, Instant now,
                           const std::function<void(const SourceStatus&)>& take) {
  Result<std::vector<FollowedSource>> sources = book.All();
  if (!sources) return Fail(sources.error());
  for (FollowedSource& source : *sources) {
    const Result<SourceStatus> status = SourceStatusOf(book, std::move(source), now);
    if (!status) return Fail(status.error());
    take(*status);
  }
  return {};
}

std::string SourceAsJson(const SourceStatus& status) {
  const FollowedSource& source = status.source;
  JsonWriter json;
  json.Object([&] {
    json.Key("id").Number(source.key);
    json.Key("kind").Text(NameOf(source.kind));
    json.Key("url").Text(source.url);
    json.Key("url_in_use").Text(source.url_in_use);
    json.Key("title").TextOrNull(source.title);
    json.Key("tags").Array([&] {
      for (const std::string& tag : source.tags) json.Text(tag);
    });
    json.Key("state").Text(status.state);
    WriteReasons(status.troubles, json);
    WriteTimes(status, json);
    json.Key("failure").TextOrNull(NameOf(source.failure));
    json.Key("failures").Number(std::int64_t{source.failures});
    json.Key("status");
    if (source.last_status == 0)
      json.Null();
    else
      json.Number(std::int64_t{source.last_status});
    json.Key("items").Number(std::int64_t{source.items});
    json.Key("items_an_hour").Number(source.items_an_hour);
    json.Key("took_seconds").Number(source.took_seconds);
    json.Key("note").TextOrNull(source.note);
    WriteDrift(source.drift, json);
    json.Key("pages").Object([&] {
      json.Key("waiting").Number(static_cast<std::int64_t>(status.waiting));
      json.Key("watched").Number(static_cast<std::int64_t>(status.watched));
      json.Key("done").Number(static_cast<std::int64_t>(status.done));
      json.Key("gone").Number(static_cast<std::int64_t>(status.gone));
    });
    WriteDays(status.days, json);
  });
  return json.Take();
}

Result<std::string> SourcesAsJson(const std::string& store_folder, Instant now) {
  const auto book =
      SourceBook::OpenToRead(fmt::format("{}/{}", store_folder, SourceBook::kFileName));
  if (!book) return Fail(book.error());
  std::string out;
  if (*book) {
    const Result<void> done = ForEachSource(**book, now, [&](const SourceStatus& status) {
      (out += out.empty() ? "" : ",\n") += SourceAsJson(status);
    });
    if (!done) return Fail(done.error());
  }
  return fmt::format("[{}]", out);
}

}  // namespace checkback
