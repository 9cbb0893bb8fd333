#include "reading/sources.h"

#include <algorithm>

#include "reading/sayings.h"

namespace checkback {
namespace {

// "said" and "added" of "she said and then added"; deeper chains are not followed.
constexpr int kMostJoined = 4;
// Words of a speaker with all that describes him; the longest in data/developing has 19.
constexpr WordIndex kLongestSpeaker = 24;

bool IsNominal(const Word& word) {
  return word.upos == Upos::kNoun || word.upos == Upos::kPropn || word.upos == Upos::kPron ||
         word.upos == Upos::kNum;
}

bool IsMark(const Word& word) {
  return word.upos == Upos::kPunct;
}

bool IsFiniteVerb(const Word& word) {
  return word.upos == Upos::kAux || word.form == Form::kPast || word.form == Form::kPresent ||
         word.form == Form::kModal;
}

bool IsRelativePronoun(const Grammar& grammar, WordIndex word) {
  const std::string_view lower = grammar.Lower(word);
  return lower == "who" || lower == "which" || lower == "that" || lower == "whom";
}

// Whether `other`, taken for a subject of `verb` too, stands in what describes `subject`: "Rede
// Lusara, the company whose line runs there, said"; not "The talks are over, the minister said".
bool Describes(const Grammar& grammar, WordIndex other, WordIndex subject, WordIndex verb) {
  if (grammar.Printed(verb - 1) != "," && !IsRelativePronoun(grammar, other)) return false;
  for (WordIndex i = subject + 1; i < other; ++i) {
    if (grammar.Printed(i) == ",") return true;
    if (IsFiniteVerb(grammar[i])) return false;
  }
  return false;
}

// The subject of an active verb. Of two ("Ilka/nsubj Varn/nsubj told", a mistake of the parser)
// the one nearer to the verb, unless that describes the other one.
std::optional<WordIndex> ActiveSubject(const Grammar& grammar, WordIndex verb) {
  std::optional<WordIndex> found;
  for (const WordIndex i : grammar.Dependents(verb)) {
    const Relation relation = grammar[i].relation;
    if (relation == Relation::kOblAgent) return i;
    if (UniversalPart(relation) != Relation::kNsubj || relation == Relation::kNsubjPass) continue;
    if (found && i < verb && Describes(grammar, i, *found, verb)) continue;
    if (!found || i < verb) found = i;
  }
  return found;
}

// Behind a closing mark any verb may stand before its subject; behind a comma only one that takes
// nothing but what is said ("..., said the minister"), where something has been said before it: not
// "a doctor, Emre Sand, told the paper".
bool MayBeTurned(const Grammar& grammar, WordIndex verb, WordRange sentence) {
  if (grammar.Printed(verb - 1) != ",") return true;
  const std::uint8_t ways = SaidByOf(grammar.Lemma(verb), grammar.language());
  if ((ways & (kSaidByTo | kSaidByThing | kSaidByCalling)) != 0) return false;
  const WordIndex start =
      verb > sentence.first + kLongestParsed ? verb - WordIndex{kLongestParsed} : sentence.first;
  for (WordIndex i = start; i < verb; ++i) {
    if (IsFiniteVerb(grammar[i])) return true;
  }
  return false;
}

// "..., said the minister": what stands right behind a verb that follows a comma or a closing mark.
// Not "the minister, who was late, said the talks were over".
std::optional<WordIndex> TurnedSubject(const Grammar& grammar, WordIndex verb) {
  const WordRange sentence = grammar.Sentence(grammar.SentenceOf(verb));
  if (verb == sentence.first || verb + 1 >= sentence.end || !IsMark(grammar[verb - 1])) {
    return std::nullopt;
  }
  const Form form = grammar[verb].form;
  if (form != Form::kPast && form != Form::kPresent && form != Form::kPassiveParticiple &&
      form != Form::kPastParticiple) {
    return std::nullopt;
  }
  if (!MayBeTurned(grammar, verb, sentence)) return std::nullopt;
  const WordIndex stop = std::min(sentence.end, verb + kLongestSpeaker);
  for (WordIndex i = verb + 1; i < stop; ++i) {
    const WordRange under = grammar.WordsUnder(i);
    if (IsMark(grammar[i]) || grammar[i].upos == Upos::kAdp) return std::nullopt;
    if (!IsNominal(grammar[i]) || under.first != verb + 1) continue;
    const auto head = grammar.Head(i);
    if (head && *head > i && *head < stop && IsNominal(grammar[*head]))
      continue;  // "city" of "mayor"
    if (grammar.Has(i, Relation::kCop)) return std::nullopt;
    const bool clause = under.end < sentence.end && IsFiniteVerb(grammar[under.end]);
    const bool of_clause =
        head && *head > i && UniversalPart(grammar[i].relation) == Relation::kNsubj;
    return clause || of_clause ? std::nullopt : std::optional(i);
  }
  return std::nullopt;
}

// "briefed" of "officials briefed on the talks", whatever form the tagger gave it.
bool IsParticipleByItsPlace(const Grammar& grammar, WordIndex verb) {
  return grammar[verb].upos == Upos::kVerb && grammar.Lower(verb).ends_with("ed") &&
         verb + 1 < grammar.size() && grammar[verb + 1].upos == Upos::kAdp;
}

// Where the parser hung the subject on another word: what stands between the last comma and the
// verb, "..., a person familiar with the talks told the paper" and "..., her spokesman, Dario Peck,
// said".
std::optional<WordIndex> NounsBefore(const Grammar& grammar, WordIndex verb) {
  const WordRange sentence = grammar.Sentence(grammar.SentenceOf(verb));
  const Form form = grammar[verb].form;
  if (form == Form::kInfinitive || form == Form::kGerund || form == Form::kPresentParticiple) {
    return std::nullopt;
  }
  WordIndex end = verb;
  while (end > sentence.first &&
         (grammar[end - 1].upos == Upos::kAdv || grammar[end - 1].upos == Upos::kAux)) {
    --end;
  }
  const bool set_off = end > sentence.first && grammar.Printed(end - 1) == ",";
  int commas = set_off ? 2 : 0;  // those of an apposition
  WordIndex first = end;
  bool behind_joint = false;  // "hours after the prime minister, Joran Teel, said"
  while (first > sentence.first && end - first < kLongestSpeaker) {
    const Word& word = grammar[first - 1];
    const std::string_view lower = grammar.Lower(first - 1);
    behind_joint = lower == "after" || lower == "before" || lower == "when" || lower == "as" ||
                   lower == "since" || lower == "because" || lower == "while";
    if (behind_joint) break;
    if (IsMark(word) && grammar.Printed(first - 1) != "-") {
      if (grammar.Printed(first - 1) != "," || commas-- <= 0) break;
    } else if ((IsFiniteVerb(word) && !IsParticipleByItsPlace(grammar, first - 1)) ||
               word.upos == Upos::kSconj || word.upos == Upos::kCconj) {
      return std::nullopt;
    }
    --first;
  }
  if (first == sentence.first || first == end) return std::nullopt;
  if (!behind_joint && !IsMark(grammar[first - 1])) return std::nullopt;
  for (WordIndex i = first; i < end; ++i) {
    const auto head = grammar.Head(i);
    const bool outside = !head || *head < first || *head >= end;
    if (!outside || !IsNominal(grammar[i])) continue;
    if (behind_joint || !grammar.Has(i, Relation::kCase)) return i;
  }
  for (WordIndex i = first; i < end; ++i) {  // "two people briefed on the talks"
    if (UniversalPart(grammar[i].relation) == Relation::kNsubj) return i;
  }
  return std::nullopt;
}

// "The inspectors, who came on Monday, found the clamp, their chief, Ada Renn, said": the office
// and the name between commas before the verb, where a clause of its own stands before them. The
// parser takes "the inspectors" for the speaker.
std::optional<WordIndex> NamedBetweenCommas(const Grammar& grammar, WordIndex verb) {
  constexpr WordIndex kLongestOffice = 10;
  const WordIndex first = grammar.Sentence(grammar.SentenceOf(verb)).first;
  if (verb < first + 4 || grammar.Printed(verb - 1) != ",") return std::nullopt;
  WordIndex name = verb - 1;
  while (name > first &&
         (grammar[name - 1].upos == Upos::kPropn || grammar.Printed(name - 1) == "-"))
    --name;
  if (name == verb - 1 || name < first + 2 || grammar.Printed(name - 1) != ",") return std::nullopt;
  WordIndex office = name - 1;
  while (office > first && name - office < kLongestOffice &&
         grammar[office - 1].upos != Upos::kPunct) {
    if (IsFiniteVerb(grammar[office - 1])) return std::nullopt;
    --office;
  }
  const Upos leads = grammar[office].upos;
  if (office <= first || grammar.Printed(office - 1) != "," || office + 1 >= name)
    return std::nullopt;
  if (leads != Upos::kDet && leads != Upos::kPron) return std::nullopt;
  // A clause before it, beside those of relative pronouns.
  int clauses = 0;
  const WordIndex start =
      office > first + kLongestParsed ? office - WordIndex{kLongestParsed} : first;
  for (WordIndex i = start; i < office; ++i) {
    if (IsRelativePronoun(grammar, i) || grammar.Lower(i) == "whose") --clauses;
    const bool opens = IsFiniteVerb(grammar[i]) && (i == first || !IsFiniteVerb(grammar[i - 1]));
    if (opens) ++clauses;
  }
  if (clauses <= 0) return std::nullopt;
  for (WordIndex i = name; i + 1 < verb; ++i) {
    const auto head = grammar.Head(i);
    if (!head || *head < name || *head + 1 >= verb) return i;
  }
  return name;
}

// What "which" or "who" at `pronoun` stands for: the noun before it, or before its comma.
std::optional<WordIndex> NounBeforePronoun(const Grammar& grammar, WordIndex pronoun) {
  const WordIndex first = grammar.Sentence(grammar.SentenceOf(pronoun)).first;
  WordIndex last = pronoun;
  while (last > first && IsMark(grammar[last - 1])) --last;
  if (last == first) return std::nullopt;
  WordIndex noun = last - 1;
  constexpr int kMostNouns = 8;
  for (int i = 0; i < kMostNouns; ++i) {
    const auto head = grammar.Head(noun);
    const Relation part = UniversalPart(grammar[noun].relation);
    const bool of_noun = part == Relation::kFlat || part == Relation::kCompound ||
                         part == Relation::kAppos || part == Relation::kNmod;
    if (!head || !of_noun || *head < first || !IsNominal(grammar[*head])) break;
    noun = *head;
  }
  return IsNominal(grammar[noun]) ? std::optional(noun) : std::nullopt;
}

// "Imani Sorabji, who leads the party, described it": the name that opens the sentence, where the
// parser has lost the subject.
std::optional<WordIndex> NameThatOpens(const Grammar& grammar, WordIndex verb) {
  const WordRange sentence = grammar.Sentence(grammar.SentenceOf(verb));
  if (verb == sentence.first || grammar.Printed(verb - 1) != ",") return std::nullopt;
  if (grammar[verb].form != Form::kPast && grammar[verb].form != Form::kPassiveParticiple) {
    return std::nullopt;
  }
  WordIndex end = sentence.first;
  while (end < verb && grammar[end].upos == Upos::kPropn) ++end;
  if (end == sentence.first || end + 1 >= verb || grammar.Printed(end) != ",") return std::nullopt;
  if (!IsRelativePronoun(grammar, end + 1) && grammar[end + 1].upos != Upos::kDet) {
    return std::nullopt;
  }
  for (WordIndex i = sentence.first; i < end; ++i) {
    const auto head = grammar.Head(i);
    if (!head || *head >= end) return i;
  }
  return std::nullopt;
}

// What `verb` hangs on where that may give it its subject: of "added" in "she said and added".
std::optional<WordIndex> JoinedTo(const Grammar& grammar, WordIndex verb) {
  switch (UniversalPart(grammar[verb].relation)) {
    case Relation::kConj:
    case Relation::kXcomp:
      return grammar.Head(verb);
    case Relation::kAdvcl:
    case Relation::kParataxis: {
      const Form form = grammar[verb].form;  // "adding that"; but not "asked whether, he smiled"
      const bool active =
          form == Form::kPresentParticiple || form == Form::kGerund || form == Form::kInfinitive;
      return active ? grammar.Head(verb) : std::nullopt;
    }
    default:
      return std::nullopt;
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
  // "Detective Inspector Raj Patel", whatever the tagger takes the first word for
  const bool name =
      words.first + 1 < words.end && IsPlainUpper(grammar.Printed(words.first + 1)[0]);
  const bool lowers = begins && !name && grammar[words.first].upos != Upos::kPropn &&
                      IsPlainUpper(worded[0]) && !IsPlainUpper(worded[1]) && worded != "I";
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
    const bool clause = grammar[i].relation == Relation::kAclRelcl ||
                        relation == Relation::kAdvcl || relation == Relation::kParataxis;
    if (clause || (apart && relation == Relation::kAcl)) {
      words.end = std::min(words.end, std::max(under.first, head + 1));
    }
  }
  // "by a judge", "but two of the routes": from the noun on.
  const auto leads = [&](WordIndex i) {
    const Upos upos = grammar[i].upos;
    return upos == Upos::kAdp || upos == Upos::kCconj || upos == Upos::kSconj || IsMark(grammar[i]);
  };
  while (words.first < head && leads(words.first)) ++words.first;
  return grammar.Trimmed(words);
}

// "Downing Street said" is said by the state that it stands for.
std::string NameOfSpeaker(const Entity& entity) {
  return entity.stands_for.empty() ? entity.name : entity.stands_for;
}

// "chief of staff Mette Rasko": the person whose name ends the words, unless a preposition or a
// genitive leads to it ("the son of Mette Rasko").
std::optional<std::size_t> NameAtEnd(const Grammar& grammar, const Names& names, WordRange words) {
  for (WordIndex end = words.end; end > words.first; --end) {
    const WordIndex i = end - 1;
    if (grammar[i].upos != Upos::kPropn) break;
    const Mention* const mention = names.MentionAt(i);
    if (mention == nullptr || mention->words.end != words.end) continue;
    if (mention->words.first <= words.first) return std::nullopt;
    const Upos before = grammar[mention->words.first - 1].upos;
    const bool title = before == Upos::kNoun || before == Upos::kPropn || before == Upos::kAdj;
    const bool person = names.entities[mention->entity].kind == NameKind::kPerson;
    return title && person ? std::optional(mention->entity) : std::nullopt;
  }
  return std::nullopt;
}

// "the head of the accident office, Una Brand": a name behind the only comma.
std::optional<std::size_t> NameSetBehind(const Grammar& grammar, const Names& names,
                                         WordRange words) {
  std::optional<std::size_t> entity;
  bool comma = false;
  for (WordIndex i = words.first; i < words.end; ++i) {
    if (grammar.Printed(i) == ",") {
      if (comma) return std::nullopt;
      comma = true;
    } else if (comma) {
      if (grammar[i].upos != Upos::kPropn) return std::nullopt;
      if (!entity) entity = names.EntityAt(i);
    }
  }
  return entity;
}

bool AreAlike(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return IsPlainUpper(c) ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

// "The prime minister of Mazora", before the text gives his name: the only one of whom it says that
// he is prime minister.
std::optional<std::size_t> OnlyHolderOf(const Grammar& grammar, const Names& names,
                                        WordRange words) {
  if (words.end < words.first + 2 || grammar.Lower(words.first) != "the") return std::nullopt;
  WordRange office{words.first + 1, words.end};
  for (WordIndex i = office.first; i < office.end; ++i) {
    if (grammar[i].upos != Upos::kAdp) continue;
    office.end = i;
    break;
  }
  if (office.first >= office.end) return std::nullopt;
  const std::string_view called = Words(grammar.text(), grammar.Bytes(office));
  std::optional<std::size_t> found;
  constexpr std::size_t kMostNames = 500;  // keeps a text of nothing but names linear
  const std::size_t end = std::min(names.entities.size(), kMostNames);
  for (std::size_t entity = 0; entity < end; ++entity) {
    const auto& roles = names.entities[entity].roles;
    const bool holds = std::any_of(roles.begin(), roles.end(),
                                   [&](const std::string& role) { return AreAlike(role, called); });
    if (!holds) continue;
    if (found) return std::nullopt;
    found = entity;
  }
  return found;
}

// The source at `head` whose words end before `end`: before the verb, if they stand before it.
Source SourceWithin(const Grammar& grammar, const Names& names, WordIndex head, WordIndex end) {
  WordRange words = WithoutClauses(grammar, head);
  words.end = std::max(std::min(words.end, end), head + 1);
  words = grammar.Trimmed(words);
  const Mention* const own = names.MentionAt(head);
  // "the president of the body, Ada Renn": not the president of whom the text spoke before
  const bool by_office = own != nullptr && own->form == MentionForm::kNominal;
  if (own != nullptr && !by_office) {
    return {words, NameOfSpeaker(names.entities[own->entity]), own->entity};
  }
  for (const WordIndex i : grammar.Dependents(head)) {
    const Relation relation = UniversalPart(grammar[i].relation);
    if (relation != Relation::kAppos && relation != Relation::kFlat) continue;
    if (const auto entity = names.EntityAt(i)) {
      return {words, NameOfSpeaker(names.entities[*entity]), entity};
    }
  }
  if (const auto entity = NameAtEnd(grammar, names, words)) {
    return {words, NameOfSpeaker(names.entities[*entity]), entity};
  }
  if (const auto entity = NameSetBehind(grammar, names, words)) {
    return {words, NameOfSpeaker(names.entities[*entity]), entity};
  }
  if (by_office) return {words, NameOfSpeaker(names.entities[own->entity]), own->entity};
  if (const auto entity = OnlyHolderOf(grammar, names, words)) {
    return {words, NameOfSpeaker(names.entities[*entity]), entity};
  }
  return {words, AsWorded(grammar, words), std::nullopt};
}

// "the ministry said, adding that": the verb of saying before a participle, for what the parser
// hung on another word.
std::optional<WordIndex> SaysBefore(const Grammar& grammar, WordIndex cue) {
  const Form form = grammar[cue].form;
  if (form != Form::kPresentParticiple && form != Form::kGerund) return std::nullopt;
  if (UniversalPart(grammar[cue].relation) == Relation::kAcl) return std::nullopt;
  const WordRange sentence = grammar.Sentence(grammar.SentenceOf(cue));
  for (WordIndex back = 1; back < kLongestSpeaker && back <= cue - sentence.first; ++back) {
    const WordIndex i = cue - back;
    if (grammar[i].upos != Upos::kVerb) continue;
    const std::uint8_t ways = SaidByOf(grammar.Lemma(i), grammar.language());
    if ((ways & kSaidByClause) == 0 || !IsFiniteVerb(grammar[i])) continue;
    if (SpeakerHead(grammar, i)) return i;
  }
  return std::nullopt;
}

}  // namespace

std::optional<WordIndex> SpeakerHead(const Grammar& grammar, WordIndex verb) {
  if (const auto turned = TurnedSubject(grammar, verb)) return turned;
  if (const auto named = NamedBetweenCommas(grammar, verb)) return named;
  if (const auto subject = ActiveSubject(grammar, verb)) return subject;
  if (grammar.Has(verb, Relation::kNsubjPass)) return std::nullopt;
  const Relation relation = UniversalPart(grammar[verb].relation);
  if (relation == Relation::kXcomp || relation == Relation::kAcl) return std::nullopt;
  if (const auto nouns = NounsBefore(grammar, verb)) return nouns;
  return NameThatOpens(grammar, verb);
}

Source SourceAt(const Grammar& grammar, const Names& names, WordIndex head) {
  return SourceWithin(grammar, names, head, grammar.WordsUnder(head).end);
}

std::optional<Source> SourceOf(const Grammar& grammar, const Names& names, WordIndex cue) {
  std::optional<WordIndex> verb = SaysBefore(grammar, cue).value_or(cue);
  for (int i = 0; verb && i < kMostJoined; ++i) {
    auto subject = SpeakerHead(grammar, *verb);
    // "was quoted as saying": the subject of the passive above speaks.
    if (!subject && i > 0) subject = grammar.Dependent(*verb, Relation::kNsubjPass);
    const Relation relation = grammar[*verb].relation;
    const bool in_clause_of_noun = UniversalPart(relation) == Relation::kAcl;
    if (in_clause_of_noun && (!subject || IsRelativePronoun(grammar, *subject))) {
      if (const auto noun = grammar.Head(*verb)) return SourceAt(grammar, names, *noun);
    }
    if (subject && IsRelativePronoun(grammar, *subject) && *subject < *verb) {
      if (const auto noun = NounBeforePronoun(grammar, *subject)) {
        return SourceWithin(grammar, names, *noun, *subject);
      }
    }
    if (subject) {
      const WordIndex end = *subject < *verb ? *verb : grammar.WordsUnder(*subject).end;
      return SourceWithin(grammar, names, *subject, end);
    }
    verb = JoinedTo(grammar, *verb);
  }
  return std::nullopt;
}

}  // namespace checkback
