// questions, statements, figures.

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "answer/last_change.h"
#include "serve/mcp/mcp_schema.h"
#include "serve/mcp/mcp_tools.h"

namespace checkback {
namespace {

namespace schema = mcp_schema;

// A page of one list of one or more stories: items by name, each behind the one before.
class ToldList {
 public:
  explicit ToldList(const McpCall& call) : items_(call) {}

  // Adds what `write` writes for each of `all` that `wants` holds of and that comes behind `item`;
  // false where the page is full.
  template <typename Item, typename Name, typename Wants, typename Write>
  bool Add(const StoredStory& story, std::string_view item, const std::vector<Item>& all,
           const Name& name, const Wants& wants, const Write& write) {
    bool begun = item.empty();
    for (const Item& one : all) {
      if (!begun) {
        begun = name(one) == item;
        continue;
      }
      if (!wants(one)) continue;
      if (items_.IsFull()) {
        next_ = last_;
        return false;
      }
      JsonWriter json;
      write(one, json);
      items_.Add(json.str());
      last_ = {LastChangeOf(story), story.id, name(one)};
    }
    return true;
  }
  // The next page begins behind `story`, whatever came of it.
  void EndBehind(const StoredStory& story) { next_ = {LastChangeOf(story), story.id, ""}; }

  std::string Whole(const McpCall& call, std::string_view key) const {
    JsonWriter json;
    json.Object([&] {
      WriteHead(call, json);
      json.Key(key).Raw(items_.Whole());
      json.Key("next").TextOrNull(next_ ? ToText(*next_) : "");
    });
    return json.Take();
  }

