#include "story/told/answers.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "story/told/never_answers.h"

namespace checkback {
namespace {

// Open questions that a capture is measured against, the newest; so that one more capture of a long
// story costs no more.
constexpr std::size_t kMostOpen = 256;

// Another page that comes within the hour knows no more than the one that asks: it was written
// beside it. The first right answer of data/developing comes after 2.6 hours.
constexpr std::chrono::hours kKnowsNoMore{1};

// Of the words of the sentence that asks, by weight: the same again. Set by hand.
constexpr double kAgain = 0.7;

// Of the words of the clause that speaks of it, those that the story had not: with fewer it is told
// again. Chosen on data/developing and the train half of quality/answers_real.tsv.
constexpr double kNothingNew = 0.1;

// The best of so many sentences is no better than it seems. Chosen on the same.
constexpr double kFewTried = 4;

constexpr std::size_t PlaceOf(std::string_view name) {
  return static_cast<std::size_t>(std::find(kAnswerNames.begin(), kAnswerNames.end(), name) -
                                  kAnswerNames.begin());
}

bool AnyIn(const HeldWords& words, const HeldWords& held) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return Holding(held, word); });
}
bool AnyFirst(const HeldWords& words, const ToldWords& told) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return !told.Holds(word); });
}

HeldWords Both(const HeldWords& a, const HeldWords& b) {
  HeldWords both = a;
  both.insert(both.end(), b.begin(), b.end());
  SortEachOnce(both);
  return both;
}

struct Fit {
  bool holds = false;
  bool first = false;  // one that the story had not told
  bool must = false;   // what does not hold it cannot settle the question
};

// Somebody who is neither named where it is asked nor known to the story.
bool NamesSomebodyNew(const AskedWords& asked, const HeldSentence& sentence,
                      const ToldWords& told) {
  return std::any_of(sentence.actors.begin(), sentence.actors.end(), [&](std::uint64_t word) {
    return !Holding(asked.sentence, word) && !Holding(asked.context, word) && !told.Holds(word);
  });
}

Fit FitOf(const AskedWords& asked, const HeldSentence& sentence, const ToldWords& told) {
  if (asked.wants == AnswerType::kDuration)
    return {sentence.has_said_time, AnyFirst(sentence.said_times, told), true};
  if (asked.wants == AnswerType::kReason) return {sentence.has_reason, sentence.has_reason, true};
  switch (asked.kind) {
    case QuestionKind::kHowMany:
      return {sentence.has_figure, AnyIn(asked.asked, sentence.counted), true};
    case QuestionKind::kWhen:
      return {!sentence.said_times.empty(), AnyFirst(sentence.said_times, told), true};
    case QuestionKind::kWho:
      return {!sentence.actors.empty(), NamesSomebodyNew(asked, sentence, told), true};
    case QuestionKind::kWhere:
      return {sentence.has_place, AnyFirst(sentence.words, told), true};
    case QuestionKind::kWhy:
      return {sentence.has_reason, sentence.has_reason, true};
    case QuestionKind::kWhether:
    case QuestionKind::kWhat:
    case QuestionKind::kHow:
      return {};
  }
  return {};
}

// What the clauses of a sentence tell of the act that is asked.
struct ToldAct {
  bool arguments = false, both = false;
  double share = 0;
};

ToldAct ToldActOf(const AskedWords& asked, const WeighedWords& words, const HeldSentence& sentence,
                  const ToldWords& told) {
  ToldAct best;
  for (const HeldClause& clause : sentence.clauses) {
    const bool arguments = AnyIn(asked.arguments, clause.arguments);
    best.arguments = best.arguments || arguments;
    const Fit fit = FitOf(asked, clause.said, told);
    if (fit.must && !fit.holds) continue;
    const bool wanted = !fit.must || fit.first;
    best.both = best.both || (arguments && wanted && AnyIn(asked.act, clause.act));
    best.share = std::max(best.share, words.ShareIn(clause.said.with_names));
  }
  return best;
}

// Asks the same again and tells more: "..., which said late on Friday that he would get one".
bool TellsMore(const AskedWords& asked, const HeldSentence& sentence, double share_of_sentence) {
  constexpr double kSame = 0.5;
  constexpr std::ptrdiff_t kLeastMore = 6;
  const auto more =
      std::count_if(sentence.words.begin(), sentence.words.end(),
                    [&](std::uint64_t word) { return !Holding(asked.sentence, word); });
  return share_of_sentence > kSame && more >= kLeastMore;
}

