#include "story/told/answer_measures.h"

#include <algorithm>
#include <chrono>

#include "story/told/never_answers.h"

namespace checkback {
namespace {

// Another page that comes within the hour knows no more than the one that asks: it was written
// beside it. The first right answer of data/developing comes after 2.6 hours.
constexpr std::chrono::hours kKnowsNoMore{1};

// Of the words of the sentence that asks, by weight: the same again. Set by hand.
constexpr double kAgain = 0.7;

// Of the words of the clause that speaks of it, those that the story had not: with fewer it is told
// again. Chosen on data/developing and the train half of quality/answers_real.tsv.
constexpr double kNothingNew = 0.1;

constexpr std::size_t kSeenBits = 65536;

void SetSeen(std::vector<std::uint64_t>& seen, const HeldWords& words) {
  for (const std::uint64_t word : words)
    seen[word % kSeenBits / 64] |= std::uint64_t{1} << word % 64;
}

// Those of `words` that may have been set.
void TakeSeen(const HeldWords& words, const std::vector<std::uint64_t>& seen, HeldWords& found) {
  found.clear();
  for (const std::uint64_t word : words) {
    if ((seen[word % kSeenBits / 64] >> word % 64 & 1) != 0) found.push_back(word);
  }
}

bool AnyIn(const HeldWords& words, const HeldWords& held) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return Holding(held, word); });
}
// The same; `marks`: those of `held`.
bool AnyIn(const HeldWords& words, const HeldWords& held, const WordMarks& marks) {
  return std::any_of(words.begin(), words.end(),
                     [&](auto word) { return marks.MayHold(word) && Holding(held, word); });
}
bool AnyFirst(const HeldWords& words, const ToldWords& told) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return !told.Holds(word); });
}

// Tells next to nothing that the story had not.
bool IsTold(const HeldWords& words, const ToldWords& told) {
  const auto fresh = std::count_if(words.begin(), words.end(),
                                   [&](std::uint64_t word) { return !told.Holds(word); });
  return static_cast<double>(fresh) <
         kNothingNew * std::max(1.0, static_cast<double>(words.size()));
}

// Asks the same again and tells more: "..., which said late on Friday that he would get one".
bool TellsMore(const AskedWords& asked, const HeldSentence& sentence, double share_of_sentence) {
  constexpr double kSame = 0.5;
  constexpr std::ptrdiff_t kLeastMore = 6;
  if (share_of_sentence <= kSame) return false;
  const auto more =
      std::count_if(sentence.words.begin(), sentence.words.end(),
                    [&](std::uint64_t word) { return !Holding(asked.sentence, word); });
  return more >= kLeastMore;
}

// Somebody who is neither named where it is asked nor known to the story.
bool NamesSomebodyNew(const AskedWords& asked, const HeldWords& new_actors) {
  return std::any_of(new_actors.begin(), new_actors.end(), [&](std::uint64_t word) {
    return !Holding(asked.sentence, word) && !Holding(asked.context, word);
  });
}

}  // namespace

SentenceMeasures::SentenceMeasures(const Telling& telling, const StoryUpdate& update,
                                   const std::vector<HeldSentence>& sentences, ToldWords& told,
                                   const QuestionBook& book)
    : sentences_(sentences),
      told_(told),
      book_(book),
      capture_(update.capture),
      page_(telling.page),
      seen_at_(telling.seen_at),
      headline_(FamiliesOf(telling.article->headline, telling.article->language)),
      pairs_seen_(kSeenBits / 64),
      sources_seen_(kSeenBits / 64) {
  SortEachOnce(headline_);
  std::vector<const HeldWords*> parts;
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    const HeldSentence& sentence = sentences[s];
    if (!sentence.is_new) continue;
    FreshSentence& fresh = fresh_.emplace_back();
    fresh.at = s;
    fresh.parts = parts.size();
    fresh.news = NewsOf(sentence);
    fresh.is_told = IsTold(sentence.words, told);
    fresh.before = WordMarks(Before(s));
    fresh.with_names = WordMarks(sentence.with_names);
    parts.push_back(&sentence.with_names);
    for (const HeldClause& clause : sentence.clauses) {
      fresh.arguments.emplace_back(clause.arguments);
      fresh.clauses_are_told.push_back(IsTold(clause.said.words, told));
      fresh.of_clauses.push_back(NewsOf(clause.said));
      parts.push_back(&clause.said.with_names);
    }
    SetSeen(pairs_seen_, sentence.pairs);
    SetSeen(sources_seen_, sentence.sources);
  }
  parts_ = parts.size();
  parts.push_back(&headline_);
  told.SetParts(parts);
}

