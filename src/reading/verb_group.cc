#include "reading/verb_group.h"

#include <algorithm>
#include <array>

namespace checkback {
namespace {

template <std::size_t kSize>
bool In(std::string_view word, const std::array<std::string_view, kSize>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Words of the closed classes of English grammar.
constexpr std::array<std::string_view, 21> kModals = {
    "will", "'ll",     "\u2019ll", "wo",   "shall",  "sha",  "would",
    "'d",   "\u2019d", "can",      "ca",   "could",  "may",  "might",
    "must", "should",  "ought",    "need", "cannot", "dare", "can\u2019t"};
constexpr std::array<std::string_view, 11> kNegations = {
    "not",    "n't",      "n\u2019t", "never",   "neither", "nor",
    "hardly", "scarcely", "barely",   "nowhere", "nt"};
constexpr std::array<std::string_view, 6> kNobody = {"no",      "nobody",  "none",
                                                     "nothing", "neither", "nor"};

bool IsNegation(const Grammar& grammar, WordIndex word) {
  const std::string_view lower = grammar.Lower(word);
  if (In(lower, kNegations)) {
    // "not only", "not just" deny nothing
    const WordIndex next = word + 1;
    return next >= grammar.size() ||
           (grammar.Lower(next) != "only" && grammar.Lower(next) != "just");
  }
  // "is no clearer"
  if (lower == "no") {
    const auto head = grammar.Head(word);
    return head && grammar[*head].form == Form::kComparative;
  }
  if (lower != "longer" && lower != "more") return false;  // "no longer"
  for (const WordIndex under : grammar.Dependents(word)) {
    if (grammar.Lower(under) == "no") return true;
  }
  return false;
}

// "nobody", "no batch", "neither of them".
bool IsNobody(const Grammar& grammar, WordIndex phrase) {
  if (In(grammar.Lower(phrase), kNobody)) return true;
  for (const WordIndex under : grammar.Dependents(phrase)) {
    const Relation relation = UniversalPart(grammar[under].relation);
    if (relation == Relation::kDet && In(grammar.Lower(under), kNobody)) return true;
  }
  return false;
}

ClauseTense TenseOf(const Word& word) {
  if (word.form == Form::kPast) return ClauseTense::kPast;
  if (word.form == Form::kPresent) return ClauseTense::kPresent;
  return ClauseTense::kNone;
}

void TakeAuxiliary(const Grammar& grammar, WordIndex word, VerbGroup& group) {
  const std::string_view lower = grammar.Lower(word);
  const std::string_view lemma = grammar.Lemma(word);
  if (In(lower, kModals) && grammar[word].form != Form::kPast) {
    // "'d" and "need" are modals only where the tagger says so.
    if (grammar[word].form == Form::kModal || grammar[word].form == Form::kNone ||
        lemma == "will" || lemma == "would") {
      if (!group.modal) group.modal = word;
      group.tense = ClauseTense::kFuture;
      return;
    }
  }
  if (lemma == "have") group.perfect = true;
  if (group.tense == ClauseTense::kNone) group.tense = TenseOf(grammar[word]);
}

bool HasPerfectInfinitive(const VerbGroup& group) {
  return group.perfect && group.modal.has_value();
}

}  // namespace

VerbGroup VerbGroupOf(const Grammar& grammar, WordIndex predicate) {
  VerbGroup group;
  const Word& head = grammar[predicate];
  bool to = false, be = false;
  for (const WordIndex word : grammar.Dependents(predicate)) {
    const Relation relation = UniversalPart(grammar[word].relation);
    switch (relation) {
      case Relation::kAux:
        if (grammar[word].relation == Relation::kAuxPass) group.passive = true;
        if (grammar.Lemma(word) == "be") be = true;
        TakeAuxiliary(grammar, word, group);
        break;
      case Relation::kCop:
        group.copula = true;
        be = true;
        TakeAuxiliary(grammar, word, group);
        break;
      case Relation::kMark:
        if (grammar.Lower(word) == "to") to = true;
        if (grammar.Lower(word) == "without") group.negated = true;
        break;
      case Relation::kAdvmod:
      case Relation::kCc:
        if (IsNegation(grammar, word)) group.negated = true;
        break;
      case Relation::kNsubj:
      case Relation::kObj:
        if (IsNobody(grammar, word)) group.negated = group.none = true;
        break;
      default:
        break;
    }
  }
  if (head.upos != Upos::kVerb && head.upos != Upos::kAux && IsNobody(grammar, predicate)) {
    group.negated = group.none = true;
  }
  if (group.tense == ClauseTense::kNone && !to) group.tense = TenseOf(head);
  if (head.form == Form::kPresentParticiple && be) group.progressive = true;
  // "is to be held"
  group.to_be =
      to && be && group.tense != ClauseTense::kNone && group.tense != ClauseTense::kFuture;
  if (group.to_be && head.upos == Upos::kVerb) group.copula = false;
  group.infinitive = to && group.tense == ClauseTense::kNone;
  if (HasPerfectInfinitive(group)) group.tense = ClauseTense::kPast;
  return group;
}

}  // namespace checkback
