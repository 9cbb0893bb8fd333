#include "reading/sources.h"

namespace checkback {
namespace {

// "said" and "added" of "she said and then added"; deeper chains are not followed.
constexpr int kMostJoined = 4;

std::optional<WordIndex> SubjectOf(const Grammar& grammar, WordIndex verb) {
  if (const auto agent = grammar.Dependent(verb, Relation::kOblAgent)) return agent;
  if (const auto subject = grammar.Dependent(verb, Relation::kNsubj)) {
    if (grammar[*subject].relation != Relation::kNsubjPass) return subject;
  }
  return std::nullopt;
}

// The verb whose subject is that of `verb` too: of "added" in "she said and added".
std::optional<WordIndex> JoinedTo(const Grammar& grammar, WordIndex verb) {
  const Relation relation = UniversalPart(grammar[verb].relation);
  if (relation == Relation::kConj || relation == Relation::kXcomp || relation == Relation::kAdvcl) {
    return grammar.Head(verb);
  }
  return std::nullopt;
}

}  // namespace

Source SourceAt(const Grammar& grammar, const Names& names, WordIndex head) {
  const WordRange words = grammar.Trimmed(grammar.WordsUnder(head));
  if (const auto entity = names.EntityAt(head)) return {words, names.entities[*entity].name};
  return {words, std::string(Words(grammar.text(), grammar.Bytes(words)))};
}

std::optional<Source> SourceOf(const Grammar& grammar, const Names& names, WordIndex cue) {
  std::optional<WordIndex> verb = cue;
  for (int i = 0; verb && i < kMostJoined; ++i) {
    if (const auto subject = SubjectOf(grammar, *verb)) return SourceAt(grammar, names, *subject);
    verb = JoinedTo(grammar, *verb);
  }
  return std::nullopt;
}

}  // namespace checkback
