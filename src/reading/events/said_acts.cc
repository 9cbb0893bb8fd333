#include "reading/events/said_acts.h"

#include <algorithm>

#include "reading/names/name_words.h"

namespace checkback {
namespace {

bool IsIn(std::string_view word, const std::vector<std::string_view>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

SaidActs::SaidActs(const EventSurroundings& around)
    : around_(around), rules_(EventRulesOf(around.grammar.language())) {}

std::optional<SaidAct> SaidActs::In(WordRange sentence, const PartyReader& parties) const {
  if (rules_.said.empty()) return std::nullopt;
  const std::vector<Clause>& all = around_.clauses.all;
  const auto first = std::lower_bound(all.begin(), all.end(), sentence.first,
                                      [](const Clause& c, WordIndex w) { return c.predicate < w; });
  for (auto clause = first; clause != all.end() && clause->predicate < sentence.end; ++clause) {
    const Quote* const quote = parties.QuoteAt(clause->predicate);
    if (quote == nullptr || quote->speaker.empty()) continue;
    const auto place = static_cast<std::size_t>(clause - all.begin());
    if (!IsOutermost(place, *quote)) continue;
    for (const SaidRule& rule : rules_.said) {
      if (!Fits(rule, place, *quote)) continue;
      SaidAct act;
      act.predicate = clause->predicate;
      act.rule = &rule;
      act.speaker = parties.SpeakerOf(*quote);
      act.target = TargetOf(rule, *clause, *quote);
      return act;
    }
  }
  return std::nullopt;
}

// Not below another clause of the same quote, unless joined to it.
bool SaidActs::IsOutermost(std::size_t place, const Quote& quote) const {
  const std::vector<Clause>& all = around_.clauses.all;
  const Clause& clause = all[place];
  if (clause.question || !clause.above) return !clause.question;
  const WordIndex above = all[*clause.above].predicate;
  const std::size_t at = around_.grammar[above].span.start;
  const bool inside = quote.words.start <= at && at < quote.words.end;
  return !inside || clause.tie == ClauseTie::kJoined;
}

bool SaidActs::Fits(const SaidRule& rule, std::size_t clause, const Quote& quote) const {
  return std::all_of(rule.signs.begin(), rule.signs.end(),
                     [&](const SaidSign& sign) { return Has(sign, clause, quote) != sign.absent; });
}

bool SaidActs::Has(const SaidSign& sign, std::size_t place, const Quote& quote) const {
  const Grammar& grammar = around_.grammar;
  const Clause& clause = around_.clauses.all[place];
  const std::string_view modal = clause.verb.modal ? grammar.Lower(*clause.verb.modal) : "";
  if (sign.sign == "not") return clause.verb.negated;
  if (sign.sign == "past") {
    return clause.verb.tense == ClauseTense::kPast || clause.verb.perfect;
  }
  if (sign.sign == "will") {
    return clause.verb.tense == ClauseTense::kFuture || modal == "would" || modal == "'d";
  }
  if (sign.sign == "must") {
    // "should sales fall" is a condition.
    const bool turned = clause.verb.modal && clause.subject && *clause.verb.modal < *clause.subject;
    return !turned && (modal == "must" || modal == "should" || modal == "ought");
  }
  if (sign.sign == "there") return grammar.Has(clause.predicate, Relation::kExpl);
  if (sign.sign == "if" || sign.sign == "unless") {
    const auto condition = ConditionOf(clause, quote);
    if (!condition) return false;
    const auto mark = grammar.Dependent(*condition, Relation::kMark);
    const bool unless = mark && grammar.Lower(*mark) == "unless";
    return unless == (sign.sign == "unless");
  }
  if (sign.sign == "pred") return IsIn(grammar.Lemma(clause.predicate), sign.words);
  if (sign.sign == "obj") return clause.object && IsIn(grammar.Lemma(*clause.object), sign.words);
  if (sign.sign == "subj") return IsIn(SubjectKind(clause, quote), sign.words);
  if (sign.sign == "cue") {
    return IsIn(Words(grammar.text(), quote.cue), sign.words);
  }
  if (sign.sign == "has") {
    constexpr WordIndex kLongest = 64;
    const WordIndex end = std::min(clause.words.end, clause.words.first + kLongest);
    for (WordIndex i = clause.words.first; i < end; ++i) {
      if (IsIn(grammar.Lemma(i), sign.words)) return true;
    }
  }
  return false;
}

// What the clause depends on; also where the parser hangs it on the verb of saying.
std::optional<WordIndex> SaidActs::ConditionOf(const Clause& clause, const Quote& quote) const {
  if (clause.condition) return clause.condition;
  const Grammar& grammar = around_.grammar;
  const std::vector<Clause>& all = around_.clauses.all;
  constexpr std::ptrdiff_t kNear = 2;  // clauses before and behind
  const auto own = std::lower_bound(all.begin(), all.end(), clause.predicate,
                                    [](const Clause& c, WordIndex w) { return c.predicate < w; });
  const auto first = own - std::min(kNear, own - all.begin());
  const auto end = own + std::min(kNear + 1, all.end() - own);
  for (auto c = first; c != end; ++c) {
    const std::size_t at = grammar[c->predicate].span.start;
    const bool inside = quote.words.start <= at && at < quote.words.end &&
                        grammar.SentenceOf(c->predicate) == grammar.SentenceOf(clause.predicate);
    if (inside && c->tie == ClauseTie::kCondition) return c->predicate;
  }
  return std::nullopt;
}

bool SaidActs::IsSelf(WordIndex word, const Quote& quote) const {
  const auto first = rules_.sets.find("first");
  if (first != rules_.sets.end() && IsIn(around_.grammar.Lower(word), first->second)) return true;
  const auto entity = around_.names.EntityAt(word);
  return quote.entity && entity == quote.entity;
}

// "self": the speaker; "it": a thing that is pointed at; "other": somebody else; "thing": the rest.
std::string_view SaidActs::SubjectKind(const Clause& clause, const Quote& quote) const {
  const Grammar& grammar = around_.grammar;
  if (!clause.subject) return "none";
  const WordIndex subject = *clause.subject;
  if (IsSelf(subject, quote)) return "self";
  const std::string_view lower = grammar.Lower(subject);
  if (lower == "it" || lower == "that" || lower == "this") {
    return around_.names.EntityAt(subject) ? "other" : "it";
  }
  if (grammar[subject].upos == Upos::kPron) {
    return lower == "he" || lower == "she" || lower == "they" || lower == "you" ? "other" : "none";
  }
  for (const WordIndex d : grammar.Dependents(subject)) {  // "our members", "his party"
    if (grammar[d].relation != Relation::kNmodPoss) continue;
    const std::string_view of = grammar.Lower(d);
    if (of == "my" || of == "our" || IsSelf(d, quote)) return "own";
  }
  const NameClasses classes = NameWords::Table(grammar.language()).Of(grammar.Lemma(subject));
  const bool acts = classes.Has(NameClass::kRole) || classes.Has(NameClass::kBody) ||
                    around_.names.EntityAt(subject) || grammar[subject].form == Form::kPlural;
  return acts ? "other" : "thing";
}

std::optional<WordIndex> SaidActs::TargetOf(const SaidRule& rule, const Clause& clause,
                                            const Quote& quote) const {
  if (rule.target == "subj") return clause.subject;
  if (rule.target == "obj") return clause.object;
  const auto condition = ConditionOf(clause, quote);
  if (rule.target != "if" || !condition) return std::nullopt;
  const std::size_t place = around_.clauses.of_word[*condition];
  return place == Clauses::kNoClause ? std::nullopt : around_.clauses.all[place].subject;
}

}  // namespace checkback