// The words of the sentence before one, of the first its own.
const HeldWords& SentenceMeasures::Before(std::size_t s) const {
  return s > 0 ? sentences_[s - 1].words : sentences_[s].words;
}

void SentenceMeasures::Weigh(const std::vector<ToldWords::Place>& places, HeldOfList& held) {
  if (held.any || held.common.empty()) held.common.assign(parts_ + 1, 0);
  held.all = 0;
  held.any = std::any_of(places.begin(), places.end(),
                         [&](ToldWords::Place place) { return told_.IsInAPart(place); });
  if (!held.any) return;
  for (const ToldWords::Place place : places) {
    const double weight = told_.WeightAt(place);
    held.all += weight;
    told_.ForEachPartWith(place, [&](std::uint32_t part) { held.common[part] += weight; });
  }
}

// The words that are asked, also by the sentences with the headline, and the rarest that are held.
void SentenceMeasures::WeighAsked(const std::vector<ToldWords::Place>& places) {
  Weigh(places, asked_);
  with_headline_.assign(fresh_.size(), 0);
  rarest_.assign(fresh_.size(), 0);
  holds_.resize(parts_ + 1);
  for (const ToldWords::Place place : places) {
    if (!told_.IsInAPart(place)) continue;
    told_.ForEachPartWith(place, [&](std::uint32_t part) { holds_[part] = true; });
    const double weight = told_.WeightAt(place);
    for (std::size_t i = 0; i < fresh_.size(); ++i) {
      const bool held = holds_[fresh_[i].parts];
      if (held || holds_[parts_]) with_headline_[i] += weight;
      if (held) rarest_[i] = std::max(rarest_[i], weight);
    }
    told_.ForEachPartWith(place, [&](std::uint32_t part) { holds_[part] = false; });
  }
}

void SentenceMeasures::Measure(const AwaitedQuestion& question,
                               std::vector<AnswerCandidate>& candidates) {
  WeighAsked(question.words);
  Weigh(question.context, context_);
  Weigh(question.sentence, sentence_);
  is_page_of_question_ = book_.Asked(question.question, page_);
  TakeSeen(question.asked.sentence_pairs, pairs_seen_, pairs_);
  TakeSeen(question.asked.silent, sources_seen_, silent_);
  for (std::size_t i = 0; i < fresh_.size(); ++i) {
    const Meeting meeting = MeetingOf(question, i);
    if (meeting.can_settle) MeasureOne(question, i, meeting, candidates.emplace_back());
  }
}

// Whether the sentence shares anything with what is asked or stood around it.
bool SentenceMeasures::SpeaksOfIt(const AwaitedQuestion& question, std::size_t fresh) const {
  const FreshSentence& one = fresh_[fresh];
  const AskedWords& asked = question.asked;
  if (AnyIn(asked.words, Before(one.at), one.before)) return true;
  return one.with_names.MayShare(question.beside) &&
         AnyIn(asked.beside, sentences_[one.at].with_names, one.with_names);
}

SentenceMeasures::Meeting SentenceMeasures::MeetingOf(const AwaitedQuestion& question,
                                                      std::size_t fresh) const {
  const AskedWords& asked = question.asked;
  const HeldSentence& sentence = sentences_[fresh_[fresh].at];
  const std::size_t part = fresh_[fresh].parts;
  Meeting meeting;
  meeting.head = asked_.all > 0 ? with_headline_[fresh] / asked_.all : 0;
  meeting.context = context_.ShareIn(part);
  meeting.of_sentence = sentence_.ShareIn(part);
  if (meeting.head + meeting.context <= 0 && !SpeaksOfIt(question, fresh)) return meeting;
  meeting.fit = FitOf(asked, sentence, fresh_[fresh].news);
  meeting.tells_more = TellsMore(asked, sentence, meeting.of_sentence);
  meeting.can_settle =
      (meeting.fit.holds || !meeting.fit.must) && (!sentence.only_asks || meeting.tells_more);
  return meeting;
}

