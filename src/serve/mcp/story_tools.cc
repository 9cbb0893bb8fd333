// stories, story, new_since.

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "answer/last_change.h"
#include "answer/most_named.h"
#include "serve/mcp/mcp_schema.h"
#include "serve/mcp/mcp_tools.h"
#include "story/told/since.h"

namespace checkback {
namespace {

namespace schema = mcp_schema;

constexpr std::size_t kMostOfKind = 10;       // figures, answers, contradictions of one story
constexpr std::size_t kSentencesOfStory = 5;  // where all stories are told

void WriteCount(std::string_view name, std::size_t count, JsonWriter& json) {
  json.Key(name).Number(static_cast<std::int64_t>(count));
}

void WriteNext(const std::optional<McpPlace>& next, JsonWriter& json) {
  json.Key("next").TextOrNull(next ? ToText(*next) : "");
}

// The members that tell of a story as a whole.
Result<void> WriteStoryLine(const McpCall& call, const StoredStory& story, JsonWriter& json) {
  const Result<std::size_t> open = OpenQuestionsOf(call.store, story);
  if (!open) return Fail(open.error());
  json.Key("story").Text(story.id);
  json.Key("title");
  WriteTitle(story, json);
  json.Key("language").TextOrNull(story.language);
  json.Key("first_seen").Text(ToRfc3339(story.captures.front().capture.seen_at));
  json.Key("last_seen").Text(ToRfc3339(story.captures.back().capture.seen_at));
  json.Key("last_change").Text(ToRfc3339(LastChangeOf(story)));
  WriteCount("articles", story.articles, json);
  WriteCount("copies", story.copied, json);
  WriteCount("origins", story.origins.origins.size(), json);
  WriteCount("open_questions", *open, json);
  return {};
}

// ---- stories

Result<std::string> AnswerStories(const McpCall& call) {
  const auto from = McpPlaceIn(call.arguments.Text("cursor"));
  if (!from) return Fail(from.error());
  McpItems items(call);
  std::optional<McpPlace> last, next;
  Result<void> written;
  const auto take = [&](const StoredStory& story, std::string_view) {
    if (items.IsFull()) {
      next = last;
      return false;
    }
    JsonWriter json;
    json.Object([&] { written = WriteStoryLine(call, story, json); });
    if (!written) return false;
    items.Add(json.str());
    last = McpPlace{LastChangeOf(story), story.id, ""};
    return true;
  };
  const Result<void> done =
      ForEachStoryFrom(call.store, *from, call.arguments.Moment("since"), take);
  if (!written) return Fail(written.error());
  if (!done) return Fail(done.error());
  JsonWriter json;
  json.Object([&] {
    WriteHead(call, json);
    json.Key("stories").Raw(items.Whole());
    WriteNext(next, json);
  });
  return json.Take();
}

// ---- story

void WriteLatest(const WholeStory& whole, JsonWriter& json) {
  McpItems latest(kMostOfKind);
  const auto& updates = whole.told.updates;
  for (auto update = updates.rbegin(); update != updates.rend(); ++update) {
    for (const Span& span : update->sentences) {
      if (latest.IsFull()) break;
      JsonWriter sentence;
      WriteQuoted(whole, {update->capture, span}, sentence);
      latest.Add(sentence.str());
    }
  }
  json.Key("latest").Raw(latest.Whole());
}

// Each of whom most captures name, as printed.
void WriteNames(const WholeStory& whole, JsonWriter& json) {
  constexpr std::size_t kMostNames = 4;  // of a kind
  json.Key("names").Array([&] {
    for (const NameKind kind : {NameKind::kPerson, NameKind::kOrganization, NameKind::kPlace}) {
      std::vector<const StoryName*> names = MostNamed(whole.told, kind);
      names.resize(std::min(names.size(), kMostNames));
      for (const StoryName* name : names) {
        json.Object([&] {
          json.Key("kind").Text(NameOf(name->kind));
          WriteCount("captures", name->captures.size(), json);
          json.Key("printed");
          WriteQuoted(whole, name->printed, json);
        });
      }
    }
  });
}

void WriteDisputed(const WholeStory& whole, JsonWriter& json) {
  const auto& all = whole.told.contradictions;
  WriteCount("contradictions_in_all", all.size(), json);
  json.Key("contradictions").Array([&] {
    const std::size_t first = all.size() - std::min(all.size(), kMostOfKind);
    for (std::size_t i = first; i < all.size(); ++i) {
      json.Object([&] {
        json.Key("id").Text(all[i].id);
        json.Key("about").Text(all[i].about);
        json.Key("kind").Text(NameOf(all[i].kind));
        json.Key("a");
        WriteQuoted(whole, all[i].a, json);
        json.Key("b");
        WriteQuoted(whole, all[i].b, json);
      });
    }
  });
}

void WriteExpected(const WholeStory& whole, JsonWriter& json) {
  const auto& all = whole.told.expected;
  json.Key("expected").Array([&] {
    const std::size_t first = all.size() - std::min(all.size(), kMostOfKind);
    for (std::size_t i = first; i < all.size(); ++i) {
      json.Object([&] {
        json.Key("date").Text(all[i].date);
        json.Key("state").Text(NameOf(all[i].state));
        json.Key("promised");
        WriteQuoted(whole, all[i].at, json);
      });
    }
  });
}

// Its captures, newest first, as headlines; the next page begins before the last of them.
Result<void> WriteCaptures(const McpCall& call, const StoredStory& story, JsonWriter& json) {
  const auto from = McpPlaceIn(call.arguments.Text("cursor"));
  if (!from) return Fail(from.error());
  McpItems items(call);
  std::optional<McpPlace> next;
  std::string last;
  bool begun = !*from;
  for (auto c = story.captures.rbegin(); c != story.captures.rend(); ++c) {
    if (!begun) {
      begun = c->capture.id == (*from)->item;
      continue;
    }
    if (items.IsFull()) {
      next = McpPlace{LastChangeOf(story), story.id, last};
      break;
    }
    JsonWriter capture;
    capture.Object([&] {
      capture.Key("headline");
      WriteQuoted(*c, c->headline, std::nullopt, capture);
      WriteCount("version", c->version, capture);
      capture.Key("seen_unchanged").Bool(c->is_visit);
    });
    items.Add(capture.str());
    last = c->capture.id;
  }
  json.Key("captures").Raw(items.Whole());
  WriteNext(next, json);
  return {};
}

Result<std::string> AnswerStory(const McpCall& call) {
  const Result<ToldShelf::Told> told = McpStory(call, call.arguments.Text("story"));
  if (!told) return Fail(told.error());
  const WholeStory& whole = **told;
  Result<void> line, captures;
  JsonWriter json;
  json.Object([&] {
    WriteHead(call, json);
    line = WriteStoryLine(call, whole.story, json);
    WriteLatest(whole, json);
    WriteNames(whole, json);
    WriteDisputed(whole, json);
    WriteExpected(whole, json);
    captures = WriteCaptures(call, whole.story, json);
  });
  if (!line) return Fail(line.error());
  if (!captures) return Fail(captures.error());
  return json.Take();
}

// ---- new_since

void WriteCounts(const SinceCounts& counts, JsonWriter& json) {
  json.Key("counts").Object([&] {
    WriteCount("articles", counts.articles, json);
    WriteCount("copies", counts.copies, json);
    WriteCount("changed_pages", counts.versions, json);
    WriteCount("sentences", counts.sentences, json);
    WriteCount("statements", counts.statements, json);
    WriteCount("figures", counts.figures, json);
    WriteCount("opened", counts.opened, json);
    WriteCount("answered", counts.answered, json);
    WriteCount("pages", counts.pages, json);
    WriteCount("pages_seen", counts.pages_seen, json);
  });
}

// What one story told since.
class NewInStory {
 public:
  NewInStory(const McpCall& call, const WholeStory& told, std::optional<Instant> since)
      : call_(call), whole_(told) {
    kept_ = KeepSince(TellingsOf(told), told.told, since.value_or(Instant::min()));
  }

