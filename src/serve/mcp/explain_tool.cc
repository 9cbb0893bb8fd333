// explain: why an article is in its story, a sentence new, a question answered, numbers one series,
// two passages a contradiction.

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "answer/explain_question.h"
#include "answer/stories_json.h"
#include "answer/told_reason.h"
#include "serve/mcp/mcp_schema.h"
#include "serve/mcp/mcp_tools.h"

namespace checkback {
namespace {

namespace schema = mcp_schema;

// What was asked about, and the reasons, which are JSON of docs/formats.md.
struct McpExplained {
  std::string_view kind;
  std::string about;  // quoted passages, with commas between them
  std::string reasons;
};

std::string QuotedOf(const WholeStory& whole, const Passage& passage) {
  JsonWriter json;
  WriteQuoted(whole, passage, json);
  return json.Take();
}

// The first story, newest change first, that `holds` what is asked about, with its readings;
// kNotFound where there is none.
template <typename Holds>
Result<WholeStory> StoryThat(const McpCall& call, std::string_view id, const Holds& holds) {
  std::string found;
  Result<void> inside;
  const Result<void> done = call.store.ForEachStory([&](StoredStory story) {
    const Result<ToldShelf::Told> told = call.shelf.Of(call.store, std::move(story));
    if (!told) {
      inside = Fail(told.error());
      return false;
    }
    if (holds(**told)) found = (*told)->story.id;
    return found.empty();
  });
  if (!inside) return Fail(inside.error());
  if (!done) return Fail(done.error());
  if (found.empty()) return Fail(Errc::kNotFound, fmt::format("no story told {}", id));
  Result<StoredStory> story = call.store.FindStory(found);
  if (!story) return Fail(story.error());
  return WholeStoryOf(call.store, std::move(*story), WithReadings::kYes);
}

Result<McpExplained> OfQuestion(const McpCall& call, std::string_view id) {
  const auto is_it = [&](const StoryQuestion& question) { return question.id == id; };
  const Result<WholeStory> whole = StoryThat(call, id, [&](const WholeStory& story) {
    return std::any_of(story.told.questions.begin(), story.told.questions.end(), is_it);
  });
  if (!whole) return Fail(whole.error());
  const auto explained = ExplainQuestion(*whole, id);
  if (!explained) return Fail(Errc::kNotFound, fmt::format("no story told {}", id));
  JsonWriter about;
  about.Array([&] {
    const Passage& opened = explained->question.opened;
    if (explained->question.headline.empty())
      WriteQuoted(*whole, opened, about);
    else
      WriteQuoted(whole->story.captures[opened.capture], explained->question.headline, std::nullopt,
                  about);
    if (explained->question.answer) WriteQuoted(*whole, *explained->question.answer, about);
  });
  return McpExplained{"question", about.Take(), ExplainedAsJson(*whole, *explained)};
}

Result<McpExplained> OfTold(const McpCall& call, std::string_view id) {
  const Result<WholeStory> whole = StoryThat(
      call, id, [&](const WholeStory& story) { return ReasonOfTold(story, id).has_value(); });
  if (!whole) return Fail(whole.error());
  const auto reason = ReasonOfTold(*whole, id);
  if (!reason) return Fail(Errc::kNotFound, fmt::format("no story told {}", id));
  constexpr std::size_t kMostSides = 20;
  JsonWriter about;
  about.Array([&] {
    for (std::size_t i = 0; i < std::min(reason->sides.size(), kMostSides); ++i) {
      const ToldReason::Side& side = reason->sides[i];
      WriteQuoted(whole->story.captures[side.capture], side.sentence, std::nullopt, about);
    }
  });
  return McpExplained{reason->kind == "figures" ? "figures" : "contradiction", about.Take(),
                      ToldReasonAsJson(*whole, *reason)};
}

Result<McpExplained> OfSentence(const McpCall& call, const SentenceId& id) {
  const Result<Capture> capture = call.store.FindCapture(id.capture);
  if (!capture) return Fail(capture.error());
  Result<StoredStory> story = call.store.FindStory(capture->id);
  if (!story) return Fail(story.error());
  const Result<WholeStory> whole = WholeStoryOf(call.store, std::move(*story), WithReadings::kYes);
  if (!whole) return Fail(whole.error());
  const auto& captures = whole->story.captures;
  const auto place = std::find_if(captures.begin(), captures.end(), [&](const StoryCapture& c) {
    return c.capture.id == capture->id;
  });
  if (place == captures.end())
    return Fail(Errc::kNotFound, fmt::format("capture {} is in another story now", capture->id));
  const Result<SentenceReason> reason =
      ReasonOfSentence(*whole, static_cast<std::size_t>(place - captures.begin()), id);
  if (!reason) return Fail(reason.error());
  return McpExplained{"sentence", fmt::format("[{}]", QuotedOf(*whole, reason->sentence)),
                      ReasonAsJson(*whole, *reason)};
}

Result<McpExplained> OfCapture(const McpCall& call, std::string_view id) {
  const Result<Capture> capture = call.store.FindCapture(id);
  if (!capture) return Fail(capture.error());
  const Result<StoryReason> reason = call.store.ReasonOf(*capture);
  if (!reason) return Fail(reason.error());
  const Result<Article> article = call.store.ArticleOf(*capture);
  if (!article) return Fail(article.error());
  JsonWriter about;
  about.Array([&] {
    WriteQuoted(McpSource{article->outlet, capture->url, capture->id, capture->seen_at},
                article->headline, std::nullopt, about);
  });
  return McpExplained{"capture", about.Take(), ReasonAsJson(*capture, *reason)};
}

Result<McpExplained> ExplainedOf(const McpCall& call, std::string_view id) {
  if (IsQuestionId(id)) return OfQuestion(call, id);
  if (IsToldId(id)) {
    Result<McpExplained> told = OfTold(call, id);
    if (told || told.error().code != Errc::kNotFound) return told;
  }
  if (const std::optional<SentenceId> sentence = SentenceIdIn(id))
    return OfSentence(call, *sentence);
  return OfCapture(call, id);
}

Result<std::string> AnswerExplain(const McpCall& call) {
  const std::string_view id = call.arguments.Text("id");
  const Result<McpExplained> explained = ExplainedOf(call, id);
  if (!explained) return Fail(explained.error());
  if (explained->reasons.size() > kMostMcpBytes)
    return Fail(Errc::kTooLarge,
                fmt::format("the reasons are over {} bytes; `checkback explain {}` gives them",
                            kMostMcpBytes, id));
  JsonWriter json;
  json.Object([&] {
    WriteHead(call, json);
    json.Key("id").Text(id);
    json.Key("kind").Text(explained->kind);
    json.Key("about").Raw(explained->about);
    json.Key("reasons").Raw(explained->reasons);
  });
  return json.Take();
}

}  // namespace

McpTool ExplainTool() {
  const std::string about = schema::ListOf(schema::Quoted());
  return {"explain",
          "Why something is told as it is",
          "Why an article is in its story, a sentence counts as new or not, a question counts as "
          "answered, numbers are one series, two passages contradict one another: what was "
          "compared, and the words that they share.",
          {{.name = "id",
            .does = "of a capture, a question, figures or a contradiction; of a sentence: the "
                    "capture, @ and the start of its passage, like k5wq7abc@412",
            .required = true},
           AsOfParameter()},
          schema::ResultOf({{"id", schema::kText},
                            {"kind", R"({"enum":["capture","sentence","question","figures",)"
                                     R"("contradiction"]})"},
                            {"about", about},
                            {"reasons", schema::kAnyObject}}),
          AnswerExplain};
}

}  // namespace checkback