// The shortest clause that holds nearly as much of what is asked as any does; null where the
// sentence has none.
const HeldClause* SentenceMeasures::ClauseFor(std::size_t fresh) const {
  const HeldSentence& sentence = sentences_[fresh_[fresh].at];
  const std::size_t first = fresh_[fresh].parts + 1;
  double most = 0;
  for (std::size_t i = 0; i < sentence.clauses.size(); ++i)
    most = std::max(most, asked_.ShareIn(first + i));
  const HeldClause* best = nullptr;
  for (std::size_t i = 0; i < sentence.clauses.size(); ++i) {
    const HeldClause& clause = sentence.clauses[i];
    if (!HoldsNearlyAll(asked_.ShareIn(first + i), most)) continue;
    const bool shorter = best && clause.said.span.size() < best->said.span.size();
    if (!best || (most > 0 ? shorter : !shorter)) best = &clause;
  }
  return best;
}

SentenceMeasures::Fit SentenceMeasures::FitOf(const AskedWords& asked, const HeldSentence& sentence,
                                              const News& news) {
  if (asked.wants == AnswerType::kDuration) return {sentence.has_said_time, news.said_time, true};
  if (asked.wants == AnswerType::kReason) return {sentence.has_reason, sentence.has_reason, true};
  switch (asked.kind) {
    case QuestionKind::kHowMany:
      return {sentence.has_figure, AnyIn(asked.asked, sentence.counted), true};
    case QuestionKind::kWhen:
      return {!sentence.said_times.empty(), news.said_time, true};
    case QuestionKind::kWho:
      return {!sentence.actors.empty(), NamesSomebodyNew(asked, news.actors), true};
    case QuestionKind::kWhere:
      return {sentence.has_place, news.word, true};
    case QuestionKind::kWhy:
      return {sentence.has_reason, sentence.has_reason, true};
    case QuestionKind::kWhether:
    case QuestionKind::kWhat:
    case QuestionKind::kHow:
      return {};
  }
  return {};
}

SentenceMeasures::News SentenceMeasures::NewsOf(const HeldSentence& sentence) const {
  News news;
  std::copy_if(sentence.actors.begin(), sentence.actors.end(), std::back_inserter(news.actors),
               [&](std::uint64_t word) { return !told_.Holds(word); });
  news.said_time = AnyFirst(sentence.said_times, told_);
  news.word = AnyFirst(sentence.words, told_);
  return news;
}

SentenceMeasures::ToldAct SentenceMeasures::ToldActOf(const AwaitedQuestion& question,
                                                      const FreshSentence& fresh) const {
  const AskedWords& asked = question.asked;
  const HeldSentence& sentence = sentences_[fresh.at];
  ToldAct best;
  for (std::size_t i = 0; i < sentence.clauses.size(); ++i) {
    const HeldClause& clause = sentence.clauses[i];
    const bool arguments =
        fresh.arguments[i].MayShare(question.arguments) && AnyIn(asked.arguments, clause.arguments);
    const double share = asked_.ShareIn(fresh.parts + 1 + i);
    best.arguments = best.arguments || arguments;
    if (!arguments && share <= 0) continue;
    const Fit fit = FitOf(asked, clause.said, fresh.of_clauses[i]);
    if (fit.must && !fit.holds) continue;
    best.both =
        best.both || (arguments && (!fit.must || fit.first) && AnyIn(asked.act, clause.act));
    best.share = std::max(best.share, share);
  }
  return best;
}

double SentenceMeasures::PairsShared(const AskedWords& asked, const HeldSentence& sentence) const {
  if (pairs_.empty()) return 0;
  const auto common = std::count_if(pairs_.begin(), pairs_.end(), [&](std::uint64_t pair) {
    return Holding(sentence.pairs, pair);
  });
  return static_cast<double>(common) / static_cast<double>(asked.sentence_pairs.size());
}