  // New sentences and notes, oldest first, at most `most` of them (0: as was asked for), behind
  // `item`.
  std::string Whole(std::size_t most, std::string_view item) {
    Sentences(most, item);
    JsonWriter json;
    json.Object([&] {
      json.Key("story").Text(whole_.story.id);
      json.Key("title");
      WriteTitle(whole_.story, json);
      json.Key("last_change").Text(ToRfc3339(LastChangeOf(whole_.story)));
      WriteCounts(kept_.counts, json);
      json.Key("sentences").Raw(sentences_);
      json.Key("figures").Array([&] { Figures(json, item.empty()); });
      json.Key("answered").Array([&] { Answered(json, item.empty()); });
    });
    return json.Take();
  }
  // Where the sentences go on; nothing where all were given.
  const std::optional<McpPlace>& next() const { return next_; }

 private:
  void Sentences(std::size_t most, std::string_view item) {
    McpItems items = most > 0 ? McpItems(most) : McpItems(call_);
    std::string last;
    bool begun = item.empty();
    const auto offer = [&](const std::string& place, std::size_t capture, std::string_view words,
                           std::optional<Span> at) {
      if (!begun) {
        begun = place == item;
        return true;
      }
      if (items.IsFull()) {
        next_ = McpPlace{LastChangeOf(whole_.story), whole_.story.id, last};
        return false;
      }
      JsonWriter json;
      WriteQuoted(whole_.story.captures[capture], words, at, json);
      items.Add(json.str());
      last = place;
      return true;
    };
    for (const StoryUpdate& update : kept_.told.updates)
      if (!OfUpdate(update, offer)) break;
    sentences_ = items.Whole();
  }

