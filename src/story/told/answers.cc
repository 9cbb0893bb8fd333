#include "story/told/answers.h"

#include <algorithm>
#include <cmath>

#include "story/told/answer_measures.h"

namespace checkback {
namespace {

// Open questions that a capture is measured against, the newest; so that one more capture of a long
// story costs no more.
constexpr std::size_t kMostOpen = 256;

// The best of so many sentences is no better than it seems. Chosen on the same.
constexpr double kFewTried = 4;

constexpr std::size_t kTried = PlaceOfMeasure("tried");

}  // namespace

void AnswerSearch::Add(const Telling& telling, const StoryUpdate& update, const QuestionBook& book,
                       const Take& take) {
  if (!written_on_) written_on_ = !pages_.insert(telling.page).second;
  const std::vector<HeldSentence> sentences = HeldSentencesOf(telling, update);
  for (const HeldSentence& sentence : sentences) told_.Count(sentence);
  if (!open_.empty()) {
    SentenceMeasures against(telling, update, sentences, told_, book);
    std::vector<AnswerCandidate> candidates;
    for (AwaitedQuestion& open : open_) {
      if (!against.any_new()) break;
      candidates.clear();
      against.Measure(open, candidates);
      if (candidates.empty()) continue;
      CountTried(open, candidates);
      for (AnswerCandidate& candidate : candidates)
        candidate.licence = LicenceOf(open.asked.kind, candidate.measures);
      take(candidates, open.asked);
    }
  }
  for (const HeldSentence& sentence : sentences) told_.Keep(sentence);
  OpenNew(telling, book);
}

void AnswerSearch::CountTried(AwaitedQuestion& open, std::span<AnswerCandidate> candidates) {
  open.tried += static_cast<std::size_t>(
      std::count_if(candidates.begin(), candidates.end(),
                    [](const AnswerCandidate& candidate) { return !candidate.never; }));
  const double tried = std::log((1 + static_cast<double>(open.tried)) / kFewTried);
  for (AnswerCandidate& candidate : candidates) candidate.measures[kTried] = std::max(0.0, tried);
}

void AnswerSearch::OpenNew(const Telling& telling, const QuestionBook& book) {
  for (; known_ < book.size(); ++known_) {
    AwaitedQuestion& open = open_.emplace_back();
    open.question = known_;
    open.asked = AskedWordsOf(telling, book.At(known_));
    open.opened = telling.seen_at;
    open.words = told_.PlacesOf(open.asked.words);
    open.context = told_.PlacesOf(open.asked.context);
    open.sentence = told_.PlacesOf(open.asked.sentence);
    open.beside = WordMarks(open.asked.beside);
    open.arguments = WordMarks(open.asked.arguments);
    if (open_.size() > kMostOpen) open_.pop_front();
  }
}

}  // namespace checkback
