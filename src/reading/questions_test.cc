#include "reading/questions.h"

#include <gtest/gtest.h>

#include <string>

#include "text/embedded.h"
#include "text/sentences.h"

namespace checkback {
namespace {

std::vector<OpenQuestion> QuestionsIn(std::string_view text, std::string_view language = "en") {
  const Parse parse = ParseText(text, FindSentences(text, language), language);
  const Grammar grammar(text, parse, language);
  return FindQuestions(grammar, FindNames(grammar));
}

// "kind: words; ..." of `text`, "-" where nothing is open.
std::string OpenIn(std::string_view text) {
  std::string out;
  for (const OpenQuestion& question : QuestionsIn(text)) {
    if (!out.empty()) out += "; ";
    out += std::string(NameOf(question.kind)) + ": " + std::string(Words(text, question.span));
  }
  return out.empty() ? "-" : out;
}

// # "It is unclear when it ends." = when: It is unclear when it ends
TEST(Questions, OfTheExamplesInTheTableAreAsTheyStandThere) {
  std::string_view rules = FindEmbedded("rules/en/questions.txt");
  ASSERT_FALSE(rules.empty());
  int examples = 0;
  while (!rules.empty()) {
    const std::size_t end = std::min(rules.find('\n'), rules.size());
    const std::string_view line = rules.substr(0, end);
    rules.remove_prefix(std::min(end + 1, rules.size()));
    if (!line.starts_with("# \"")) continue;
    const std::size_t close = line.rfind("\" = ");
    ASSERT_NE(close, line.npos) << line;
    EXPECT_EQ(OpenIn(line.substr(3, close - 3)), line.substr(close + 4)) << line;
    ++examples;
  }
  EXPECT_GE(examples, 15);
}

constexpr struct {
  std::string_view text;
  std::string_view open;
} kCases[] = {
    // clauses that ask nothing
    {"The talks will end if the minister leaves.", "-"},
    {"The man who drove the car was hurt.", "-"},
    {"He knows why the bridge fell.", "-"},
    {"There is no doubt that the bridge fell.", "-"},
    {"He did not know how to swim.", "-"},
    // what somebody asks in quotation marks is his
    {"\"Who will pay for this?\" the mayor asked.", "-"},
    // a heading over its answer
    {"It rained.\n\nWhat is a tram?\n\nA tram is a train in a street.", "-"},
    // nor is it, and what a bare "why" is about
    {"Nor is it known why the plant was running.",
     "why: Nor is it known why the plant was running"},
    {"The train did not come, and it is not clear why.",
     "why: The train did not come, and it is not clear why"},
    // clauses beside it are not part of it
    {"The talks ended, but the envoys did not say when they would meet again.",
     "when: the envoys did not say when they would meet again"},
    {"Nobody in the ministry was able to say who had signed.",
     "who: Nobody in the ministry was able to say who had signed"},
};

TEST(Questions, AreWhatTheTextLeavesOpen) {
  for (const auto& c : kCases) EXPECT_EQ(OpenIn(c.text), c.open) << c.text;
}

TEST(Questions, AskNoMoreThanTheirOwnClause) {
  constexpr struct {
    std::string_view text, asked;
  } kAsked[] = {
      {"How it would pay is another matter.", "How it would pay"},
      {"Where he will serve his time has not been decided.", "Where he will serve his time"},
      {"Asked if she would resign, the minister smiled and walked to her car.",
       "if she would resign"},
      {"The mayor did not say which building would host the talks.",
       "which building would host the talks"},
  };
  for (const auto& c : kAsked) {
    const std::vector<OpenQuestion> questions = QuestionsIn(c.text);
    ASSERT_EQ(questions.size(), 1u) << c.text;
    EXPECT_EQ(Words(c.text, questions[0].asked), c.asked);
  }
}

TEST(Questions, SayWhatTheyAreAbout) {
  const std::string_view text = "The palace did not say whether Maria Orlov would attend.";
  const std::vector<OpenQuestion> questions = QuestionsIn(text);
  ASSERT_EQ(questions.size(), 1u);
  EXPECT_EQ(questions[0].about, std::vector<std::string>{"Maria Orlov"});
  EXPECT_EQ(Words(text, questions[0].asked), "whether Maria Orlov would attend");
  ASSERT_TRUE(questions[0].predicate);
}

TEST(Questions, SayWhatWouldAnswerThem) {
  constexpr struct {
    std::string_view text;
    AnswerType answer;
  } kAsked[] = {
      {"It is not known what caused the fire.", AnswerType::kReason},
      {"The mayor did not say what had triggered the alarm.", AnswerType::kReason},
      {"The cause of the fire is not known.", AnswerType::kReason},
      {"The mayor did not say what the envoys had signed.", AnswerType::kThing},
      {"It is not known how long the road will be shut.", AnswerType::kDuration},
      {"It is not known how many people were aboard.", AnswerType::kNumber},
  };
  for (const auto& c : kAsked) {
    const std::vector<OpenQuestion> questions = QuestionsIn(c.text);
    ASSERT_EQ(questions.size(), 1u) << c.text;
    EXPECT_EQ(questions[0].answer, c.answer) << c.text;
  }
}

TEST(Questions, OfALanguageWithoutAParserAreNotRead) {
  EXPECT_TRUE(QuestionsIn("Es ist unklar, ob der Minister geht.", "de").empty());
}

TEST(Questions, OfHostileTextsAreBounded) {
  std::string whether, marks, said;
  for (int i = 0; i < 4'000; ++i) {
    whether += "unclear whether or ";
    marks += "? \" ";
    said += "did not say who, ";
  }
  for (const std::string& text : {whether, marks, said}) {
    for (const OpenQuestion& question : QuestionsIn(text)) {
      ASSERT_LE(question.span.end, text.size());
      ASSERT_LT(question.span.start, question.span.end);
    }
  }
}

}  // namespace
}  // namespace checkback