  template <typename Offer>
  bool OfUpdate(const StoryUpdate& update, const Offer& offer) const {
    const std::string& id = whole_.story.captures[update.capture].capture.id;
    const Article& article = whole_.articles[update.capture];
    for (const Span& span : update.sentences) {
      if (!offer(fmt::format("{}@{}", id, span.start), update.capture, Words(article.text, span),
                 span))
        return false;
    }
    for (const NotePassage& note : update.notes) {
      if (!offer(fmt::format("{}#{}.{}", id, note.block, note.span.start), update.capture,
                 Words(article.blocks[note.block].text, note.span), std::nullopt))
        return false;
    }
    return true;
  }

  void Figures(JsonWriter& json, bool are_shown) const {
    std::size_t shown = 0;
    for (const FigureSeries& series : kept_.told.figures) {
      if (!are_shown || shown == kMostOfKind) return;
      if (series.points.size() < 2) continue;
      ++shown;
      WriteFigure(whole_, series, json);
    }
  }
  void Answered(JsonWriter& json, bool are_shown) const {
    std::size_t shown = 0;
    for (const StoryQuestion& question : kept_.told.questions) {
      if (!are_shown || shown == kMostOfKind) return;
      if (!question.answer) continue;
      ++shown;
      WriteQuestion(whole_, question, whole_.story.id, json);
    }
  }