// The clause that speaks of what is asked tells next to nothing that the story had not.
bool IsTold(const AnswerTry& attempt, const ToldWords& told) {
  const HeldClause* clause = attempt.clause;
  const HeldWords& words = clause ? clause->said.words : attempt.sentence.words;
  const auto fresh = std::count_if(words.begin(), words.end(),
                                   [&](std::uint64_t word) { return !told.Holds(word); });
  return static_cast<double>(fresh) <
         kNothingNew * std::max(1.0, static_cast<double>(words.size()));
}

double ShareOfPairs(const AskedWords& asked, const HeldSentence& sentence) {
  if (asked.sentence_pairs.empty()) return 0;
  const auto common =
      std::count_if(asked.sentence_pairs.begin(), asked.sentence_pairs.end(),
                    [&](std::uint64_t pair) { return Holding(sentence.pairs, pair); });
  return static_cast<double>(common) / static_cast<double>(asked.sentence_pairs.size());
}

double RarestOf(const WeighedWords& asked, const HeldSentence& sentence) {
  constexpr double kScale = 5;
  double rarest = 0;
  for (std::size_t i = 0; i < asked.words.size(); ++i) {
    if (Holding(sentence.with_names, asked.words[i])) rarest = std::max(rarest, asked.weights[i]);
  }
  return rarest / kScale;
}

// What a question asks, weighed once for all sentences of a capture.
struct WeighedQuestion {
  WeighedQuestion(const AskedWords& of, const ToldWords& told)
      : asked(of),
        words(told.Weighed(of.words)),
        context(told.Weighed(of.context)),
        sentence(told.Weighed(of.sentence)) {}

  const AskedWords& asked;
  WeighedWords words, context, sentence;
};

// The sentences of one capture against its questions.
class AgainstQuestion {
 public:
  AgainstQuestion(const std::vector<HeldSentence>& sentences, const HeldWords& headline,
                  const ToldWords& told, const QuestionBook& book, const Telling& telling)
      : sentences_(sentences),
        with_headline_(sentences.size()),
        told_(told),
        book_(book),
        page_(telling.page),
        seen_at_(telling.seen_at) {
    for (std::size_t s = 0; s < sentences.size(); ++s) {
      if (sentences[s].is_new) with_headline_[s] = Both(sentences[s].with_names, headline);
    }
  }

  template <typename Open>
  AnswerCandidate Measure(const Open& open, const WeighedQuestion& weighed, std::size_t capture,
                          std::size_t s) const {
    const std::size_t question = open.question;
    const AskedWords& asked = weighed.asked;
    const HeldSentence& sentence = sentences_[s];
    const HeldWords& before = s > 0 ? sentences_[s - 1].words : sentence.words;
    AnswerCandidate candidate{.question = question, .sentence = {capture, sentence.span}};
    const auto set = [&](std::string_view name, double value) {
      candidate.measures[PlaceOf(name)] = value;
    };
    const bool whether = asked.kind == QuestionKind::kWhether;
    const double head = weighed.words.ShareIn(with_headline_[s]);
    const double context = weighed.context.ShareIn(sentence.with_names);
    const double of_sentence = weighed.sentence.ShareIn(sentence.with_names);
    const Fit fit = FitOf(asked, sentence, told_);
    set("share", weighed.words.ShareIn(sentence.with_names));
    set("head", head);
    set("context", context);
    set("sentence", of_sentence);
    set("rewritten", ShareOfPairs(asked, sentence));
    set("rarest", RarestOf(weighed.words, sentence));
    set("fits", fit.holds && fit.first);
    set("asks", sentence.asks);
    set("unsure", sentence.is_unsure);
    set("not", whether && sentence.says_no);
    set("whether", whether);
    set("silent", AnyIn(asked.silent, sentence.sources));
    const bool place = StandsWhereItWas(question, s);
    set("place", place);
    const bool shares = head + context > 0 || AnyIn(asked.words, before) ||
                        AnyIn(asked.beside, sentence.with_names);
    const bool only_asks = sentence.only_asks && !TellsMore(asked, sentence, of_sentence);
    // What the page says in the place of its question was put there to answer it.
    const bool same_page = place || book_.Asked(question, page_);
    const bool beside = !same_page && seen_at_ - open.opened < kKnowsNoMore;
    candidate.can_settle = (fit.holds || !fit.must) && !only_asks && shares;
    const AnswerTry attempt{
        .asked = asked,
        .sentence = sentence,
        .clause = ClauseFor(weighed.words, sentence),
        .of_sentence = of_sentence,
        .of_context = context,
        .same_page = same_page,
        .says_again = of_sentence >= kAgain && !TellsMore(asked, sentence, of_sentence)};
    candidate.never = beside || NeverAnswers(attempt);
    set("thin", SharesNothing(attempt));
    set("hedged", sentence.is_unsure && !asked.is_ahead);
    set("told", !same_page && IsTold(attempt, told_));
    set("why", asked.kind == QuestionKind::kWhy);
    const ToldAct act = ToldActOf(asked, weighed.words, sentence, told_);
    set("acts", act.both);
    set("args", act.arguments);
    set("clause", act.share);
    set("taken", IsTakenOut(question));
    set("settled", sentence.settles);
    set("wavers", sentence.wavers);
    set("naming", sentence.names_somebody);
    set("counted", asked.kind == QuestionKind::kHowMany && AnyIn(asked.asked, sentence.counted));
    return candidate;
  }

