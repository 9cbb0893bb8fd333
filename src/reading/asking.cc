#include "reading/asking.h"

#include <algorithm>

namespace checkback {
namespace {

// How far a clause reaches: keeps a sentence of a megabyte linear.
constexpr WordIndex kClauseReach = 128;

// From "which" by "building" to "host".
constexpr int kMostAboveAsking = 4;

bool IsPredicate(const Word& word) {
  switch (UniversalPart(word.relation)) {
    case Relation::kRoot:
    case Relation::kCcomp:
    case Relation::kCsubj:
    case Relation::kAdvcl:
    case Relation::kAcl:
    case Relation::kXcomp:
      return true;
    default:
      return word.upos == Upos::kVerb || word.upos == Upos::kAux;
  }
}

bool PartsClauses(const Grammar& grammar, const std::vector<bool>& quoted, WordIndex i) {
  if (quoted[i]) return false;
  if (grammar.Printed(i) == ";") return true;
  const std::string_view lower = grammar.Lower(i);
  if (lower == "but") return true;
  return lower == "and" && i > 0 && grammar.Printed(i - 1) == ",";
}

// "what" and "which", by the noun behind: "at what hour" asks when.
std::optional<AskingClause> AskingWhich(const Grammar& grammar, const QuestionRules& rules,
                                        WordIndex word, WordRange sentence) {
  AskingClause asking{word, QuestionKind::kWhat};
  if (word + 1 >= sentence.end) return asking;
  const auto which = rules.which.find(grammar.Lemma(word + 1));
  if (which != rules.which.end()) asking.kind = which->second;
  const bool relative = grammar.Lower(word) == "which" && grammar[word + 1].upos != Upos::kNoun;
  return relative ? std::nullopt : std::optional(asking);
}

// "the WHO", where not all is in capitals.
bool IsOrganization(const Grammar& grammar, WordIndex word, WordRange sentence) {
  if (grammar.Printed(word) != "WHO") return false;
  const WordIndex beside = word > sentence.first ? word - 1 : word + 1;
  return beside < sentence.end && grammar.Printed(beside) == grammar.Lower(beside);
}

}  // namespace

std::optional<AskingClause> AskingAt(const Grammar& grammar, const QuestionRules& rules,
                                     WordIndex word, WordRange sentence) {
  const std::string_view lower = grammar.Lower(word);
  if (lower == "whether" || lower == "if") return AskingClause{word, QuestionKind::kWhether};
  if (lower == "who" || lower == "whom" || lower == "whose") {
    if (IsOrganization(grammar, word, sentence)) return std::nullopt;
    return AskingClause{word, QuestionKind::kWho};
  }
  if (lower == "when") return AskingClause{word, QuestionKind::kWhen};
  if (lower == "where") return AskingClause{word, QuestionKind::kWhere};
  if (lower == "why") return AskingClause{word, QuestionKind::kWhy};
  if (lower == "what" || lower == "which") return AskingWhich(grammar, rules, word, sentence);
  if (lower != "how") return std::nullopt;
  const std::string_view next =
      word + 1 < sentence.end ? grammar.Lower(word + 1) : std::string_view();
  if (next == "to") return std::nullopt;
  const bool many = next == "many" || next == "much" || next == "large";
  return AskingClause{word, many ? QuestionKind::kHowMany : QuestionKind::kHow};
}

WordRange ClauseAround(const Grammar& grammar, const std::vector<bool>& quoted, WordRange inner,
                       WordRange sentence) {
  WordRange clause = inner;
  WordIndex steps = 0;
  while (clause.first > sentence.first && !PartsClauses(grammar, quoted, clause.first - 1) &&
         steps++ < kClauseReach) {
    --clause.first;
  }
  steps = 0;
  while (clause.end < sentence.end && !PartsClauses(grammar, quoted, clause.end) &&
         steps++ < kClauseReach) {
    ++clause.end;
  }
  while (clause.first < inner.first && grammar[clause.first].upos == Upos::kCconj) ++clause.first;
  return WithoutMarks(grammar, clause);
}

WordRange ClauseFrom(const Grammar& grammar, const std::vector<bool>& quoted, WordIndex first,
                     WordRange sentence) {
  WordRange clause{first, first + 1};
  WordIndex steps = 0;
  while (clause.end < sentence.end && !PartsClauses(grammar, quoted, clause.end) &&
         steps++ < kClauseReach) {
    ++clause.end;
  }
  return WithoutMarks(grammar, clause);
}

WordRange AskedFrom(const Grammar& grammar, const std::vector<bool>& quoted, WordIndex first,
                    WordRange sentence) {
  const WordRange clause = ClauseFrom(grammar, quoted, first, sentence);
  WordIndex predicate = first;
  for (int steps = 0; steps < kMostAboveAsking; ++steps) {
    const auto head = grammar.Head(predicate);
    if (!head || !clause.Holds(*head)) break;
    predicate = *head;
    if (IsPredicate(grammar[predicate])) break;
  }
  const WordIndex end = std::min(grammar.WordsUnder(predicate).end, clause.end);
  return end > first + 1 ? WithoutMarks(grammar, {first, end}) : clause;
}

WordRange WithoutMarks(const Grammar& grammar, WordRange words) {
  const WordRange trimmed = grammar.Trimmed(words);
  return trimmed.first < trimmed.end ? trimmed : words;
}

}  // namespace checkback
