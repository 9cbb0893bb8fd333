// explain: why an article is in its story, a sentence new, a question answered, numbers one series,
// two passages a contradiction, an event read.

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "answer/explain.h"
#include "serve/mcp/mcp_schema.h"
#include "serve/mcp/mcp_tools.h"

namespace checkback {
namespace {

namespace schema = mcp_schema;

// Stories that are told, newest change first, to find a question, figures or a contradiction.
constexpr std::size_t kStoriesExplained = 1'000;

void WriteHeadline(const Capture& capture, const Article& article, JsonWriter& json) {
  WriteQuoted(McpSource{article.outlet, capture.url, capture.id, capture.seen_at}, article.headline,
              std::nullopt, json);
}

// What was asked about, as it was published.
struct WriteAbout {
  JsonWriter& json;

  void operator()(const WhyInStory& why) const { WriteHeadline(why.capture, why.article, json); }
  void operator()(const WhyEvents& why) const { WriteHeadline(why.capture, why.article, json); }
  void operator()(const WhySentence& why) const {
    WriteQuoted(why.whole, why.reason.sentence, json);
  }
  void operator()(const WhyQuestion& why) const {
    const StoryQuestion& question = why.explained.question;
    if (question.headline.empty())
      WriteQuoted(why.whole, question.opened, json);
    else
      WriteQuoted(why.whole.story.captures[question.opened.capture], question.headline,
                  std::nullopt, json);
    if (question.answer) WriteQuoted(why.whole, *question.answer, json);
  }
  void operator()(const WhyTold& why) const {
    constexpr std::size_t kMostSides = 20;
    for (std::size_t i = 0; i < std::min(why.reason.sides.size(), kMostSides); ++i) {
      const ToldReason::Side& side = why.reason.sides[i];
      WriteQuoted(why.whole.story.captures[side.capture], side.sentence, std::nullopt, json);
    }
  }
};

struct KindExplained {
  std::string_view operator()(const WhyInStory&) const { return "capture"; }
  std::string_view operator()(const WhyEvents&) const { return "events"; }
  std::string_view operator()(const WhySentence&) const { return "sentence"; }
  std::string_view operator()(const WhyQuestion&) const { return "question"; }
  std::string_view operator()(const WhyTold& why) const {
    return why.reason.kind == "figures" ? "figures" : "contradiction";
  }
};

Result<std::string> AnswerExplain(const McpCall& call) {
  const std::string_view id = call.arguments.Text("id");
  const Result<Explained> explained =
      Explain(call.store, {.id = id,
                           .where = call.arguments.IsYes("events") ? "events" : "",
                           .story = call.arguments.Text("story"),
                           .most_stories = kStoriesExplained});
  if (!explained) return Fail(explained.error());
  const std::string reasons = ExplainedAsJson(*explained);
  if (reasons.size() > kMostMcpBytes)
    return Fail(Errc::kTooLarge,
                fmt::format("the reasons are over {} bytes; `checkback explain {}` gives them",
                            kMostMcpBytes, id));
  JsonWriter json;
  json.Object([&] {
    WriteHead(call, json);
    json.Key("id").Text(id);
    json.Key("kind").Text(std::visit(KindExplained(), *explained));
    json.Key("about").Array([&] { std::visit(WriteAbout{json}, *explained); });
    json.Key("reasons").Raw(reasons);
  });
  return json.Take();
}

}  // namespace

McpTool ExplainTool() {
  const std::string about = schema::ListOf(schema::Quoted());
  return {"explain",
          "Why something is told as it is",
          "Why an article is in its story, a sentence counts as new or not, a question counts as "
          "answered, numbers are one series, two passages contradict one another, events were "
          "read: what was compared, and the words that they share.",
          {{.name = "id",
            .does = "of a capture, a question, figures or a contradiction; of a sentence: the "
                    "capture, @ and the start of its passage, like k5wq7abc@412",
            .required = true},
           {.name = "story",
            .does = "id of the story that told it, where it is known: it is found sooner"},
           {.name = "events",
            .type = McpType::kYesNo,
            .does = "true, with the id of a capture: why its events were read"},
           AsOfParameter()},
          schema::ResultOf({{"id", schema::kText},
                            {"kind", R"({"enum":["capture","sentence","question","figures",)"
                                     R"("contradiction","events"]})"},
                            {"about", about},
                            {"reasons", schema::kAnyObject}}),
          AnswerExplain};
}

}  // namespace checkback
