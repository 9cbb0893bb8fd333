// Which sentence settles an open question of a story.
//
//   asked:  "Prosecutors must now decide if they want to try him again on that charge"
//   told:   "Prosecutor Elin Kasper said on Wednesday that she would not try him again."
//           shares 0.8 of what is asked, told by those who are asked, a "not" for a yes or a no
//
// The new sentences of later captures, of copies too, are measured against each question, but for
// those that never answer one: a rumour, a condition, a repetition (story/told/never_answers.h);
// and only what has a licence may settle it (story/told/answer_licences.h).
// rules/answers.model weighs the measures and tells whether a capture settles it, by the sentence
// that fits best; its threshold is high, because a false answer is worse than none, and higher the
// more sentences were tried, because the best of many fits well by chance. Which sentence
// of that capture is the answer is told by other weights, rules/answer_sentence.model: what tells a
// capture from others (its headline) does not tell its sentences apart. A question keeps the best
// answer so far, so that a clearer one takes the place of a weaker, and a sentence settles one
// question, the one that it fits best. What is asked again later was hardly answered before.
// Trained by quality/train_answers.py from the rows of quality/answer_rows.cc.

#pragma once

#include <array>
#include <cstddef>
#include <deque>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "story/told/answer_licences.h"
#include "story/told/asked_words.h"
#include "story/told/linear_model.h"
#include "story/told/question_book.h"
#include "story/told/teller.h"
#include "story/told/told_words.h"
#include "story/told/word_marks.h"

namespace checkback {

// A sentence that might settle a question: it shares words with it, and holds what is wanted where
// that can be seen.
struct AnswerCandidate {
  std::size_t question = 0;
  Passage sentence;
  bool never = false;  // what never answers (story/told/never_answers.h), or comes too early
  AnswerLicence licence = AnswerLicence::kWrittenOn;
  AnswerMeasures measures{};
};

// What the two models make of it. Decides: above 0 its capture settles the question. Chooses: the
// sentence of a capture with the most is the answer.
const LinearModel& DecidesAnswers();
const LinearModel& ChoosesAnswers();

// A question that is open, as sentences are measured against it.
struct AwaitedQuestion {
  std::size_t question = 0;
  AskedWords asked;
  std::vector<ToldWords::Place> words, context, sentence;  // of `asked`
  WordMarks beside, arguments;                             // likewise
  Instant opened{};
  std::size_t tried = 0;  // sentences that might have settled it
};

// Measures each new sentence of a capture against the questions that were open before it, the
// newest kMostOpen of them. One capture at a time; what one costs does not grow with the story.
class AnswerSearch {
 public:
  // Gets all candidates of a capture for one question at once, none empty.
  using Take = std::function<void(std::span<const AnswerCandidate>, const AskedWords&)>;

  // Questions that `book`, which has just got the capture, knew before are measured; its new ones
  // are open from then on. `update`: its new sentences.
  void Add(const Telling& telling, const StoryUpdate& update, const QuestionBook& book,
           const Take& take);

  // Whether a page of the story has come again with another text.
  bool written_on() const { return written_on_; }

 private:
  static void CountTried(AwaitedQuestion& open, std::span<AnswerCandidate> candidates);

  void OpenNew(const Telling& telling, const QuestionBook& book);

  ToldWords told_;
  std::deque<AwaitedQuestion> open_;
  std::size_t known_ = 0;                  // questions of the book that were opened
  std::unordered_set<std::size_t> pages_;  // that have come, until one comes again
  bool written_on_ = false;
};

// The questions of a story with their answers: a layer of story/told/teller.h.
class QuestionLayer {
 public:
  // A capture that may have settled a question.
  struct Choice {
    AnswerCandidate answer;   // the sentence that is shown
    AnswerCandidate decides;  // the one that fits best
    double sum = 0;           // of DecidesAnswers for `decides`, less what follows
    bool doubted = false;     // it is asked again, by a later capture
    std::string outcome;      // "" where it does not settle it
  };

  void Add(const NextCapture& next);

  // As they stand after the last capture, in the order in which they were opened.
  std::vector<StoryQuestion> Told() const;
  // The captures that fit a question best, the best first: at most two, also where they are not
  // enough to settle it.
  std::span<const Choice> ChoicesFor(std::size_t question) const;

 private:
  // As the story's pages are written on or not.
  const std::vector<std::vector<Choice>>& Chosen() const {
    return search_.written_on() ? choices_ : own_choices_;
  }
  static void Doubt(std::vector<Choice>& choices);
  void Consider(const Telling& telling, std::span<const AnswerCandidate> candidates,
                const AskedWords& asked, bool own, std::vector<std::vector<Choice>>& all);

  QuestionBook book_;
  AnswerSearch search_;
  // By question: of all sentences, and of those with a licence of their own. What came before a
  // page was written on counts from then on.
  std::vector<std::vector<Choice>> choices_, own_choices_;
};

// "yes" or "no", the value as printed, or the clause that answers.
std::string OutcomeOf(const Telling& telling, const AskedWords& asked, const Span& answer);

}  // namespace checkback
