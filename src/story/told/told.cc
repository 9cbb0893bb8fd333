#include "story/told/told.h"

namespace checkback {
namespace {

// The acts of saying are in the statements that they tell.
std::vector<StoryStatement> StatementsOf(std::span<const Telling> tellings) {
  std::vector<StoryStatement> statements;
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    if (tellings[i].is_visit || tellings[i].copy_of) continue;
    for (const NewsStatement& statement : tellings[i].reading->statements) {
      if (statement.telling) continue;
      statements.push_back(
          {{i, statement.span}, statement.source, std::string(NameOf(statement.status))});
    }
  }
  return statements;
}

}  // namespace

ToldStory TellStory(std::span<const Telling> tellings, std::string_view) {
  ToldStory told;
  told.updates = FindUpdates(tellings);
  told.questions = FindStoryQuestions(tellings, told.updates);
  told.figures = FindFigureSeries(tellings);
  told.statements = StatementsOf(tellings);
  told.claims = FindClaims(tellings);
  told.contradictions = FindContradictions(tellings);
  told.timeline = FindTimeline(tellings, told.updates);
  told.expected = FindExpected(tellings, told.updates);
  return told;
}

std::string_view NameOf(QuestionState state) {
  switch (state) {
    case QuestionState::kOpen:
      return "open";
    case QuestionState::kAnswered:
      return "answered";
    case QuestionState::kExpired:
      return "expired";
    case QuestionState::kWithdrawn:
      return "withdrawn";
  }
  return "open";
}

std::string_view NameOf(ExpectedState state) {
  switch (state) {
    case ExpectedState::kDue:
      return "due";
    case ExpectedState::kHappened:
      return "happened";
    case ExpectedState::kOverdue:
      return "overdue";
  }
  return "due";
}

}  // namespace checkback