  const McpCall& call_;
  const WholeStory& whole_;
  ToldSince kept_;
  std::string sentences_;
  std::optional<McpPlace> next_;
};

std::string NewAnswer(const McpCall& call, std::string_view stories,
                      const std::optional<McpPlace>& next) {
  const std::optional<Instant> since = call.arguments.Moment("since");
  JsonWriter json;
  json.Object([&] {
    WriteHead(call, json);
    json.Key("since").TextOrNull(since ? ToRfc3339(*since) : "");
    json.Key("stories").Raw(stories);
    WriteNext(next, json);
  });
  return json.Take();
}

Result<std::string> AnswerNewSince(const McpCall& call) {
  const std::string_view id = call.arguments.Text("story");
  const std::optional<Instant> since = call.arguments.Moment("since");
  const auto from = McpPlaceIn(call.arguments.Text("cursor"));
  if (!from) return Fail(from.error());
  if (!id.empty()) {
    const Result<ToldShelf::Told> told = McpStory(call, id);
    if (!told) return Fail(told.error());
    NewInStory of_story(call, **told, since);
    const std::string whole = of_story.Whole(0, *from ? (*from)->item : "");
    return NewAnswer(call, fmt::format("[{}]", whole), of_story.next());
  }
  if (!since) return Fail(Errc::kBadInput, "new_since takes a story, a time (since), or both");
  McpItems items(call);
  std::optional<McpPlace> last, next;
  Result<void> inside;
  const auto take = [&](StoredStory story, std::string_view) {
    if (items.IsFull()) {
      next = last;
      return false;
    }
    last = McpPlace{LastChangeOf(story), story.id, ""};
    const Result<ToldShelf::Told> told = call.shelf.Of(call.store, std::move(story));
    if (!told) {
      inside = Fail(told.error());
      return false;
    }
    items.Add(NewInStory(call, **told, since).Whole(kSentencesOfStory, {}));
    return true;
  };
  const Result<void> done = ForEachStoryFrom(call.store, *from, since, take);
  if (!inside) return Fail(inside.error());
  if (!done) return Fail(done.error());
  return NewAnswer(call, items.Whole(), next);
}

// ---- what they take and give

McpParameter StoryParameter(bool required) {
  return {.name = "story",
          .does = "id of the story, or of one of its captures, or the beginning of it",
          .required = required};
}

std::string StoryLineSchema(std::string_view title) {
  return schema::ObjectOf({{"story", schema::kText},
                           {"title", title},
                           {"language", schema::kTextOrNull},
                           {"first_seen", schema::kTime},
                           {"last_seen", schema::kTime},
                           {"last_change", schema::kTime},
                           {"articles", schema::kCount},
                           {"copies", schema::kCount},
                           {"origins", schema::kCount},
                           {"open_questions", schema::kCount}});
}

McpTool StoriesTool() {
  const std::string line = schema::ListOf(StoryLineSchema(schema::Quoted()));
  return {"stories",
          "Stories, newest change first",
          "Lists developing news stories: articles of several outlets that tell of one thing that "
          "happened. `origins` counts independent sources: copies of one report count once. Begin "
          "here to find the id of a story.",
          {{.name = "since",
            .type = McpType::kSince,
            .does = "only stories that changed after this time or since this day began"},
           AsOfParameter(),
           LimitParameter(),
           CursorParameter()},
          schema::ResultOf({{"stories", line}, {"next", schema::kTextOrNull}}),
          AnswerStories};
}

McpTool StoryTool() {
  const std::string quoted = schema::Quoted();
  const std::string sentences = schema::ListOf(quoted);
  const std::string names = schema::ListOf(schema::ObjectOf(
      {{"kind", schema::kText}, {"captures", schema::kCount}, {"printed", quoted}}));
  const std::string contradictions = schema::ListOf(schema::ObjectOf({{"id", schema::kText},
                                                                      {"about", schema::kText},
                                                                      {"kind", schema::kText},
                                                                      {"a", quoted},
                                                                      {"b", quoted}}));
  const std::string expected = schema::ListOf(
      schema::ObjectOf({{"date", schema::kText}, {"state", schema::kText}, {"promised", quoted}}));
  const std::string captures = schema::ListOf(schema::ObjectOf(
      {{"headline", quoted}, {"version", schema::kCount}, {"seen_unchanged", schema::kYesNo}}));
  return {"story",
          "One story in overview",
          "The latest new sentences of one story, whom it names most, where outlets contradict one "
          "another (never a verdict), what is expected on which day, and its articles, newest "
          "first. For more: new_since, questions, statements, figures, article.",
          {StoryParameter(true), AsOfParameter(), LimitParameter(), CursorParameter()},
          schema::ResultOf({{"story", schema::kText},
                            {"title", quoted},
                            {"language", schema::kTextOrNull},
                            {"first_seen", schema::kTime},
                            {"last_seen", schema::kTime},
                            {"last_change", schema::kTime},
                            {"articles", schema::kCount},
                            {"copies", schema::kCount},
                            {"origins", schema::kCount},
                            {"open_questions", schema::kCount},
                            {"latest", sentences},
                            {"names", names},
                            {"contradictions_in_all", schema::kCount},
                            {"contradictions", contradictions},
                            {"expected", expected},
                            {"captures", captures},
                            {"next", schema::kTextOrNull}}),
          AnswerStory};
}

McpTool NewSinceTool() {
  const std::string quoted = schema::Quoted();
  const std::string sentences = schema::ListOf(quoted);
  const std::string figures = schema::ListOf(schema::Figure());
  const std::string answered = schema::ListOf(schema::Question());
  const std::string counts = schema::ObjectOf({{"articles", schema::kCount},
                                               {"copies", schema::kCount},
                                               {"changed_pages", schema::kCount},
                                               {"sentences", schema::kCount},
                                               {"statements", schema::kCount},
                                               {"figures", schema::kCount},
                                               {"opened", schema::kCount},
                                               {"answered", schema::kCount},
                                               {"pages", schema::kCount},
                                               {"pages_seen", schema::kCount}});
  const std::string stories = schema::ListOf(schema::ObjectOf({{"story", schema::kText},
                                                               {"title", quoted},
                                                               {"last_change", schema::kTime},
                                                               {"counts", counts},
                                                               {"sentences", sentences},
                                                               {"figures", figures},
                                                               {"answered", answered}}));
  return {
      "new_since",
      "What is new since a moment",
      "The sentences that told a reader of everything before something new: no copies, no "
      "repetition in other words, no background. With them the figures that moved and the "
      "questions that were answered. Of one story: all of it, in pages. Of all stories: the "
      "counts, and the first few sentences of each. Where `pages_seen` is less than `pages`, "
      "some pages were not looked at since: say so before you say that nothing is new.",
      {StoryParameter(false),
       {.name = "since",
        .type = McpType::kSince,
        .does = "after this time, or since this day began; without it, of one story, from its "
                "beginning"},
       AsOfParameter(),
       LimitParameter(),
       CursorParameter()},
      schema::ResultOf(
          {{"since", schema::kTimeOrNull}, {"stories", stories}, {"next", schema::kTextOrNull}}),
      AnswerNewSince};
}

}  // namespace

std::vector<McpTool> StoryTools() {
  return {StoriesTool(), StoryTool(), NewSinceTool()};
}

}  // namespace checkback
