#include "story/told/told.h"

#include <utility>

#include "story/told/teller.h"
#include "story/told/updates.h"

namespace checkback {
namespace {

// The acts of saying are in the statements that they tell.
class StatementLayer {
 public:
  void Add(const NextCapture& next) {
    if (next.update == nullptr || next.telling.copy_of) return;
    for (const NewsStatement& statement : next.telling.reading->statements) {
      if (statement.telling) continue;
      statements_.push_back({{next.capture, statement.span},
                             statement.source,
                             std::string(NameOf(statement.status))});
    }
  }
  const std::vector<StoryStatement>& Told() const { return statements_; }

 private:
  std::vector<StoryStatement> statements_;
};

}  // namespace

struct StoryTeller::Layers {
  std::vector<Telling> tellings;  // for those that look at whole stories
  std::vector<StoryUpdate> updates;
  UpdateLayer update;
  StatementLayer statements;
};

StoryTeller::StoryTeller() : layers_(std::make_unique<Layers>()) {}
StoryTeller::~StoryTeller() = default;
StoryTeller::StoryTeller(StoryTeller&&) noexcept = default;
StoryTeller& StoryTeller::operator=(StoryTeller&&) noexcept = default;

std::size_t StoryTeller::captures() const {
  return layers_->tellings.size();
}

void StoryTeller::Add(const Telling& telling) {
  Layers& layers = *layers_;
  const std::size_t capture = layers.tellings.size();
  layers.tellings.push_back(telling);
  std::optional<StoryUpdate> update = layers.update.Add(capture, telling);
  const NextCapture next{capture, telling, update ? &*update : nullptr};
  layers.statements.Add(next);
  if (update) layers.updates.push_back(std::move(*update));
}

ToldStory StoryTeller::Told() const {
  const Layers& layers = *layers_;
  const std::span<const Telling> tellings = layers.tellings;
  ToldStory told;
  told.updates = layers.updates;
  told.statements = layers.statements.Told();
  // These look at the whole story each time.
  told.questions = FindStoryQuestions(tellings);
  AnswerQuestions(tellings, told.updates, told.questions);
  told.figures = FindFigureSeries(tellings);
  told.contradictions = FindContradictions(tellings);
  told.timeline = FindTimeline(tellings, told.updates);
  told.expected = FindExpected(tellings, told.updates);
  return told;
}

ToldStory TellStory(std::span<const Telling> tellings, std::string_view) {
  StoryTeller teller;
  for (const Telling& telling : tellings) teller.Add(telling);
  return teller.Told();
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
