#include "reading/predicates.h"

namespace checkback {
namespace {

Relation Part(const Grammar& grammar, WordIndex word) {
  return UniversalPart(grammar[word].relation);
}

bool IsVerbal(const Grammar& grammar, WordIndex word) {
  return grammar[word].upos == Upos::kVerb || grammar[word].upos == Upos::kAux;
}

bool HasSubject(const Grammar& grammar, WordIndex word) {
  return grammar.Has(word, Relation::kNsubj) || grammar.Has(word, Relation::kCop) ||
         grammar.Has(word, Relation::kExpl) || grammar.Has(word, Relation::kCsubj);
}

}  // namespace

bool HasClauseBelow(const Grammar& grammar, WordIndex word) {
  return grammar.Has(word, Relation::kCcomp) || grammar.Has(word, Relation::kXcomp) ||
         grammar.Has(word, Relation::kCsubj);
}

bool IsPredicate(const Grammar& grammar, WordIndex word) {
  const Upos upos = grammar[word].upos;
  if (upos == Upos::kPunct) return false;
  switch (Part(grammar, word)) {
    case Relation::kRoot:
    case Relation::kCcomp:
    case Relation::kAdvcl:
    case Relation::kCsubj:
      return true;
    case Relation::kAcl:
      return grammar[word].relation == Relation::kAclRelcl || IsVerbal(grammar, word) ||
             HasSubject(grammar, word);
    case Relation::kXcomp:
      return IsVerbal(grammar, word) || HasSubject(grammar, word) || HasClauseBelow(grammar, word);
    case Relation::kAux:
    case Relation::kCop:
    case Relation::kCase:
    case Relation::kFixed:
    case Relation::kFlat:
    case Relation::kMark:
    case Relation::kCompound:
    case Relation::kAmod:
    case Relation::kCc:
    case Relation::kDet:
    case Relation::kAdvmod:
    case Relation::kDiscourse:
    case Relation::kGoeswith:
    case Relation::kReparandum:
      return false;
    default:
      return upos == Upos::kVerb ||
             (upos == Upos::kAux && Part(grammar, word) == Relation::kConj) ||
             HasSubject(grammar, word);
  }
}

}  // namespace checkback