void SentenceMeasures::MeasureOne(const AwaitedQuestion& question, std::size_t fresh,
                                  const Meeting& meeting, AnswerCandidate& candidate) const {
  constexpr double kRarityScale = 5;
  const AskedWords& asked = question.asked;
  const std::size_t s = fresh_[fresh].at;
  const std::size_t part = fresh_[fresh].parts;
  const HeldSentence& sentence = sentences_[s];
  candidate.question = question.question;
  candidate.sentence = {capture_, sentence.span};
  AnswerMeasures& measures = candidate.measures;
  const bool whether = asked.kind == QuestionKind::kWhether;
  const Fit& fit = meeting.fit;
  measures[PlaceOfMeasure("share")] = asked_.ShareIn(part);
  measures[PlaceOfMeasure("head")] = meeting.head;
  measures[PlaceOfMeasure("context")] = meeting.context;
  measures[PlaceOfMeasure("sentence")] = meeting.of_sentence;
  measures[PlaceOfMeasure("rewritten")] = PairsShared(asked, sentence);
  measures[PlaceOfMeasure("rarest")] = rarest_[fresh] / kRarityScale;
  measures[PlaceOfMeasure("fits")] = fit.holds && fit.first;
  measures[PlaceOfMeasure("asks")] = sentence.asks;
  measures[PlaceOfMeasure("unsure")] = sentence.is_unsure;
  measures[PlaceOfMeasure("not")] = whether && sentence.says_no;
  measures[PlaceOfMeasure("whether")] = whether;
  measures[PlaceOfMeasure("silent")] = AnyIn(silent_, sentence.sources);
  const bool place = StandsWhereItWas(question.question, s);
  measures[PlaceOfMeasure("place")] = place;
  // What the page says in the place of its question was put there to answer it.
  const bool same_page = place || is_page_of_question_;
  const bool beside = !same_page && seen_at_ - question.opened < kKnowsNoMore;
  const HeldClause* clause = ClauseFor(fresh);
  const std::size_t of_clause =
      clause == nullptr ? 0 : static_cast<std::size_t>(clause - sentence.clauses.data());
  const std::size_t speaks = clause == nullptr ? part : part + 1 + of_clause;
  const AnswerTry attempt{.asked = asked,
                          .sentence = sentence,
                          .clause = clause,
                          .of_sentence = meeting.of_sentence,
                          .of_context = meeting.context,
                          .same_page = same_page,
                          .says_again = meeting.of_sentence >= kAgain && !meeting.tells_more,
                          .holds_asked = asked_.common[speaks] > 0};
  // A page that asks still does not know, unless it tells just that.
  const bool asks_still = book_.Asks(question.question, page_) && asked_.common[speaks] == 0;
  candidate.never = beside || asks_still || NeverAnswers(attempt);
  measures[PlaceOfMeasure("thin")] = SharesNothing(attempt);
  measures[PlaceOfMeasure("hedged")] = sentence.is_unsure && !asked.is_ahead;
  const bool is_told =
      clause == nullptr ? fresh_[fresh].is_told : fresh_[fresh].clauses_are_told[of_clause];
  measures[PlaceOfMeasure("told")] = !same_page && is_told;
  measures[PlaceOfMeasure("why")] = asked.kind == QuestionKind::kWhy;
  const ToldAct act = ToldActOf(question, fresh_[fresh]);
  measures[PlaceOfMeasure("acts")] = act.both;
  measures[PlaceOfMeasure("args")] = act.arguments;
  measures[PlaceOfMeasure("clause")] = act.share;
  measures[PlaceOfMeasure("taken")] = IsTakenOut(question.question);
  measures[PlaceOfMeasure("settled")] = sentence.settles;
  measures[PlaceOfMeasure("wavers")] = sentence.wavers;
  measures[PlaceOfMeasure("naming")] = sentence.names_somebody;
  measures[PlaceOfMeasure("counted")] =
      asked.kind == QuestionKind::kHowMany && AnyIn(asked.asked, sentence.counted);
}

bool SentenceMeasures::IsTakenOut(std::size_t question) const {
  return std::any_of(book_.taken_out().begin(), book_.taken_out().end(),
                     [&](const auto& gone) { return gone.question == question; });
}

bool SentenceMeasures::StandsWhereItWas(std::size_t question, std::size_t s) const {
  const std::uint64_t before = s > 0 ? sentences_[s - 1].printed : 0;
  const std::uint64_t after = s + 1 < sentences_.size() ? sentences_[s + 1].printed : 0;
  return std::any_of(book_.taken_out().begin(), book_.taken_out().end(), [&](const auto& gone) {
    return gone.question == question &&
           ((before != 0 && gone.before == before) || (after != 0 && gone.after == after));
  });
}

}  // namespace checkback
