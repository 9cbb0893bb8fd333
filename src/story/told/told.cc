#include "story/told/told.h"

#include <string_view>
#include <unordered_map>
#include <utility>

#include "story/told/answers.h"
#include "story/told/claim_layer.h"
#include "story/told/contradictions.h"
#include "story/told/expected.h"
#include "story/told/figure_series.h"
#include "story/told/headline_layer.h"
#include "story/told/story_names.h"
#include "story/told/teller.h"
#include "story/told/timeline.h"
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
      statements_.push_back({.at = {next.capture, statement.span},
                             .source = statement.source,
                             .status = std::string(NameOf(statement.status)),
                             .who = {}});
    }
  }
  const std::vector<StoryStatement>& Told() const { return statements_; }

 private:
  std::vector<StoryStatement> statements_;
};

class QuoteLayer {
 public:
  void Add(const NextCapture& next) {
    if (next.update == nullptr || next.telling.copy_of) return;
    for (const Quote& quote : next.telling.reading->quotes) {
      quotes_.push_back({.at = {next.capture, quote.words},
                         .kind = quote.kind,
                         .speaker = quote.speaker,
                         .who = {}});
    }
  }
  const std::vector<StoryQuote>& Told() const { return quotes_; }

 private:
  std::vector<StoryQuote> quotes_;
};

// NamesOfStory::Of, asked forty times of each article, by few words: what the story alone tells of
// them is looked up once.
class SourceNames {
 public:
  explicit SourceNames(const NamesOfStory& names) : names_(names) {}

  // `printed` outlives this.
  std::optional<std::size_t> Of(const Passage& at, std::string_view printed) {
    if (printed.empty() || at.capture >= names_.of_capture.size()) return std::nullopt;
    const auto own = names_.OfCapture(at.capture, printed);
    if (own) return own;
    const auto [known, is_new] = of_story_.try_emplace(printed);
    if (is_new) known->second = names_.OfStory(printed);
    return known->second;
  }

 private:
  const NamesOfStory& names_;
  std::unordered_map<std::string_view, std::optional<std::size_t>> of_story_;
};

void NameSources(const NamesOfStory& names, ToldStory& told) {
  SourceNames sources(names);
  for (StoryStatement& statement : told.statements)
    statement.who = sources.Of(statement.at, statement.source);
  for (StoryClaim& claim : told.claims) {
    for (StoryStatement& row : claim.rows) row.who = sources.Of(row.at, row.source);
  }
  for (StoryQuote& quote : told.quotes) quote.who = sources.Of(quote.at, quote.speaker);
  for (FigureSeries& series : told.figures) {
    for (FigurePoint& point : series.points) point.who = sources.Of(point.at, point.source);
  }
}

}  // namespace

struct StoryTeller::Layers {
  std::size_t captures = 0;
  std::vector<StoryUpdate> updates;
  UpdateLayer update;
  QuestionLayer questions;
  StatementLayer statements;
  ClaimLayer claims;
  FigureLayer figures;
  ContradictionLayer contradictions;
  TimelineLayer timeline;
  ExpectedLayer expected;
  QuoteLayer quotes;
  HeadlineLayer headlines;
  NameLayer names;
};

StoryTeller::StoryTeller() : layers_(std::make_unique<Layers>()) {}
StoryTeller::~StoryTeller() = default;
StoryTeller::StoryTeller(StoryTeller&&) noexcept = default;
StoryTeller& StoryTeller::operator=(StoryTeller&&) noexcept = default;

std::size_t StoryTeller::captures() const {
  return layers_->captures;
}

void StoryTeller::Add(const Telling& telling) {
  Layers& layers = *layers_;
  const std::size_t capture = layers.captures++;
  std::optional<StoryUpdate> update = layers.update.Add(capture, telling);
  const NextCapture next{capture, telling, update ? &*update : nullptr};
  layers.questions.Add(next);
  layers.statements.Add(next);
  layers.claims.Add(next);
  layers.contradictions.Add(next, layers.figures.Add(next));
  layers.timeline.Add(next);
  layers.expected.Add(next);
  layers.quotes.Add(next);
  layers.headlines.Add(next);
  layers.names.Add(next);
  if (update) layers.updates.push_back(std::move(*update));
}

ToldStory StoryTeller::Told() const {
  const Layers& layers = *layers_;
  ToldStory told;
  told.updates = layers.updates;
  told.questions = layers.questions.Told();
  told.statements = layers.statements.Told();
  told.claims = layers.claims.Told();
  told.figures = layers.figures.Told();
  told.contradictions = layers.contradictions.Told();
  told.timeline = layers.timeline.Told();
  told.expected = layers.expected.Told();
  told.quotes = layers.quotes.Told();
  layers.headlines.AddTo(told.questions);
  NamesOfStory names = layers.names.Told();
  NameSources(names, told);
  told.names = std::move(names.names);
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