 private:
  bool IsTakenOut(std::size_t question) const {
    return std::any_of(book_.taken_out().begin(), book_.taken_out().end(),
                       [&](const auto& gone) { return gone.question == question; });
  }

  bool StandsWhereItWas(std::size_t question, std::size_t s) const {
    const std::uint64_t before = s > 0 ? sentences_[s - 1].printed : 0;
    const std::uint64_t after = s + 1 < sentences_.size() ? sentences_[s + 1].printed : 0;
    return std::any_of(book_.taken_out().begin(), book_.taken_out().end(), [&](const auto& gone) {
      return gone.question == question &&
             ((before != 0 && gone.before == before) || (after != 0 && gone.after == after));
    });
  }

  const std::vector<HeldSentence>& sentences_;
  std::vector<HeldWords> with_headline_;  // the words of each sentence that is new, and those
  const ToldWords& told_;
  const QuestionBook& book_;
  std::size_t page_;
  Instant seen_at_;
};

}  // namespace

void ToldWords::Count(const HeldSentence& sentence) {
  ++sentences_;
  for (const std::uint64_t word : sentence.words) ++count_[word];
}

void ToldWords::Keep(const HeldSentence& sentence) {
  told_.insert(sentence.words.begin(), sentence.words.end());
  told_.insert(sentence.times.begin(), sentence.times.end());
}

WeighedWords ToldWords::Weighed(const HeldWords& words) const {
  WeighedWords weighed{.words = words, .weights = {}};
  weighed.weights.reserve(words.size());
  for (const std::uint64_t word : words) {
    const auto found = count_.find(word);
    const double count = found == count_.end() ? 0 : found->second;
    weighed.weights.push_back(std::log((static_cast<double>(sentences_) + 1) / (count + 0.5)));
    weighed.all += weighed.weights.back();
  }
  return weighed;
}

double WeighedWords::ShareIn(const HeldWords& held) const {
  double common = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (Holding(held, words[i])) common += weights[i];
  }
  return all > 0 ? common / all : 0;
}

void AnswerSearch::Add(const Telling& telling, const StoryUpdate& update, const QuestionBook& book,
                       const Take& take) {
  const std::vector<HeldSentence> sentences = HeldSentencesOf(telling, update);
  for (const HeldSentence& sentence : sentences) told_.Count(sentence);
  if (!open_.empty()) {
    HeldWords headline = FamiliesOf(telling.article->headline, telling.article->language);
    SortEachOnce(headline);
    const AgainstQuestion against(sentences, headline, told_, book, telling);
    const bool any_new = std::any_of(sentences.begin(), sentences.end(),
                                     [](const HeldSentence& sentence) { return sentence.is_new; });
    std::vector<AnswerCandidate> candidates;
    for (Open& open : open_) {
      if (!any_new) break;
      const WeighedQuestion weighed(open.asked, told_);
      candidates.clear();
      for (std::size_t s = 0; s < sentences.size(); ++s) {
        if (sentences[s].is_new)
          candidates.push_back(against.Measure(open, weighed, update.capture, s));
      }
      CountTried(open, candidates);
      for (AnswerCandidate& candidate : candidates)
        candidate.licence = LicenceOf(open.asked.kind, candidate.measures);
      if (!candidates.empty()) take(candidates, open.asked);
    }
  }
  for (const HeldSentence& sentence : sentences) told_.Keep(sentence);
  OpenNew(telling, book);
}

void AnswerSearch::CountTried(Open& open, std::span<AnswerCandidate> candidates) {
  open.tried += static_cast<std::size_t>(std::count_if(
      candidates.begin(), candidates.end(),
      [](const AnswerCandidate& candidate) { return candidate.can_settle && !candidate.never; }));
  const double tried = std::log((1 + static_cast<double>(open.tried)) / kFewTried);
  for (AnswerCandidate& candidate : candidates)
    candidate.measures[PlaceOf("tried")] = std::max(0.0, tried);
}

void AnswerSearch::OpenNew(const Telling& telling, const QuestionBook& book) {
  for (; known_ < book.size(); ++known_) {
    open_.push_back({known_, AskedWordsOf(telling, book.At(known_)), telling.seen_at, 0});
    if (open_.size() > kMostOpen) open_.pop_front();
  }
}

}  // namespace checkback
