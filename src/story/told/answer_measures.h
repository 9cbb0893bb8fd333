// The new sentences of one capture, measured against one open question after another: the measures
// of story/told/answers.h.
//
//   SentenceMeasures against(telling, update, sentences, told, book);
//   for each open question: against.Measure(question, candidates)
//
// What a sentence says by itself is read once. A question costs the looks that its words take
// (story/told/told_words.h), and little more for each new sentence.
//
// For one capture; not for use by two threads at once.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "story/told/answers.h"

namespace checkback {

class SentenceMeasures {
 public:
  // `sentences`: those of the capture, counted in `told` and not yet kept there. All of them
  // outlive this.
  SentenceMeasures(const Telling& telling, const StoryUpdate& update,
                   const std::vector<HeldSentence>& sentences, ToldWords& told,
                   const QuestionBook& book);

  bool any_new() const { return !fresh_.empty(); }

  // A candidate for each new sentence that may settle it, in their order, but for how many were
  // tried.
  void Measure(const AwaitedQuestion& question, std::vector<AnswerCandidate>& candidates);

 private:
  // What the story had not told: whom it had not named, and whether there is a time, a word.
  struct News {
    HeldWords actors;
    bool said_time = false, word = false;
  };
  // A new sentence, and what it is to any question.
  struct FreshSentence {
    std::size_t at = 0;     // in sentences_
    std::size_t parts = 0;  // of ToldWords: its own, then one for each clause
    News news;
    std::vector<News> of_clauses;
    bool is_told = false;                // it says next to nothing that the story had not told
    std::vector<bool> clauses_are_told;  // and each clause
    WordMarks before, with_names;        // words of the sentence before it, and its own
    std::vector<WordMarks> arguments;    // of each clause
  };
  // What is held of one list of words, by parts, and by the list with the headline. Where no part
  // holds any, `all` is 0.
  struct HeldOfList {
    std::vector<double> common;
    double all = 0;
    bool any = false;
    double ShareIn(std::size_t part) const { return all > 0 ? common[part] / all : 0; }
  };
  struct Fit {
    bool holds = false;
    bool first = false;  // one that the story had not told
    bool must = false;   // what does not hold it cannot settle the question
  };

  // What tells whether a sentence may settle a question.
  struct Meeting {
    bool can_settle = false;
    bool tells_more = false;
    Fit fit;
    double head = 0, context = 0, of_sentence = 0;
  };

  void Weigh(const std::vector<ToldWords::Place>& places, HeldOfList& held);
  void WeighAsked(const std::vector<ToldWords::Place>& places);
  void MeasureOne(const AwaitedQuestion& question, std::size_t fresh, const Meeting& meeting,
                  AnswerCandidate& candidate) const;
  Meeting MeetingOf(const AwaitedQuestion& question, std::size_t fresh) const;
  bool SpeaksOfIt(const AwaitedQuestion& question, std::size_t fresh) const;
  const HeldWords& Before(std::size_t s) const;
  const HeldClause* ClauseFor(std::size_t fresh) const;
  // What the clauses of a sentence tell of the act that is asked.
  struct ToldAct {
    bool arguments = false, both = false;
    double share = 0;
  };

  static Fit FitOf(const AskedWords& asked, const HeldSentence& sentence, const News& news);
  News NewsOf(const HeldSentence& sentence) const;
  ToldAct ToldActOf(const AwaitedQuestion& question, const FreshSentence& fresh) const;
  bool IsTakenOut(std::size_t question) const;
  double PairsShared(const AskedWords& asked, const HeldSentence& sentence) const;
  bool StandsWhereItWas(std::size_t question, std::size_t s) const;

  const std::vector<HeldSentence>& sentences_;
  ToldWords& told_;
  const QuestionBook& book_;
  std::size_t capture_;
  std::size_t page_;
  Instant seen_at_;
  HeldWords headline_;  // the last of the parts
  std::size_t parts_ = 0;
  std::vector<FreshSentence> fresh_;
  // Bits: what no new sentence has is not looked for in each of them.
  std::vector<std::uint64_t> pairs_seen_, sources_seen_;
  // Of the question that is measured.
  bool is_page_of_question_ = false;
  HeldOfList asked_, context_, sentence_;
  std::vector<double> with_headline_, rarest_;  // by new sentence
  std::vector<bool> holds_;                     // by part: the word that is weighed
  HeldWords pairs_, silent_;                    // those that a sentence may have
};

}  // namespace checkback