 private:
  McpItems items_;
  McpPlace last_;
  std::optional<McpPlace> next_;
};

// ---- questions

bool AddQuestions(const McpCall& call, const WholeStory& whole, std::string_view item,
                  ToldList& list) {
  const std::string_view state = call.arguments.Text("state");
  return list.Add(
      whole.story, item, whole.told.questions,
      [](const StoryQuestion& question) { return question.id; },
      [&](const StoryQuestion& question) {
        return state.empty() || NameOf(question.state) == state;
      },
      [&](const StoryQuestion& question, JsonWriter& json) {
        WriteQuestion(whole, question, whole.story.id, json);
      });
}

Result<void> AddQuestionsOfAll(const McpCall& call, const std::optional<McpPlace>& from,
                               ToldList& list) {
  Result<void> inside;
  std::size_t told_stories = 0;
  const auto take = [&](StoredStory story, std::string_view item) {
    const Result<ToldShelf::Told> told = call.shelf.Of(call.store, std::move(story));
    if (!told) {
      inside = Fail(told.error());
      return false;
    }
    if (!AddQuestions(call, **told, item, list)) return false;
    if (++told_stories < kMostMcpStories) return true;
    list.EndBehind((*told)->story);
    return false;
  };
  const Result<void> done = ForEachStoryFrom(call.store, from, std::nullopt, take);
  return inside ? done : inside;
}

Result<std::string> AnswerQuestions(const McpCall& call) {
  const auto from = McpPlaceIn(call.arguments.Text("cursor"));
  if (!from) return Fail(from.error());
  ToldList list(call);
  if (const std::string_view id = call.arguments.Text("story"); !id.empty()) {
    const Result<ToldShelf::Told> told = McpStory(call, id);
    if (!told) return Fail(told.error());
    AddQuestions(call, **told, *from ? (*from)->item : "", list);
  } else if (const Result<void> all = AddQuestionsOfAll(call, *from, list); !all) {
    return Fail(all.error());
  }
  return list.Whole(call, "questions");
}

// ---- statements, figures

// The list of one story that `add` fills: a page of it.
template <typename Add>
Result<std::string> OfOneStory(const McpCall& call, std::string_view key, const Add& add) {
  const auto from = McpPlaceIn(call.arguments.Text("cursor"));
  if (!from) return Fail(from.error());
  const Result<ToldShelf::Told> told = McpStory(call, call.arguments.Text("story"));
  if (!told) return Fail(told.error());
  ToldList list(call);
  add(**told, *from ? (*from)->item : std::string(), list);
  return list.Whole(call, key);
}

std::string PlaceOf(const WholeStory& whole, const Passage& passage) {
  return fmt::format("{}@{}-{}", whole.story.captures[passage.capture].capture.id,
                     passage.span.start, passage.span.end);
}

Result<std::string> AnswerStatements(const McpCall& call) {
  const std::string_view source = call.arguments.Text("source");
  const std::string_view status = call.arguments.Text("status");
  return OfOneStory(
      call, "statements", [&](const WholeStory& whole, std::string_view item, ToldList& list) {
        const auto full_name = [&](const StoryStatement& statement) -> std::string_view {
          return statement.who ? std::string_view(whole.told.names[*statement.who].name)
                               : std::string_view();
        };
        list.Add(
            whole.story, item, whole.told.statements,
            [&](const StoryStatement& statement) { return PlaceOf(whole, statement.at); },
            [&](const StoryStatement& statement) {
              return (source.empty() || HoldsWords(statement.source, source) ||
                      HoldsWords(full_name(statement), source)) &&
                     (status.empty() || statement.status == status);
            },
            [&](const StoryStatement& statement, JsonWriter& json) {
              json.Object([&] {
                json.Key("source").TextOrNull(statement.source);
                json.Key("source_full").TextOrNull(full_name(statement));
                json.Key("status").Text(statement.status);
                json.Key("said");
                WriteQuoted(whole, statement.at, json);
              });
            });
      });
}

Result<std::string> AnswerFigures(const McpCall& call) {
  const bool moved = call.arguments.IsYes("moved");
  return OfOneStory(
      call, "figures", [&](const WholeStory& whole, std::string_view item, ToldList& list) {
        list.Add(
            whole.story, item, whole.told.figures,
            [](const FigureSeries& series) { return series.id; },
            [&](const FigureSeries& series) {
              const auto differs = [&](const FigurePoint& point) {
                return point.value != series.points.front().value;
              };
              return !moved || std::any_of(series.points.begin(), series.points.end(), differs);
            },
            [&](const FigureSeries& series, JsonWriter& json) {
              WriteFigure(whole, series, json);
            });
      });
}

McpParameter NeededStory() {
  return {.name = "story",
          .does = "id of the story, or of one of its captures, or the beginning of it",
          .required = true};
}

}  // namespace

std::vector<McpTool> ToldTools() {
  const std::string questions = schema::ListOf(schema::Question());
  const std::string quoted = schema::Quoted();
  const std::string statements =
      schema::ListOf(schema::ObjectOf({{"source", schema::kTextOrNull},
                                       {"source_full", schema::kTextOrNull},
                                       {"status", schema::kText},
                                       {"said", quoted}}));
  const std::string figures = schema::ListOf(schema::Figure());
  McpParameter any_story = NeededStory();
  any_story.required = false;
  return {
      {"questions",
       "Open questions and their answers",
       "What articles say is not known: who asked first, how many independent sources ask, and the "
       "sentence that answers it, where one was found. Of one story, or of all, newest change "
       "first. An answer that is not found may have been given all the same.",
       {any_story,
        {.name = "state",
         .type = McpType::kChoice,
         .does = "only those in this state",
         .choices = "open answered expired withdrawn"},
        AsOfParameter(),
        LimitParameter(),
        CursorParameter()},
       schema::ResultOf({{"questions", questions}, {"next", schema::kTextOrNull}}),
       AnswerQuestions},
      {"statements",
       "Who said what, and how sure",
       "The statements of one story in order of time: who is named for it (null: the outlet "
       "itself), and whether it is put as confirmed, reported, denied, unclear and so on. Nothing "
       "here says what is true.",
       {NeededStory(),
        {.name = "source", .does = "only of sources whose name holds these words"},
        {.name = "status",
         .does = "only with this status: confirmed, reported, denied, unclear, conditional, "
                 "planned, proposed"},
        AsOfParameter(),
        LimitParameter(),
        CursorParameter()},
       schema::ResultOf({{"statements", statements}, {"next", schema::kTextOrNull}}),
       AnswerStatements},
      {"figures",
       "Numbers and how they moved",
       "The figures of one story as series by time: each point with the sentence that gives it and "
       "who is named for it. The newest points of a series are given, `earlier_points` counts the "
       "others.",
       {NeededStory(),
        {.name = "moved",
         .type = McpType::kYesNo,
         .does = "true: only those that had more than one value"},
        AsOfParameter(),
        LimitParameter(),
        CursorParameter()},
       schema::ResultOf({{"figures", figures}, {"next", schema::kTextOrNull}}),
       AnswerFigures},
  };
}

}  // namespace checkback
