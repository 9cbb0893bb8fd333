#include "serve/actions.h"

#include <fmt/format.h>

#include "text/json.h"
#include "text/json_writer.h"

namespace checkback {
namespace {

Instant LastSeenOf(const StoredStory& story) {
  Instant last{};
  for (const StoryCapture& c : story.captures) last = std::max(last, c.capture.seen_at);
  return last;
}

// The newest capture of the store, in a story.
Result<Instant> LastSeen(const Store& store) {
  Instant last{};
  const auto done = store.ForEachStory([&](const StoredStory& story) {
    last = LastSeenOf(story);
    return false;  // the first one changed last
  });
  if (!done) return Fail(done.error());
  return last;
}

// `typed`, or what `otherwise` gives where it is "".
template <typename Otherwise>
Result<Instant> UntilOf(std::string_view typed, Otherwise&& otherwise) {
  if (typed.empty()) return otherwise();
  const std::optional<Instant> until = ParseInstant(typed);
  if (!until) return Fail(Errc::kBadInput, "until is a time like 2025-05-14T09:30:00Z");
  return *until;
}

Result<void> MarkStory(std::string_view id, std::string_view typed, const ActionPlace& place) {
  const Result<StoredStory> story = place.store.FindStory(id);
  if (!story) return Fail(story.error());
  const Result<Instant> until = UntilOf(typed, [&] { return Result<Instant>(LastSeenOf(*story)); });
  if (!until) return Fail(until.error());
  return place.book.Mark(place.visitor.reader, story->id, *until, place.now);
}

Result<void> MarkAll(std::string_view typed, const ActionPlace& place) {
  const Result<Instant> until = UntilOf(typed, [&] { return LastSeen(place.store); });
  if (!until) return Fail(until.error());
  return place.book.Mark(place.visitor.reader, "", *until, place.now);
}

Result<void> FollowStory(std::string_view id, const ActionPlace& place) {
  const Result<StoredStory> story = place.store.FindStory(id);
  if (!story) return Fail(story.error());
  return place.book.Follow(place.visitor.reader, story->id, place.now);
}

// The id under which a mark or follow may stand: the story of now, or, where that is gone from the
// store, the word as it was given.
std::string KeptId(std::string_view id, const Store& store) {
  const Result<StoredStory> story = store.FindStory(id);
  return story ? story->id : std::string(id);
}

void WriteMark(const ReaderMark& mark, JsonWriter& json) {
  json.Key("seen_until").Text(ToRfc3339(mark.until));
  json.Key("seen_before");
  mark.before ? json.Text(ToRfc3339(*mark.before)) : json.Null();
  json.Key("marked_at").Text(ToRfc3339(mark.marked_at));
}

std::string MarksAsJson(const ReaderNotes& notes) {
  JsonWriter json;
  json.Object([&] {
    json.Key("all");
    if (notes.all)
      json.Object([&] { WriteMark(*notes.all, json); });
    else
      json.Null();
    json.Key("stories").Array([&] {
      for (const auto& [story, mark] : notes.marks)
        json.Object([&] {
          json.Key("story").Text(story);
          WriteMark(mark, json);
        });
    });
  });
  return json.Take();
}

std::string FollowsAsJson(const ReaderNotes& notes) {
  JsonWriter json;
  json.Array([&] {
    for (const auto& [story, since] : notes.follows)
      json.Object([&] {
        json.Key("story").Text(story);
        json.Key("since").Text(ToRfc3339(since));
      });
  });
  return json.Take();
}

// The member seen_until of what was sent; "" where nothing was.
Result<std::string> SeenUntilIn(const std::string& body) {
  if (body.empty()) return std::string();
  const Result<Json> json = Json::Parse(body);
  if (!json || !json->is_object() || !(*json)["seen_until"].is_text())
    return Fail(Errc::kBadInput, R"(send {"seen_until": "2025-05-14T09:30:00Z"}, or nothing)");
  return std::string((*json)["seen_until"].Text());
}

Result<void> Change(const WebRequest& request, bool is_mark, std::string_view story,
                    const ActionPlace& place) {
  const std::string& reader = place.visitor.reader;
  if (request.method == "DELETE") {
    const std::string id = story.empty() ? "" : KeptId(story, place.store);
    const auto removed = is_mark ? place.book.Unmark(reader, id) : place.book.Unfollow(reader, id);
    if (!removed) return Fail(removed.error());
    if (!*removed) return Fail(Errc::kNotFound, "there is none");
    return {};
  }
  if (!is_mark) return FollowStory(story, place);
  const Result<std::string> until = SeenUntilIn(request.body);
  if (!until) return Fail(until.error());
  return story.empty() ? MarkAll(*until, place) : MarkStory(story, *until, place);
}

}  // namespace

Result<void> Act(std::string_view action, const WebTarget& form, const ActionPlace& place) {
  const std::string_view story = form.Parameter("story"), until = form.Parameter("until");
  const std::string& reader = place.visitor.reader;
  const auto any = [](const Result<bool>& done) {
    return done ? Result<void>() : Result<void>(Fail(done.error()));
  };
  if (action == "mark") return MarkStory(story, until, place);
  if (action == "mark-all") return MarkAll(until, place);
  if (action == "unmark") return any(place.book.Unmark(reader, KeptId(story, place.store)));
  if (action == "follow") return FollowStory(story, place);
  if (action == "unfollow") return any(place.book.Unfollow(reader, KeptId(story, place.store)));
  if (action == "settings")
    return place.book.Set(reader, form.Parameter("density"), form.Parameter("theme"));
  return Fail(Errc::kNotFound, "There is no such action.");
}

std::string_view ReaderApiMethods(const std::vector<std::string>& path) {
  if (path.empty() || path.size() > 2 || (path[0] != "marks" && path[0] != "follows")) return "";
  if (path.size() == 2) return "PUT, DELETE";
  return path[0] == "marks" ? "GET, HEAD, PUT, DELETE" : "GET, HEAD";
}

Result<std::string> ReaderApiAnswer(const WebRequest& request, const std::vector<std::string>& path,
                                    const ActionPlace& place) {
  const bool is_mark = path[0] == "marks";
  if (request.method == "PUT" || request.method == "DELETE") {
    const std::string_view story = path.size() == 2 ? std::string_view(path[1]) : "";
    if (const auto done = Change(request, is_mark, story, place); !done) return Fail(done.error());
    if (request.method == "DELETE") return std::string();
  }
  const auto notes = place.book.NotesOf(place.visitor.reader);
  if (!notes) return Fail(notes.error());
  return is_mark ? MarksAsJson(**notes) : FollowsAsJson(**notes);
}

}  // namespace checkback
