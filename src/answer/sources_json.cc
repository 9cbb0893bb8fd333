#include "answer/sources_json.h"

#include <fmt/format.h>

#include <map>
#include <memory>
#include <utility>

#include "follow/following/made.h"
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

constexpr std::string_view kNeedsJavaScript = "needs_javascript";

void WriteReason(std::string_view reason, const std::optional<Instant>& since,
                 std::string_view text, JsonWriter& json) {
  json.Object([&] {
    json.Key("reason").Text(reason);
    WriteTime("since", since, json);
    json.Key("text").TextOrNull(text);
  });
}

void WriteReasons(const SourceStatus& status, JsonWriter& json) {
  json.Key("reasons").Array([&] {
    for (const SourceTrouble& trouble : status.troubles)
      WriteReason(NameOf(trouble.trouble), trouble.since, trouble.text, json);
    if (status.need_script > 0) WriteReason(kNeedsJavaScript, {}, ScriptWords(status), json);
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

// The address at which the hub calls, and the secret, are for nobody to see.
void WritePush(const std::optional<Subscription>& push, JsonWriter& json) {
  json.Key("push");
  if (!push) {
    json.Null();
    return;
  }
  json.Object([&] {
    json.Key("state").Text(NameOf(push->state));
    json.Key("hub").Text(push->hub);
    json.Key("topic").Text(push->topic);
    WriteTime("until", push->lease_ends, json);
    WriteTime("last", push->last_push, json);
    json.Key("pushes").Number(std::int64_t{push->pushes});
    json.Key("note").TextOrNull(push->note);
  });
}

std::int64_t PagesIn(PageState state, const SourceStatus& status) {
  return static_cast<std::int64_t>(status.PagesIn(state));
}

}  // namespace

std::string ScriptWords(const SourceStatus& status) {
  if (status.need_script == 0) return {};
  return fmt::format("{} of {} {} no text without JavaScript", status.need_script, status.Fetched(),
                     status.Fetched() == 1     ? "page holds"
                     : status.need_script == 1 ? "pages holds"
                                               : "pages hold");
}

bool IsWell(const SourceStatus& status) {
  return status.troubles.empty() && status.state != kNeedsJavaScript;
}

Result<void> ForEachSource(SourceBook& book, Instant now,
                           const std::function<void(const SourceStatus&)>& take) {
  Result<std::vector<FollowedSource>> sources = book.All();
  if (!sources) return Fail(sources.error());
  auto days = book.Days(kDaysTold);
  if (!days) return Fail(days.error());
  const auto pages = book.Pages();
  if (!pages) return Fail(pages.error());
  const auto need_script = book.PagesBecause(kNeedsScripts);
  if (!need_script) return Fail(need_script.error());
  auto subscriptions = book.Subscriptions();
  if (!subscriptions) return Fail(subscriptions.error());
  std::map<SourceKey, Subscription> pushes;
  for (Subscription& one : *subscriptions)
    if (one.state != PushState::kEnding) pushes.emplace(one.source, std::move(one));
  for (FollowedSource& source : *sources) {
    SourceStatus status;
    status.source = std::move(source);
    const SourceKey key = status.source.key;
    status.troubles = TroublesOf(status.source, now);
    status.state = StateOf(status.source, status.troubles);
    if (const auto of = days->find(key); of != days->end()) status.days = std::move(of->second);
    if (const auto of = pages->find(key); of != pages->end()) status.pages = of->second;
    if (const auto of = need_script->find(key); of != need_script->end())
      status.need_script = of->second;
    // A page now and then is a film or a game; where it is the half of them, it is how the site is
    // made.
    if (status.troubles.empty() && status.need_script > 0 &&
        2 * status.need_script >= status.Fetched())
      status.state = kNeedsJavaScript;
    if (const auto of = pushes.find(key); of != pushes.end()) status.push = std::move(of->second);
    take(status);
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
    WriteReasons(status, json);
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
      json.Key("need_javascript").Number(static_cast<std::int64_t>(status.need_script));
      json.Key("waiting").Number(PagesIn(PageState::kWaiting, status));
      json.Key("watched").Number(PagesIn(PageState::kWatched, status));
      json.Key("done").Number(PagesIn(PageState::kDone, status));
      json.Key("gone").Number(PagesIn(PageState::kGone, status));
    });
    WriteDays(status.days, json);
    WritePush(status.push, json);
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
