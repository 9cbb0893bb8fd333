#include "reading/events/parties.h"

#include <algorithm>

#include "text/language_tables.h"

namespace checkback {
namespace {

constexpr std::string_view kAgentsBegin = "\n# agents\n";

// rules/<language>/actors.txt: actors, and behind a line "# agents" agents.
DictionarySet ReadKnown(std::string_view text) {
  DictionarySet set;
  set.words.Add(kFormer);
  const std::size_t agents = std::min(text.find(kAgentsBegin), text.size());
  set.actors.ReadActors(text.substr(0, agents), set.words);
  set.actors.ReadAgents(text.substr(agents), set.words);
  return set;
}

const DictionarySet& KnownActors(std::string_view language) {
  static const LanguageTables<DictionarySet> tables("actors.txt", ReadKnown);
  return tables.Of(language);
}

}  // namespace

PartyReader::PartyReader(const Grammar& grammar, const Names& names,
                         const std::vector<TimeExpression>& times)
    : grammar_(grammar),
      names_(names),
      times_(times),
      known_(KnownActors(grammar.language())),
      mention_at_(grammar.size(), nullptr) {
  former_ = known_.words.Find(kFormer);
  for (const Mention& mention : names.mentions) {
    if (mention.head >= mention_at_.size()) continue;
    const Mention*& widest = mention_at_[mention.head];
    if (widest == nullptr || mention.span.size() > widest->span.size()) widest = &mention;
  }
}

void PartyReader::StartSentence(WordRange sentence) {
  phrases_ = NounPhrasesOf(grammar_, sentence);
}

std::optional<std::size_t> PartyReader::PhraseOf(WordIndex word) const {
  const auto after =
      std::upper_bound(phrases_.begin(), phrases_.end(), word,
                       [](WordIndex w, const NounPhrase& p) { return w < p.words.first; });
  if (after == phrases_.begin()) return std::nullopt;
  const auto phrase = std::prev(after);
  if (!phrase->words.Holds(word)) return std::nullopt;
  return static_cast<std::size_t>(phrase - phrases_.begin());
}

std::vector<WordNumber> PartyReader::NumbersOf(WordRange words) const {
  std::vector<WordNumber> numbers;
  for (WordIndex i = words.first; i < words.end; ++i) {
    const std::string_view printed = grammar_.Printed(i);
    if (printed == "us" || grammar_[i].upos == Upos::kPunct || grammar_[i].upos == Upos::kPart) {
      continue;
    }
    ForWordsOf(printed,
               [&](std::string_view upper) { numbers.push_back(known_.words.Find(upper)); });
  }
  return numbers;
}

bool PartyReader::IsTimeAt(WordIndex word) const {
  const Span at = grammar_[word].span;
  const auto after = std::upper_bound(
      times_.begin(), times_.end(), at.start,
      [](std::size_t start, const TimeExpression& t) { return start < t.span.start; });
  return after != times_.begin() && std::prev(after)->span.end >= at.end;
}

// "Arnor police" ends in what people are, "military aid" does not.
bool PartyReader::EndsInAgent(const std::vector<WordNumber>& numbers) const {
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto agent = known_.actors.AgentAt(numbers.data() + i, numbers.size() - i);
    if (agent.length > 0 && i + agent.length == numbers.size()) return true;
  }
  return false;
}

// The entity that `words` are: of the head, else the first name in them.
const Entity* PartyReader::EntityIn(WordRange words, WordIndex head) const {
  const auto at = [&](WordIndex w) -> const Entity* {
    const Mention* const mention = mention_at_[w];
    return mention == nullptr ? nullptr : &names_.entities[mention->entity];
  };
  if (const Entity* entity = at(head)) return entity;
  for (WordIndex w = words.first; w < words.end; ++w) {
    const Entity* const entity = at(w);
    if (entity != nullptr && mention_at_[w]->form == MentionForm::kName) return entity;
  }
  return nullptr;
}

// From where `words` are named: "twelve people" and "at least 12 people" are "people"; "a
// 19-year-old man", which the phrase cuts behind its number, is "19-year-old man".
WordIndex PartyReader::FirstToName(WordRange words) const {
  constexpr WordIndex kMostGlued = 3;
  const auto glued = [&](WordIndex i) {
    return i > 0 && grammar_[i].span.start == grammar_[i - 1].span.end;
  };
  if (grammar_.Printed(words.first) == "-") {
    WordIndex first = words.first;
    while (words.first - first < kMostGlued && glued(first)) --first;
    return first;
  }
  const auto counts = [&](WordIndex i) {
    const std::string_view lower = grammar_.Lower(i);
    return grammar_[i].upos == Upos::kDet || (grammar_[i].upos == Upos::kNum && !glued(i + 1)) ||
           lower == "least" || lower == "most";
  };
  while (words.first + 1 < words.end && counts(words.first)) ++words.first;
  return words.first;
}

