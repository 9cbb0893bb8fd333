// Which sentence settles an open question of a story.
//
//   asked:  "Prosecutors must now decide if they want to try him again on that charge"
//   told:   "Prosecutor Elin Kasper said on Wednesday that she would not try him again."
//           shares 0.8 of what is asked, best of its capture, a "not" for a yes or a no --> settled
//
// The new sentences of later captures, of copies too, are measured against each question, and
// rules/answers.model weighs the measures; its threshold is high, because a false answer is worse
// than none. A question keeps the best answer so far, so that a clearer one takes the place of a
// weaker, and a sentence settles one question, the one that it fits best. Trained by
// quality/train_answers.py from the rows of quality/answer_rows.cc.

#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "story/told/told.h"

namespace checkback {

inline constexpr auto kAnswerNames = std::to_array<std::string_view>({
    "share",           // of what is asked that the sentence holds, by the weight of words
    "share_before",    // with the sentence before it
    "share_head",      // with the headline
    "share_sentence",  // of the whole sentence that asked
    "rewritten",       // pairs of neighbours of the sentence that asked
    "rarest",          // the weight of the rarest shared word
    "fits",            // holds what is wanted: a number, a time, a name, a place, a reason
    "fits_new",        // one that the story lacked
    "asks",            // leaves something open itself
    "unsure",          // planned, conditional, proposed or unclear
    "best",            // no sentence of its capture shares more
    "rival",           // the share of the question that it fits best, this one apart
    "not",             // says no to a question "whether"
    "opening",         // the first sentence
    "whether",         // the share, of a question "whether"
    "place",           // in its article: 1 first, 1/2 second, ...
});
using AnswerMeasures = std::array<double, kAnswerNames.size()>;

// A sentence that might settle a question.
struct AnswerCandidate {
  std::size_t question = 0;
  Passage sentence;
  bool can_settle = false;  // shares words, and holds what is wanted where that can be seen
  AnswerMeasures measures{};
};

// Measures each new sentence of a capture against the questions that were open
// before it (the newest kMostOpen of them), capture by capture.
void MeasureAnswers(std::span<const Telling> tellings, std::span<const StoryUpdate> updates,
                    std::span<const StoryQuestion> questions,
                    const std::function<void(const AnswerCandidate&)>& take);

// What rules/answers.model makes of it: above 0 it settles the question.
double SumOf(const AnswerCandidate& candidate);

// "yes" or "no", the value as printed, or the clause that answers.
std::string OutcomeOf(std::span<const Telling> tellings, const StoryQuestion& question,
                      const Passage& answer);

}  // namespace checkback
