#include "reading/sources.h"

#include <algorithm>

namespace checkback {
namespace {

// "said" and "added" of "she said and then added"; deeper chains are not followed.
constexpr int kMostJoined = 4;

bool IsNominal(const Word& word) {
  return word.upos == Upos::kNoun || word.upos == Upos::kPropn || word.upos == Upos::kPron ||
         word.upos == Upos::kNum;
}

bool IsMark(const Word& word) {
  return word.upos == Upos::kPunct;
}

// The subject of an active verb. Of two ("Ilka/nsubj Varn/nsubj told", a mistake of the parser)
// the one nearer to the verb.
std::optional<WordIndex> ActiveSubject(const Grammar& grammar, WordIndex verb) {
  std::optional<WordIndex> found;
  for (const WordIndex i : grammar.Dependents(verb)) {
    const Relation relation = grammar[i].relation;
    if (relation == Relation::kOblAgent) return i;
    if (UniversalPart(relation) != Relation::kNsubj || relation == Relation::kNsubjPass) continue;
    if (!found || i < verb) found = i;
  }
  return found;
}

// "..., said the minister": what stands right behind a verb without a subject before it, at the end
// of something that was said.
std::optional<WordIndex> TurnedSubject(const Grammar& grammar, WordIndex verb) {
  const WordRange sentence = grammar.Sentence(grammar.SentenceOf(verb));
  if (verb == sentence.first || verb + 1 >= sentence.end || !IsMark(grammar[verb - 1])) {
    return std::nullopt;
  }
  if (grammar[verb].form != Form::kPast && grammar[verb].form != Form::kPresent) {
    return std::nullopt;
  }
  for (const WordIndex i : grammar.Dependents(verb)) {
    if (i < verb || !IsNominal(grammar[i])) continue;
    if (grammar.WordsUnder(i).first == verb + 1 && !grammar.Has(i, Relation::kCase)) return i;
  }
  return std::nullopt;
}

bool IsRelativePronoun(const Grammar& grammar, WordIndex word) {
  const std::string_view lower = grammar.Lower(word);
  return lower == "who" || lower == "which" || lower == "that" || lower == "whom";
}

// What `verb` hangs on where that may give it its subject: of "added" in "she said and added".
std::optional<WordIndex> JoinedTo(const Grammar& grammar, WordIndex verb) {
  switch (UniversalPart(grammar[verb].relation)) {
    case Relation::kConj:
    case Relation::kXcomp: return grammar.Head(verb);
    case Relation::kAdvcl:
    case Relation::kParataxis: {
      const Form form = grammar[verb].form;  // "adding that"; but not "asked whether, he smiled"
      const bool active = form == Form::kPresentParticiple || form == Form::kGerund;
      return active ? grammar.Head(verb) : std::nullopt;
    }
    default: return std::nullopt;
  }
}

bool IsPlainUpper(char c) {
  return c >= 'A' && c <= 'Z';
}

// "Officials" at the beginning of a sentence is "officials", as no name begins it.
std::string AsWorded(const Grammar& grammar, WordRange words) {
  std::string worded(Words(grammar.text(), grammar.Bytes(words)));
  if (words.first >= words.end || worded.size() < 2) return worded;
  const bool begins = words.first == grammar.Sentence(grammar.SentenceOf(words.first)).first ||
                      IsMark(grammar[words.first - 1]);
  const bool lowers = begins && grammar[words.first].upos != Upos::kPropn &&
                      IsPlainUpper(worded[0]) && !IsPlainUpper(worded[1]) && worded[0] != 'I';
  if (lowers) worded[0] = static_cast<char>(worded[0] - 'A' + 'a');
  return worded;
}

// Words that belong to a name in the sentence and not to what it is called: ", who is 50, ".
WordRange WithoutClauses(const Grammar& grammar, WordIndex head) {
  WordRange words = grammar.WordsUnder(head);
  for (const WordIndex i : grammar.Dependents(head)) {
    if (i < head) continue;
    const Relation relation = UniversalPart(grammar[i].relation);
    const WordRange under = grammar.WordsUnder(i);
    const bool apart = under.first > head && IsMark(grammar[under.first]);
    const bool clause = grammar[i].relation == Relation::kAclRelcl || relation == Relation::kAdvcl ||
                        relation == Relation::kParataxis;
    if (clause || (apart && relation == Relation::kAcl)) {
      words.end = std::min(words.end, std::max(under.first, head + 1));
    }
  }
  return grammar.Trimmed(words);
}

}  // namespace

std::optional<WordIndex> SpeakerHead(const Grammar& grammar, WordIndex verb) {
  if (const auto subject = ActiveSubject(grammar, verb)) return subject;
  return TurnedSubject(grammar, verb);
}

Source SourceAt(const Grammar& grammar, const Names& names, WordIndex head) {
  const WordRange words = WithoutClauses(grammar, head);
  if (const auto entity = names.EntityAt(head)) {
    return {words, names.entities[*entity].name, entity};
  }
  for (const WordIndex i : grammar.Dependents(head)) {
    const Relation relation = UniversalPart(grammar[i].relation);
    if (relation != Relation::kAppos && relation != Relation::kFlat) continue;
    if (const auto entity = names.EntityAt(i)) {
      return {words, names.entities[*entity].name, entity};
    }
  }
  return {words, AsWorded(grammar, words), std::nullopt};
}

std::optional<Source> SourceOf(const Grammar& grammar, const Names& names, WordIndex cue) {
  std::optional<WordIndex> verb = cue;
  for (int i = 0; verb && i < kMostJoined; ++i) {
    auto subject = SpeakerHead(grammar, *verb);
    // "was quoted as saying": the subject of the passive above speaks.
    if (!subject && i > 0) subject = grammar.Dependent(*verb, Relation::kNsubjPass);
    const Relation relation = grammar[*verb].relation;
    const bool in_clause_of_noun = UniversalPart(relation) == Relation::kAcl;
    if (in_clause_of_noun && (!subject || IsRelativePronoun(grammar, *subject))) {
      if (const auto noun = grammar.Head(*verb)) return SourceAt(grammar, names, *noun);
    }
    if (subject) return SourceAt(grammar, names, *subject);
    verb = JoinedTo(grammar, *verb);
  }
  return std::nullopt;
}

}  // namespace checkback
