#include "answer/stories_json.h"

#include <algorithm>
#include <map>

#include "answer/diff_json.h"
#include "answer/told_json.h"

namespace checkback {
namespace {

std::int64_t Number(std::size_t count) {
  return static_cast<std::int64_t>(count);
}

struct Seen {
  Instant first{}, last{}, changed{};
  std::size_t moves = 0;
};

Seen SeenOf(const StoredStory& story) {
  Seen seen{story.captures.front().capture.seen_at, {}, {}, 0};
  for (const StoryCapture& c : story.captures) {
    seen.last = c.capture.seen_at;
    if (!c.is_visit) seen.changed = c.capture.seen_at;
    if (!c.is_visit && c.moved) ++seen.moves;
  }
  return seen;
}

void WritePageTime(const std::optional<PageTime>& time, JsonWriter& json) {
  time ? json.Text(ToRfc3339(*time)) : json.Null();
}

void WriteCaptures(const WholeStory& shown, JsonWriter& json) {
  const StoredStory& story = shown.story;
  const auto originals = OriginalsOf(story);
  json.Array([&] {
    for (std::size_t i = 0; i < story.captures.size(); ++i) {
      const StoryCapture& c = story.captures[i];
      json.Object([&] {
        json.Key("id").Text(c.capture.id);
        json.Key("url").Text(c.capture.url);
        json.Key("outlet").TextOrNull(c.outlet);
        json.Key("headline").TextOrNull(c.headline);
        json.Key("published_at");
        WritePageTime(shown.articles[i].published_at, json);
        json.Key("seen_at").Text(ToRfc3339(c.capture.seen_at));
        json.Key("version").Number(Number(c.version));
        json.Key("visit").Bool(c.is_visit);
        json.Key("copy_of");
        const auto original = c.is_visit ? std::nullopt : originals[i];
        original ? json.Text(story.captures[*original].capture.id) : json.Null();
      });
    }
  });
}

void WriteCopies(const StoredStory& story, std::span<const CopyElsewhere> elsewhere,
                 JsonWriter& json) {
  json.Array([&] {
    for (const auto& group : story.copies) {
      json.Array([&] {
        for (const std::size_t i : group) json.Text(story.captures[i].capture.id);
      });
    }
    for (const CopyElsewhere& pair : elsewhere)
      json.Array([&] { json.Text(story.captures[pair.of].capture.id).Text(pair.copy); });
  });
}

void WriteOrigins(const StoredStory& story, JsonWriter& json) {
  std::map<ArticleId, std::string_view> ids;
  for (const StoryCapture& c : story.captures)
    ids[static_cast<ArticleId>(c.capture.key)] = c.capture.id;
  json.Array([&] {
    for (const Origin& origin : story.origins.origins) {
      json.Object([&] {
        json.Key("name").Text(origin.name);
        json.Key("credited").Bool(origin.credited);
        json.Key("captures").Array([&] {
          for (const ArticleId id : origin.articles) json.Text(ids[id]);
        });
      });
    }
  });
}

void WriteParts(const RunningStory& running, JsonWriter& json) {
  json.Key("id").Text(running.id);
  json.Key("title").TextOrNull(running.title);
  json.Key("stories").Array([&] {
    for (const RunningStory::Part& part : running.parts) json.Text(part.id);
  });
}

void WriteRunning(const std::optional<RunningStory>& running, JsonWriter& json) {
  json.Key("running");
  if (!running)
    json.Null();
  else
    json.Object([&] { WriteParts(*running, json); });
}

void WriteRunning(const std::optional<StoryReason::Running>& running, JsonWriter& json) {
  json.Key("running");
  if (!running) {
    json.Null();
    return;
  }
  json.Object([&] {
    WriteParts(running->of, json);
    json.Key("likest").TextOrNull(running->likest);
    json.Key("likeness").Number(running->likeness);
    json.Key("shared").Array([&] {
      for (const std::string& word : running->shared) json.Text(word);
    });
  });
}

}  // namespace

// One object for each reason that the version had; an empty one where only notes came or the order
// of sentences is another.
void WriteEdits(const WholeStory& shown, const std::vector<StoryEdit>& edits, JsonWriter& json) {
  json.Array([&] {
    for (const StoryEdit& edit : edits) {
      json.Object([&] {
        json.Key("from").Text(shown.story.captures[edit.from].capture.id);
        json.Key("to").Text(shown.story.captures[edit.to].capture.id);
        json.Key("kind").Text(NameOf(edit.reason));
        json.Key("changes");
        WriteChanges(edit.diff, shown.articles[edit.from], shown.articles[edit.to], json);
      });
    }
  });
}

std::string StoryLineAsJson(const StoredStory& story, std::size_t open_questions) {
  const Seen seen = SeenOf(story);
  JsonWriter json;
  json.Object([&] {
    json.Key("id").Text(story.id);
    json.Key("title").TextOrNull(story.title);
    json.Key("language").TextOrNull(story.language);
    json.Key("first_seen").Text(ToRfc3339(seen.first));
    json.Key("last_seen").Text(ToRfc3339(seen.last));
    json.Key("last_change").Text(ToRfc3339(seen.changed));
    json.Key("articles").Number(Number(story.articles));
    json.Key("copies").Number(Number(story.copied));
    json.Key("origins").Number(Number(story.origins.origins.size()));
    json.Key("open_questions").Number(Number(open_questions));
    json.Key("moves").Number(Number(seen.moves));
    WriteRunning(story.running, json);
    json.Key("captures").Array([&] {
      for (const StoryCapture& c : story.captures) {
        json.Object([&] {
          json.Key("id").Text(c.capture.id);
          json.Key("url").Text(c.capture.url);
          json.Key("seen_at").Text(ToRfc3339(c.capture.seen_at));
        });
      }
    });
  });
  return json.Take();
}

std::string StoryAsJson(const WholeStory& shown, std::span<const CopyElsewhere> elsewhere,
                        const std::vector<StoryEdit>& edits) {
  JsonWriter json;
  json.Object([&] {
    json.Key("id").Text(shown.story.id);
    json.Key("title").TextOrNull(shown.story.title);
    json.Key("language").TextOrNull(shown.story.language);
    WriteRunning(shown.story.running, json);
    json.Key("captures");
    WriteCaptures(shown, json);
    json.Key("copies");
    WriteCopies(shown.story, elsewhere, json);
    json.Key("origins");
    WriteOrigins(shown.story, json);
    json.Key("edits");
    WriteEdits(shown, edits, json);
    WriteTold(shown, shown.told, json);
  });
  return json.Take();
}

std::string ReasonAsJson(const Capture& capture, const StoryReason& reason) {
  JsonWriter json;
  json.Object([&] {
    json.Key("id").Text(capture.id);
    json.Key("story").Text(reason.story);
    json.Key("reason").Text(reason.reason);
    json.Key("follows").TextOrNull(reason.follows);
    json.Key("best").TextOrNull(reason.best);
    json.Key("score").Number(reason.score);
    json.Key("recomputed").Number(reason.recomputed);
    json.Key("runner_up").TextOrNull(reason.runner_up);
    json.Key("runner_up_score").Number(reason.runner_up_score);
    json.Key("shared").Array([&] {
      for (const StoryReason::Term& term : reason.shared) {
        json.Object([&] {
          json.Key("word").Text(term.word);
          json.Key("weight").Number(term.weight);
          json.Key("name").Bool(term.is_name);
        });
      }
    });
    WriteRunning(reason.running, json);
  });
  return json.Take();
}

}  // namespace checkback
