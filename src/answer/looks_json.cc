#include "answer/looks_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "text/json_writer.h"

namespace checkback {
namespace {

void WriteMoment(std::string_view name, const std::optional<Instant>& time, JsonWriter& json) {
  json.Key(name);
  if (time)
    json.Text(ToRfc3339(*time));
  else
    json.Null();
}

void WritePlan(const std::optional<RevisitReason>& plan, JsonWriter& json) {
  json.Key("rate");
  if (!plan) {
    json.Null();
    return;
  }
  json.Object([&] {
    json.Key("site_changes_an_hour").Number(plan->site_an_hour);
    json.Key("factor").Number(plan->factor);
    json.Key("livelier").Number(plan->signals.livelier);
    json.Key("changes_an_hour").Number(plan->changes_an_hour);
    json.Key("weight").Number(plan->signals.weight);
    json.Key("visits_an_hour").Number(plan->visits_an_hour);
  });
}

}  // namespace

std::vector<LookCall> CallsOf(const LookReason& reason, Instant now) {
  std::vector<LookCall> calls;
  // Each alone, by the function that the plan is told by.
  const auto add = [&](std::string_view what, const StoryCall& alone) {
    const RevisitSignals signals = SignalsOf(alone, now);
    const double times = signals.livelier * signals.weight;
    if (times != 1) calls.push_back({what, times});
  };
  const StoryCall& call = reason.call;
  StoryCall alone;
  alone.live = call.live;
  add("live", alone);
  alone = {};
  alone.developing = call.developing && !call.live;  // a live page says more
  add("developing", alone);
  alone = {};
  alone.sibling_changed = call.sibling_changed;
  add("sibling_changed", alone);
  alone = {};
  alone.expected = call.expected;
  add("expected", alone);
  const bool expected = !calls.empty() && calls.back().what == "expected";
  alone = {};
  alone.has_open_question = call.has_open_question && !expected;  // the greater one counts
  add("open_question", alone);
  return calls;
}

std::string_view NameOf(PageState state) {
  switch (state) {
    case PageState::kWaiting:
      return "waiting";
    case PageState::kWatched:
      return "watched";
    case PageState::kDone:
      return "done";
    case PageState::kGone:
      return "gone";
  }
  return "waiting";
}

std::string_view CallWords(std::string_view call) {
  if (call == "live") return "it is a live page";
  if (call == "developing") return "it says that it is developing";
  if (call == "sibling_changed") return "another page of its story has just changed";
  if (call == "expected") return "its story expects something today";
  return "its story has an open question";
}

std::string_view GaveWords(PageLook::Gave gave) {
  switch (gave) {
    case PageLook::Gave::kVersion:
      return "a new version";
    case PageLook::Gave::kSame:
      return "the same article";
    case PageLook::Gave::kUnchanged:
      return "nothing changed";
  }
  return "";
}

std::string LooksAsJson(const LookReason& reason, Instant now) {
  const FoundPage& page = reason.page;
  JsonWriter json;
  json.Object([&] {
    json.Key("page").Text(page.url);
    json.Key("source").TextOrNull(reason.source);
    json.Key("state").Text(NameOf(page.state));
    json.Key("reason").TextOrNull(page.reason);
    WriteMoment("next", reason.next, json);
    WriteMoment("due", reason.plan ? std::optional(reason.plan->due) : std::nullopt, json);
    WriteMoment("not_before", page.not_before, json);
    WriteMoment("held_until", reason.held_until, json);
    WriteMoment("first_listed", page.first_seen, json);
    WriteMoment("published_at", page.published_at, json);
    WriteMoment("visited", page.visited, json);
    WriteMoment("changed", page.changed, json);
    json.Key("visits").Number(std::int64_t{page.visits});
    json.Key("changes").Number(std::int64_t{page.changes});
    json.Key("failures").Number(std::int64_t{page.failures});
    WritePlan(reason.plan, json);
    json.Key("story").TextOrNull(reason.story);
    json.Key("calls").Array([&] {
      for (const LookCall& call : CallsOf(reason, now))
        json.Object([&] {
          json.Key("what").Text(call.what);
          json.Key("times").Number(call.times);
        });
    });
    json.Key("budget").Object([&] {
      json.Key("visits_a_second").Number(reason.visits_a_second);
      json.Key("pages").Number(static_cast<std::int64_t>(reason.watched));
      json.Key("host_pages_an_hour").Number(reason.host_pages_an_hour);
    });
    json.Key("looks").Array([&] {
      for (const PageLook& look : reason.looks)
        json.Object([&] {
          json.Key("capture").Text(look.capture.id);
          json.Key("seen_at").Text(ToRfc3339(look.capture.seen_at));
          json.Key("gave").Text(NameOf(look.gave));
        });
    });
  });
  return json.Take();
}

Result<LookReason> LookReasonIn(const std::string& folder, const Store& store, std::string_view url,
                                const LookBudget& budget, Instant now) {
  const auto book = SourceBook::OpenToRead(fmt::format("{}/{}", folder, SourceBook::kFileName));
  if (!book) return Fail(book.error());
  if (*book) {
    Result<std::optional<LookReason>> reason = WhyLookedAt(store, **book, url, budget, now);
    if (!reason) return Fail(reason.error());
    if (*reason) return std::move(**reason);
  }
  return Fail(Errc::kNotFound, fmt::format("{} is not followed: no source has listed it", url));
}

}  // namespace checkback
