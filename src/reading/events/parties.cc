#include "reading/events/parties.h"

#include <algorithm>

#include "reading/lemma.h"
#include "reading/names/name_words.h"
#include "text/language_tables.h"
#include "text/utf8.h"

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
                         const std::vector<TimeExpression>& times, std::span<const Quote> quotes)
    : grammar_(grammar),
      names_(names),
      times_(times),
      known_(KnownActors(grammar.language())),
      rules_(EventRulesOf(grammar.language())),
      quotes_(quotes),
      sides_(grammar, names),
      mention_at_(grammar.size(), nullptr) {
  former_ = known_.words.Find(kFormer);
  for (const Mention& mention : names.mentions) {
    if (mention.head >= mention_at_.size()) continue;
    const Mention*& widest = mention_at_[mention.head];
    if (widest == nullptr || mention.span.size() > widest->span.size()) widest = &mention;
  }
  LearnWhoIsNamedHow();
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

// The name that `words` are: that of the head, else the first in them.
const Mention* PartyReader::NameIn(WordRange words, WordIndex head) const {
  if (mention_at_[head] != nullptr) return mention_at_[head];
  for (WordIndex w = words.first; w < words.end; ++w) {
    const Mention* const mention = mention_at_[w];
    if (mention != nullptr && mention->form == MentionForm::kName) return mention;
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

// "The governor, Pia Lotz": the name that says who the governor is; also where the parser hangs it
// on the noun before it ("the head of the council, Pia Lotz").
const Mention* PartyReader::NameBeside(WordIndex head) const {
  const auto beside = [&](WordIndex noun, bool person) -> const Mention* {
    for (const WordIndex d : grammar_.Dependents(noun)) {
      if (grammar_[d].relation != Relation::kAppos || grammar_[d].upos != Upos::kPropn) continue;
      const Mention* const mention = mention_at_[d];
      if (mention == nullptr) continue;
      if (!person || names_.entities[mention->entity].kind == NameKind::kPerson) return mention;
    }
    return nullptr;
  };
  if (const Mention* mention = beside(head, false)) return mention;
  const NameClasses classes = NameWords::Table(grammar_.language()).Of(grammar_.Lemma(head));
  if (!classes.Has(NameClass::kRole)) return nullptr;
  for (const WordIndex d : grammar_.Dependents(head)) {
    if (UniversalPart(grammar_[d].relation) != Relation::kNmod) continue;
    if (const Mention* mention = beside(d, true)) return mention;
  }
  return nullptr;
}

void PartyReader::LearnWhoIsNamedHow() {
  const auto note = [](Named& named, const Mention& mention) {
    if (named.first == nullptr) named.first = &mention;
    named.several = named.several || named.first->entity != mention.entity;
  };
  std::vector<bool> seen(names_.entities.size());
  for (const Mention& mention : names_.mentions) {
    if (mention.form != MentionForm::kName) continue;
    const Entity& entity = names_.entities[mention.entity];
    if (entity.kind == NameKind::kPerson) {
      if (seen[mention.entity]) continue;  // the first is what is asked for
      seen[mention.entity] = true;
      for (const std::string& role : entity.roles) {
        // rfind gives npos, and so 0, where there is no blank.
        note(person_by_role_[AsciiLower(std::string_view(role).substr(role.rfind(' ') + 1))],
             mention);
      }
    } else if (mention.words.end - mention.words.first > 1) {
      const std::string_view last = grammar_.Lower(mention.words.end - 1);
      note(body_by_noun_[LemmaOf(last, Upos::kNoun,
                                 last.ends_with('s') ? Form::kPlural : Form::kNone,
                                 grammar_.language())],
           mention);
    }
  }
}

// "A dairy" of an article that goes on to name "Tarn Valley Dairies", and no other dairy.
const Mention* PartyReader::NamedLike(WordIndex head) const {
  const auto found = body_by_noun_.find(std::string(grammar_.Lemma(head)));
  return found == body_by_noun_.end() || found->second.several ? nullptr : found->second.first;
}

// "Illmark" of "a team from neighboring Illmark", wherever the parser hangs it.
const Mention* PartyReader::NamedBehind(const NounChunk& chunk) const {
  const WordRange under = grammar_.WordsUnder(chunk.head);
  constexpr WordIndex kNear = 5;
  if (chunk.words.end >= under.end) return nullptr;
  const std::string_view by = grammar_.Lower(chunk.words.end);
  if (by != "from" && by != "of") return nullptr;
  return NameIn({chunk.words.end, std::min(under.end, chunk.words.end + kNear)}, chunk.head);
}

// "A judge" of an article that goes on to name one judge, "Judge Marit Voss", and no other.
std::optional<std::size_t> PartyReader::PersonLike(std::string_view role, WordIndex before) const {
  const auto found = person_by_role_.find(std::string(role));
  if (found == person_by_role_.end() || found->second.several) return std::nullopt;
  const Mention& first = *found->second.first;
  if (first.head < before) return std::nullopt;
  return first.entity;
}

Party PartyReader::SideOf(std::size_t entity) const {
  const Entity& side = names_.entities[entity];
  Party party;
  party.name = side.stands_for.empty() ? side.name : side.stands_for;
  party.code = side.country;
  party.actor = true;
  party.entity = entity;
  return party;
}

// "both sides", "the two delegations", "the sides".
bool PartyReader::IsBothSides(const NounChunk& chunk) const {
  const auto sides = rules_.sets.find("sides");
  if (sides == rules_.sets.end() || grammar_[chunk.head].form != Form::kPlural) return false;
  const auto& nouns = sides->second;
  const auto noun = std::find(nouns.begin(), nouns.end(), grammar_.Lemma(chunk.head));
  if (noun == nouns.end()) return false;
  bool two = noun == nouns.begin();
  for (WordIndex i = chunk.words.first; i < chunk.head; ++i) {
    const std::string_view lower = grammar_.Lower(i);
    const bool counts = lower == "both" || lower == "two";
    if (!counts && lower != "the") return false;
    two = two || counts;
  }
  return two;
}

const Quote* PartyReader::QuoteAt(WordIndex word) const {
  const std::size_t at = grammar_[word].span.start;
  const auto after =
      std::upper_bound(quotes_.begin(), quotes_.end(), at,
                       [](std::size_t start, const Quote& q) { return start < q.words.start; });
  if (after == quotes_.begin() || std::prev(after)->words.end <= at) return nullptr;
  return &*std::prev(after);
}

const Quote* PartyReader::QuoteWithCue(WordIndex cue) const {
  const std::size_t at = grammar_[cue].span.start;
  const Span sentence = grammar_.Bytes(grammar_.Sentence(grammar_.SentenceOf(cue)));
  const auto first =
      std::lower_bound(quotes_.begin(), quotes_.end(), sentence.start,
                       [](const Quote& q, std::size_t start) { return q.words.end < start; });
  constexpr std::ptrdiff_t kMostQuotes = 32;  // of a sentence
  const auto end = first + std::min<std::ptrdiff_t>(kMostQuotes, quotes_.end() - first);
  for (auto quote = first; quote != end && quote->words.start < sentence.end; ++quote) {
    if (quote->cue.start <= at && at < quote->cue.end) return &*quote;
  }
  return nullptr;
}

Party PartyReader::SpeakerOf(const Quote& quote) const {
  if (quote.entity) return SideOf(*quote.entity);
  // As worded: "a passenger", "the firm".
  const std::size_t blank = quote.speaker.find(' ');
  const std::string opens = AsciiLower(std::string_view(quote.speaker).substr(0, blank));
  const std::string noun =
      AsciiLower(std::string_view(quote.speaker).substr(quote.speaker.rfind(' ') + 1));
  if (opens == "a" || opens == "an") {
    if (const auto person = PersonLike(noun, 0)) return SideOf(*person);
  }
  const NameClasses classes = NameWords::Table(grammar_.language()).Of(noun);
  if (opens == "the" && quote.speaker.size() == blank + 1 + noun.size() &&
      classes.Has(NameClass::kCompany)) {
    WordIndex at = 0;  // the first word of the quote
    for (WordIndex end = grammar_.size(); at < end;) {
      const WordIndex middle = at + (end - at) / 2;
      grammar_[middle].span.start < quote.words.start ? at = middle + 1 : end = middle;
    }
    if (const Mention* business = sides_.Business(at)) return SideOf(business->entity);
  }
  Party party;
  party.name = quote.speaker;
  party.actor = true;
  return party;
}

// Who "I" and "we" are: those who say so; nobody where the words are nobody's.
Party PartyReader::FirstPerson(WordIndex pronoun) const {
  const auto first = rules_.sets.find("first");
  if (first == rules_.sets.end()) return {};
  const auto& words = first->second;
  if (std::find(words.begin(), words.end(), grammar_.Lower(pronoun)) == words.end()) return {};
  const Quote* const quote = QuoteAt(pronoun);
  return quote == nullptr ? Party{} : SpeakerOf(*quote);
}

Party PartyReader::PartyOf(const NounPhrase& phrase, const NounChunk& chunk,
                           const NounChunk* inside) const {
  if (grammar_[chunk.head].upos == Upos::kPron) {
    Party speaker = FirstPerson(chunk.head);
    if (!speaker.name.empty()) return speaker;
  }
  Party party;
  party.head = chunk.head;
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
  const bool own = mention_at_[chunk.head] != nullptr;
  const bool acts = own || party.code.starts_with("---");
  const Mention* name = own ? mention_at_[chunk.head] : NameBeside(chunk.head);
  if (name == nullptr && !acts) {
    name = NameIn(chunk.words, chunk.head);
    // "Haldane's own party" is not Haldane; "Israel's refusal" is Israel.
    if (name != nullptr && names_.entities[name->entity].kind == NameKind::kPerson) name = nullptr;
    if (name == nullptr && inside != nullptr) name = NameIn(inside->words, inside->head);
  }
  const NameClasses classes = NameWords::Table(grammar_.language()).Of(grammar_.Lemma(chunk.head));
  const bool body = classes.Has(NameClass::kBody) || classes.Has(NameClass::kCompany);
  party.acts = body || classes.Has(NameClass::kRole);
  const std::string_view opens = grammar_.Lower(chunk.words.first);
  party.definite = opens == "the" || grammar_[chunk.words.first].relation == Relation::kNmodPoss ||
                   classes.Has(NameClass::kRole);
  if (body && !acts && name == nullptr) name = NamedBehind(chunk);
  const bool bare = opens == "the" && chunk.words.end - chunk.words.first == 2;
  const bool company = classes.Has(NameClass::kCompany) && !own;
  if (company && name == nullptr && bare) name = sides_.Business(chunk.head);
  if ((company || (body && !acts)) && (name == nullptr || !chunk.words.Holds(name->head))) {
    if (const Mention* like = NamedLike(chunk.head)) name = like;
  }
  const bool alone = !party.several && grammar_[chunk.head].form != Form::kPlural;
  if (name == nullptr && alone && classes.Has(NameClass::kRole)) {
    if (const auto person = PersonLike(grammar_.Lemma(chunk.head), chunk.head)) {
      return SideOf(*person);
    }
  }
  if (name != nullptr) {
    const Entity& entity = names_.entities[name->entity];
    const bool country = !entity.country.empty();
    if (country && (party.code.empty() || party.code.starts_with("---"))) {
      party.code = entity.country + (party.code.size() > 3 ? party.code.substr(3) : "");
    }
    party.name = entity.stands_for.empty() ? entity.name : entity.stands_for;
    party.actor = true;
    party.entity = name->entity;
    return party;
  }
  WordRange words = chunk.words;
  if (inside != nullptr) words.end = phrase.words.end;
  words.first = FirstToName(words);
  party.name = std::string(Words(grammar_.text(), grammar_.Bytes(words)));
  party.actor = !party.code.empty() || grammar_[chunk.head].upos == Upos::kPropn;
  party.several = grammar_[chunk.head].form == Form::kPlural;
  party.pronoun = grammar_[chunk.head].upos == Upos::kPron;
  return party;
}

// "Isles" of "Sound & Isles Ferries", where another member is the whole name.
bool PartyReader::IsInsideOfName(const NounPhrase& phrase, const NounChunk& member) const {
  return std::any_of(phrase.members.begin(), phrase.members.end(), [&](const NounChunk& other) {
    const Mention* const name = mention_at_[other.head];
    return other.head != member.head && name != nullptr && name->form == MentionForm::kName &&
           name->words.Holds(member.head);
  });
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
    if (IsInsideOfName(phrase, member)) continue;
    if (const auto both = sides_.Both(); both && IsBothSides(member)) {
      for (const std::size_t side : *both) add(SideOf(side));
      continue;
    }
    if (phrase.inside.empty()) add(PartyOf(phrase, member, nullptr));
    for (const NounChunk& inner : phrase.inside) add(PartyOf(phrase, member, &inner));
  }
  return out;
}

std::vector<Party> PartyReader::PartiesAt(WordIndex head) const {
  const auto phrase = PhraseOf(head);
  if (!phrase) return {};
  // Asked for what stands inside: "Illmark" of "two diplomats of Illmark".
  const std::vector<NounChunk>& inside = phrases_[*phrase].inside;
  const bool within = std::any_of(inside.begin(), inside.end(),
                                  [&](const NounChunk& chunk) { return chunk.head == head; });
  const Mention* const name = mention_at_[head];
  if (within && name != nullptr) {
    Party party = SideOf(name->entity);
    const std::string code = known_.actors.CodeOf(NumbersOf(name->words), 0, former_);
    if (!code.empty()) party.code = code;
    return {party};
  }
  return PartiesOf(*phrase);
}

// "in Port Cassim", "near the border": where it happens, unless that is a known country.
bool PartyReader::IsWhere(const NounPhrase& phrase) const {
  const WordIndex head = phrase.members[0].head;
  const auto by = grammar_.Dependent(head, Relation::kCase);
  const auto where = rules_.sets.find("where");
  if (!by || where == rules_.sets.end()) return false;
  const auto& words = where->second;
  if (std::find(words.begin(), words.end(), grammar_.Lower(*by)) == words.end()) return false;
  const Mention* const name = mention_at_[head];
  return name != nullptr && names_.entities[name->entity].country.empty();
}

std::vector<Party> PartyReader::LastSide(WordIndex at) const {
  const Mention* const last = sides_.LastBefore(at);
  if (last == nullptr) return {};
  return {SideOf(last->entity)};
}

std::vector<Party> PartyReader::OtherSide(const Party& source, WordIndex at) const {
  if (!source.entity) return {};
  const auto side = sides_.SideOf(*source.entity);
  if (!side) return {};
  const auto other = sides_.Other(*side, at);
  if (!other) return {};
  return {SideOf(*other)};
}

std::vector<Party> PartyReader::FirstIn(WordRange words, const std::vector<Party>& not_this) const {
  const auto first =
      std::lower_bound(phrases_.begin(), phrases_.end(), words.first,
                       [](const NounPhrase& p, WordIndex w) { return p.words.first < w; });
  for (auto p = static_cast<std::size_t>(first - phrases_.begin()); p < phrases_.size(); ++p) {
    if (phrases_[p].words.first >= words.end) break;
    if (grammar_[phrases_[p].members[0].head].upos == Upos::kPron) continue;
    if (IsTimeAt(phrases_[p].members[0].head) || IsWhere(phrases_[p])) continue;
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
