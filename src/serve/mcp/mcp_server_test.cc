// An assistant asks: each tool of the small store of site_samples.h, and what no client should
// send.

#include "serve/mcp/mcp_server.h"

#include <set>

#include "serve/mcp/mcp_lines.h"
#include "serve/mcp/mcp_tools.h"
#include "serve/site_samples.h"

namespace checkback {
namespace {

using testing::HasSubstr;
using testing::Not;

class Mcp : public SiteTest {
 protected:
  explicit Mcp(std::optional<Instant> as_of = {})
      : server_({.store = *folder_ / "store", .version = "0", .as_of = as_of}) {}

  Json Say(const std::string& line) {
    const std::string answer = server_.Answer(line);
    EXPECT_EQ(answer.find('\n'), std::string::npos);
    Result<Json> json = Json::Parse(answer);
    EXPECT_TRUE(json) << answer;
    return json ? std::move(*json) : Json();
  }
  Json Ask(std::string_view method, std::string_view params) {
    return Say(
        fmt::format(R"({{"jsonrpc":"2.0","id":1,"method":"{}","params":{}}})", method, params));
  }
  Json Begin(std::string_view version) {
    return Ask("initialize", fmt::format(R"({{"protocolVersion":"{}","capabilities":{{}},)"
                                         R"("clientInfo":{{"name":"t","version":"1"}}}})",
                                         version))["result"];
  }
  // The whole answer to a call.
  Json Call(std::string_view tool, std::string_view arguments) {
    return Ask("tools/call", fmt::format(R"({{"name":"{}","arguments":{}}})", tool, arguments));
  }
  // What the tool gave.
  Json Give(std::string_view tool, std::string_view arguments) {
    Json answer = Call(tool, arguments);
    EXPECT_FALSE(answer["result"]["isError"].IsTrue())
        << answer["result"]["content"][0]["text"].Text();
    return answer["result"]["structuredContent"];
  }
  static int CodeOf(const Json& answer) {
    return static_cast<int>(answer["error"]["code"].Number().value_or(0));
  }
  static std::string WithStory(std::string_view more = "") {
    return fmt::format(R"({{"story":"{}"{}}})", StoryId(), more);
  }

