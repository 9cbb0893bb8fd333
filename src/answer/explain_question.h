// Why a question of a story stands as it does: who asks it and why theirs is the same question,
// which sentence answers it and by what measures, what came next to it, and why it is over.
//
//   checkback explain q0f380792  -->  answered, 1.42 = bias -3.05 + share 0.8 x 2.1 + ...
//
// The sum is made again from the measures, which are taken anew from the captures. Pure.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "follow/whole_story.h"
#include "story/told/told.h"

namespace checkback {

// One measure of a sentence, and what it adds to the sum.
struct ExplainedMeasure {
  std::string_view name;  // of kAnswerNames
  double value = 0, weight = 0;
};

// A capture that came into question as the answer.
struct ExplainedAnswer {
  Passage answer;            // the sentence that is shown
  Passage decides;           // the sentence that fits best; the measures are its
  std::string_view licence;  // what lets it settle the question: "settled", "naming"
  double sum = 0;            // above 0 it settles the question
  double bias = 0;
  std::vector<ExplainedMeasure> measures;  // those that are not 0
  double recomputed = 0;                   // bias and measures by their weights
  std::vector<std::string> shared;         // words of `decides` that the sentence that asks has
};

// Another article that asks it.
struct ExplainedAsking {
  Passage at;
  std::size_t words = 0, shared = 0;  // that are asked there, and those of them asked at first
};

struct ExplainedQuestion {
  StoryQuestion question;
  std::vector<ExplainedAsking> again;
  std::optional<ExplainedAnswer> best, runner_up;
};

// Whether `id` has the form of the ids of questions: "q0f380792".
bool IsQuestionId(std::string_view id);
// The question with this id, or that had it (story/told/question_ids.h); null where there is none.
// Valid as long as `whole`.
const StoryQuestion* QuestionWithId(const WholeStory& whole, std::string_view id);
// Nothing where the story has no such question. `whole` with its readings.
std::optional<ExplainedQuestion> ExplainQuestion(const WholeStory& whole, std::string_view id);
// One object, without a line break.
std::string ExplainedAsJson(const WholeStory& whole, const ExplainedQuestion& explained);

}  // namespace checkback