// "The governor, Pia Lotz": the name that says who the governor is.
const Entity* PartyReader::NameBeside(WordIndex head) const {
  for (const WordIndex d : grammar_.Dependents(head)) {
    if (grammar_[d].relation != Relation::kAppos || grammar_[d].upos != Upos::kPropn) continue;
    const Mention* const mention = mention_at_[d];
    if (mention != nullptr) return &names_.entities[mention->entity];
  }
  return nullptr;
}

Party PartyReader::PartyOf(const NounPhrase& phrase, const NounChunk& chunk,
                           const NounChunk* inside) const {
  Party party;
  std::vector<WordNumber> numbers = NumbersOf(chunk.words);
  if (inside != nullptr) {
    const auto more = NumbersOf(inside->words);
    numbers.insert(numbers.end(), more.begin(), more.end());
  } else if (&chunk != &phrase.members[0] && !known_.actors.HoldsActor(numbers, 0)) {
    const NounChunk& first = phrase.members[0];  // "Hungarian and Romanian officials" the other way
    const auto shared = NumbersOf({first.words.first, first.head});
    if (known_.actors.HoldsActor(shared, 0))
      numbers.insert(numbers.begin(), shared.begin(), shared.end());
  }
  party.code = known_.actors.CodeOf(numbers, 0, former_);
  if (party.code.starts_with("---") && !EndsInAgent(NumbersOf(chunk.words))) party.code.clear();
  const Mention* const own = mention_at_[chunk.head];
  const bool acts = own != nullptr || party.code.starts_with("---");
  const Entity* entity = own != nullptr ? &names_.entities[own->entity] : NameBeside(chunk.head);
  if (entity == nullptr && !acts) {
    entity = EntityIn(chunk.words, chunk.head);
    // "Haldane's own party" is not Haldane; "Israel's refusal" is Israel.
    if (entity != nullptr && entity->kind == NameKind::kPerson) entity = nullptr;
    if (entity == nullptr && inside != nullptr) entity = EntityIn(inside->words, inside->head);
  }
  if (entity != nullptr) {
    const bool country = !entity->country.empty();
    if (country && (party.code.empty() || party.code.starts_with("---"))) {
      party.code = entity->country + (party.code.size() > 3 ? party.code.substr(3) : "");
    }
    party.name = entity->stands_for.empty() ? entity->name : entity->stands_for;
    party.actor = true;
    return party;
  }
  WordRange words = chunk.words;
  if (inside != nullptr) words.end = phrase.words.end;
  words.first = FirstToName(words);
  party.name = std::string(Words(grammar_.text(), grammar_.Bytes(words)));
  party.actor = !party.code.empty();
  party.head = chunk.head;
  party.several = grammar_[chunk.head].form == Form::kPlural;
  party.pronoun = grammar_[chunk.head].upos == Upos::kPron;
  return party;
}

std::vector<Party> PartyReader::PartiesOf(std::size_t number) const {
  const NounPhrase& phrase = phrases_[number];
  std::vector<Party> out;
  const auto add = [&](Party party) {
    party.phrase = number;
    const bool known =
        std::any_of(out.begin(), out.end(), [&](const Party& p) { return p.name == party.name; });
    if (!known) out.push_back(std::move(party));
  };
  for (const NounChunk& member : phrase.members) {
    if (phrase.inside.empty()) add(PartyOf(phrase, member, nullptr));
    for (const NounChunk& inner : phrase.inside) add(PartyOf(phrase, member, &inner));
  }
  return out;
}

std::vector<Party> PartyReader::PartiesAt(WordIndex head) const {
  const auto phrase = PhraseOf(head);
  if (!phrase) return {};
  return PartiesOf(*phrase);
}

std::vector<Party> PartyReader::FirstIn(WordRange words, const std::vector<Party>& not_this) const {
  const auto first =
      std::lower_bound(phrases_.begin(), phrases_.end(), words.first,
                       [](const NounPhrase& p, WordIndex w) { return p.words.first < w; });
  for (auto p = static_cast<std::size_t>(first - phrases_.begin()); p < phrases_.size(); ++p) {
    if (phrases_[p].words.first >= words.end) break;
    if (grammar_[phrases_[p].members[0].head].upos == Upos::kPron) continue;
    if (IsTimeAt(phrases_[p].members[0].head)) continue;
    std::vector<Party> found = PartiesOf(p);
    const bool same = std::any_of(found.begin(), found.end(), [&](const Party& a) {
      return std::any_of(not_this.begin(), not_this.end(),
                         [&](const Party& b) { return a.name == b.name; });
    });
    if (!same && found[0].actor) return found;
  }
  return {};
}

}  // namespace checkback
