#include "story/told/told.h"

#include <utility>

#include "story/told/story_names.h"

namespace checkback {
namespace {

// The acts of saying are in the statements that they tell.
std::vector<StoryStatement> StatementsOf(std::span<const Telling> tellings) {
  std::vector<StoryStatement> statements;
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    if (tellings[i].is_visit || tellings[i].copy_of) continue;
    for (const NewsStatement& statement : tellings[i].reading->statements) {
      if (statement.telling) continue;
      statements.push_back({.at = {i, statement.span},
                            .source = statement.source,
                            .status = std::string(NameOf(statement.status)),
                            .who = {}});
    }
  }
  return statements;
}

std::vector<StoryQuote> QuotesOf(std::span<const Telling> tellings) {
  std::vector<StoryQuote> quotes;
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    if (tellings[i].is_visit || tellings[i].copy_of) continue;
    for (const Quote& quote : tellings[i].reading->quotes)
      quotes.push_back(
          {.at = {i, quote.words}, .kind = quote.kind, .speaker = quote.speaker, .who = {}});
  }
  return quotes;
}

void NameSources(const NamesOfStory& names, ToldStory& told) {
  for (StoryStatement& statement : told.statements)
    statement.who = names.Of(statement.at.capture, statement.source);
  for (StoryQuote& quote : told.quotes) quote.who = names.Of(quote.at.capture, quote.speaker);
  for (FigureSeries& series : told.figures) {
    for (FigurePoint& point : series.points) point.who = names.Of(point.at.capture, point.source);
  }
}

}  // namespace

ToldStory TellStory(std::span<const Telling> tellings, std::string_view language) {
  ToldStory told;
  told.updates = FindUpdates(tellings);
  told.questions = FindStoryQuestions(tellings);
  AnswerQuestions(tellings, told.updates, told.questions);
  told.figures = FindFigureSeries(tellings);
  told.statements = StatementsOf(tellings);
  told.quotes = QuotesOf(tellings);
  told.contradictions = FindContradictions(tellings);
  told.timeline = FindTimeline(tellings, told.updates);
  told.expected = FindExpected(tellings, told.updates);
  NamesOfStory names = FindStoryNames(tellings, language);
  NameSources(names, told);
  told.names = std::move(names.names);
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