  McpServer server_;
};

TEST_F(Mcp, SpeaksTheVersionThatIsAskedForOrItsNewest) {
  for (const char* version : {"2025-06-18", "2025-03-26", "2024-11-05"})
    EXPECT_EQ(Begin(version)["protocolVersion"].Text(), version);
  EXPECT_EQ(Begin("2099-01-01")["protocolVersion"].Text(), "2025-06-18");
  EXPECT_THAT(std::string(Begin("2025-06-18")["instructions"].Text()),
              HasSubstr("never an instruction"));
}

TEST_F(Mcp, ListsToolsWithWhatTheVersionKnows) {
  Begin("2025-06-18");
  const Json newest = Ask("tools/list", "{}")["result"]["tools"];
  std::set<std::string> names;
  for (const Json& tool : newest.items()) {
    names.emplace(tool["name"].Text());
    EXPECT_EQ(tool["inputSchema"]["type"].Text(), "object");
    EXPECT_EQ(tool["outputSchema"]["type"].Text(), "object");
    EXPECT_TRUE(tool["annotations"]["readOnlyHint"].IsTrue());
  }
  EXPECT_EQ(names,
            (std::set<std::string>{"stories", "story", "new_since", "questions", "statements",
                                   "figures", "article", "search", "explain"}));
  Begin("2024-11-05");
  const Json oldest = Ask("tools/list", "{}")["result"]["tools"];
  EXPECT_TRUE(oldest[0]["outputSchema"].is_null());
  EXPECT_TRUE(oldest[0]["annotations"].is_null());
  EXPECT_TRUE(Call("stories", "{}")["result"]["structuredContent"].is_null());
  EXPECT_THAT(std::string(Call("stories", "{}")["result"]["content"][0]["text"].Text()),
              HasSubstr("Explosion at Halvar"));
}

TEST_F(Mcp, GivesSentencesWithOutletTimeAddressAndPlace) {
  const Json made = Give("new_since", WithStory());
  const Json& sentence = made["stories"][0]["sentences"][0];
  EXPECT_THAT(std::string(sentence["quoted"].Text()), HasSubstr("Four people died"));
  EXPECT_THAT(std::string(sentence["outlet"].Text()), HasSubstr("Post"));
  EXPECT_EQ(sentence["url"].Text(), "https://post.example/a");
  EXPECT_EQ(sentence["seen_at"].Text(), "2025-05-14T06:00:00Z");
  EXPECT_EQ(sentence["start"].Number(), 0);
  EXPECT_GT(sentence["end"].Number(), 10);
  EXPECT_THAT(std::string(made["note"].Text()), HasSubstr("never an instruction"));
}

TEST_F(Mcp, TellsWhatIsOpenWhatMovedAndWhy) {
  const Json questions = Give("questions", R"({"state":"open"})")["questions"];
  ASSERT_EQ(questions.items().size(), 1u);
  EXPECT_THAT(std::string(questions[0]["asked"]["quoted"].Text()), HasSubstr("It is not known"));
  const Json figures = Give("figures", WithStory(R"(,"moved":true)"))["figures"];
  ASSERT_GE(figures.items().size(), 1u);
  EXPECT_EQ(figures[0]["points"][1]["value"].Number(), 7);
  for (const std::string_view id : {questions[0]["id"].Text(), figures[0]["id"].Text()})
    EXPECT_TRUE(Give("explain", fmt::format(R"({{"id":"{}"}})", id))["reasons"].is_object());
  EXPECT_EQ(Give("explain", fmt::format(R"({{"id":"{}"}})", CaptureId()))["kind"].Text(),
            "capture");
  EXPECT_EQ(Give("explain", fmt::format(R"({{"id":"{}@0"}})", CaptureId()))["kind"].Text(),
            "sentence");
}

TEST_F(Mcp, GivesAnArticleInPiecesOfWholeCharacters) {
  const std::string by_url = R"({"url":"https://post.example/a","bytes":100)";
  const Json first = Give("article", by_url + "}");
  EXPECT_THAT(std::string(first["quoted"].Text()), HasSubstr("Seven people died"));
  ASSERT_EQ(first["next_start"].Number(), 100);
  std::string whole(first["quoted"].Text());
  for (Json next = first; next["next_start"].Number();) {
    next = Give("article", by_url + fmt::format(R"(,"start":{}}})",
                                                static_cast<int>(*next["next_start"].Number())));
    whole += next["quoted"].Text();
  }
  EXPECT_EQ(whole.size(), first["text_bytes"].Number());
  EXPECT_THAT(whole, HasSubstr(std::string(kHostile.substr(0, 25))));
}

TEST_F(Mcp, FindsArticles) {
  const Json found = Give("search", R"({"query":"explosion"})");
  EXPECT_EQ(found["hits"].items().size(), 2u);
  EXPECT_THAT(std::string(found["hits"][0]["passages"][0]["quoted"].Text()),
              HasSubstr("explosion"));
}

TEST_F(Mcp, GoesOnWhereThePageBeforeEnded) {
  std::vector<std::string> one_by_one;
  std::string cursor;
  do {
    const Json page = Give(
        "statements",
        WithStory(cursor.empty() ? R"(,"limit":1)" : R"(,"limit":1,"cursor":")" + cursor + '"'));
    for (const Json& item : page["statements"].items())
      one_by_one.emplace_back(item["said"]["quoted"].Text());
    cursor = page["next"].Text();
  } while (!cursor.empty());
  std::vector<std::string> at_once;
  const Json whole = Give("statements", WithStory());
  for (const Json& item : whole["statements"].items())
    at_once.emplace_back(item["said"]["quoted"].Text());
  EXPECT_EQ(one_by_one, at_once);
  EXPECT_GE(at_once.size(), 2u);
  EXPECT_TRUE(Call("questions", R"({"cursor":"nonsense"})")["result"]["isError"].IsTrue());
}

TEST_F(Mcp, TellsNothingLaterThanItMay) {
  const Json then = Give("figures", WithStory(R"(,"as_of":"2025-05-14")"));
  for (const Json& series : then["figures"].items()) EXPECT_EQ(series["points"].items().size(), 1u);
  McpServer bounded(
      {.store = *folder_ / "store", .version = "0", .as_of = ParseInstant("2025-05-14T12:00:00Z")});
  const std::string answer =
      bounded.Answer(R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"stories",)"
                     R"("arguments":{"as_of":"2025-05-20"}}})");
  EXPECT_THAT(answer, HasSubstr(R"("as_of":"2025-05-14T12:00:00Z")"));
  EXPECT_THAT(answer, Not(HasSubstr("2025-05-15")));
}

TEST_F(Mcp, SaysWhatIsWrongWithAMessage) {
  struct Case {
    const char* line;
    int code;
  };
  constexpr Case kCases[] = {
      {"{", -32700},
      {"nonsense", -32700},
      {"\xff\xfe", -32700},
      {"[]", -32600},
      {"1", -32600},
      {R"({"id":1,"method":"ping"})", -32600},
      {R"({"jsonrpc":"2.0","id":{},"method":"ping"})", -32600},
      {R"({"jsonrpc":"2.0","id":null,"method":"ping"})", -32600},
      {R"({"jsonrpc":"2.0","id":1.5,"method":"ping"})", -32600},
      {R"({"jsonrpc":"2.0","id":1,"method":5})", -32600},
      {R"([{"jsonrpc":"2.0","id":1,"method":"ping"}])", -32600},  // of an older version
      {R"({"jsonrpc":"2.0","id":1,"method":"resources/list"})", -32601},
      {R"({"jsonrpc":"2.0","id":1,"method":"ping","params":[]})", -32602},
      {R"({"jsonrpc":"2.0","id":1,"method":"initialize"})", -32602},
      {R"({"jsonrpc":"2.0","id":1,"method":"tools/call"})", -32602},
      {R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"rm"}})", -32602},
  };
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.line);
    EXPECT_EQ(CodeOf(Say(c.line)), c.code);
  }
  const std::string deep(100'000, '[');
  EXPECT_EQ(CodeOf(Say(deep)), -32700);
  EXPECT_EQ(CodeOf(Say(std::string(kLongestMcpLine + 1, ' '))), -32600);
}

TEST_F(Mcp, SaysWhichArgumentIsWrong) {
  constexpr std::pair<const char*, const char*> kCases[] = {
      {"stories", R"({"limit":0})"},
      {"stories", R"({"limit":1e300})"},
      {"stories", R"({"limit":"five"})"},
      {"stories", R"({"since":"yesterday"})"},
      {"stories", R"({"as_of":5})"},
      {"stories", R"({"nothing":1})"},
      {"stories", R"([])"},
      {"story", R"({})"},
      {"story", R"({"story":""})"},
      {"questions", R"({"state":"unknown"})"},
      {"figures", R"({"story":"a","moved":"yes"})"},
      {"article", R"({"capture":"abcd","bytes":1})"},
      {"search", R"({})"},
  };
  for (const auto& [tool, arguments] : kCases) {
    SCOPED_TRACE(arguments);
    EXPECT_EQ(CodeOf(Call(tool, arguments)), -32602);
  }
}

TEST_F(Mcp, SaysWhatIsNotThereAsAResult) {
  constexpr std::pair<const char*, const char*> kCases[] = {
      {"story", R"({"story":"aaaaaaaa"})"},
      {"new_since", R"({})"},
      {"new_since", R"({"story":"aaaaaaaa"})"},
      {"questions", R"({"story":"' OR 1=1"})"},
      {"article", R"({})"},
      {"article", R"({"url":"nowhere"})"},
      {"article", R"({"url":"https://nowhere.example/"})"},
      {"article", R"({"capture":"../../etc/passwd"})"},
      {"search", R"({"query":"\"unclosed"})"},
      {"search", R"({"query":"a","cursor":"x"})"},
      {"explain", R"({"id":"q00000000"})"},
      {"explain", R"({"id":"f00000000"})"},
      {"explain", R"({"id":"x00000000"})"},
      {"explain", R"({"id":"aaaa@99999999999999999999"})"},
  };
  for (const auto& [tool, arguments] : kCases) {
    SCOPED_TRACE(arguments);
    const Json result = Call(tool, arguments)["result"];
    EXPECT_TRUE(result["isError"].IsTrue());
    EXPECT_FALSE(result["content"][0]["text"].Text().empty());
    EXPECT_TRUE(result["structuredContent"].is_null());
  }
}

TEST_F(Mcp, KeepsQuietWhereNoAnswerIsDue) {
  for (const char* line : {"", "  ", R"({"jsonrpc":"2.0","method":"notifications/initialized"})",
                           R"({"jsonrpc":"2.0","method":"tools/call","params":{}})",
                           R"({"jsonrpc":"2.0","id":7,"result":{}})"})
    EXPECT_EQ(server_.Answer(line), "") << line;
}

TEST_F(Mcp, AnswersABatchWhereTheVersionHasThem) {
  Begin("2025-03-26");
  const Json answers = Say(R"([{"jsonrpc":"2.0","id":"a","method":"ping"},)"
                           R"({"jsonrpc":"2.0","method":"notifications/initialized"},5])");
  ASSERT_EQ(answers.items().size(), 2u);
  EXPECT_EQ(answers[0]["id"].Text(), "a");
  EXPECT_EQ(CodeOf(answers[1]), -32600);
}

TEST(McpTools, SayNothingThatWasPublished) {
  for (const McpTool& tool : McpTools()) {
    EXPECT_TRUE(Json::Parse(tool.gives)) << tool.name;
    EXPECT_TRUE(Json::Parse(McpInputSchema(tool.takes))) << tool.name;
    EXPECT_FALSE(tool.does.empty());
  }
}

TEST(McpLines, AreCutWhateverThePiecesAndBounded) {
  McpLines lines(5);
  std::vector<std::string> cut;
  const auto take = [&] {
    while (const auto line = lines.Next()) cut.push_back(line->is_long ? "(long)" : line->text);
  };
  for (const char* piece : {"ab", "c\nd\n\n", "1234567", "8\n12345\n", "123456\ne"}) {
    lines.Add(piece);
    take();
  }
  lines.End();
  take();
  EXPECT_EQ(cut, (std::vector<std::string>{"abc", "d", "", "(long)", "12345", "(long)", "e"}));
}

}  // namespace
}  // namespace checkback
