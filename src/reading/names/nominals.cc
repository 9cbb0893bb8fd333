#include <algorithm>

#include "reading/names/link_back.h"

namespace checkback {
namespace {

// Roles and bodies with the same noun that are looked at, the latest first.
constexpr std::size_t kMostAlike = 12;
// "the company" of a business that was named so many sentences ago, not longer.
constexpr std::size_t kFarthestThing = 3;
constexpr WordIndex kLongestPhrase = 6;
constexpr std::size_t kLeastAlike = 5;

// "Tarsova" and "Tarsovan", "defence" and "defense" are the same word of a role.
bool Alike(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const std::size_t least = std::min(a.size(), b.size());
  return least >= kLeastAlike && a.substr(0, least - 1) == b.substr(0, least - 1);
}

}  // namespace

NominalLinker::NominalLinker(const NamesDraft& draft) : draft_(draft), grammar_(*draft.grammar) {
  for (std::size_t i = 0; i < draft.roles.size(); ++i) {
    roles_[grammar_.Lower(draft.roles[i].noun)].push_back(i);
  }
  for (std::size_t i = 0; i < draft.entities.size(); ++i) {
    if (draft.names.entities[i].kind == NameKind::kPerson || draft.entities[i].name.size() < 2)
      continue;
    for (const WordIndex word : draft.entities[i].name) {
      if (draft.At(word).classes.Has(NameClass::kBody)) bodies_[grammar_.Lower(word)].push_back(i);
    }
  }
}

// From "the" or the owner to the noun; empty where the phrase is not definite or goes on.
WordRange NominalLinker::PhraseOf(WordIndex noun) const {
  const WordRange sentence = grammar_.Sentence(grammar_.SentenceOf(noun));
  if (grammar_[noun].form == Form::kPlural) return {};
  if (noun + 1 < sentence.end) {
    // "the ministry building", "the company's": only the second is the company.
    const Upos next = grammar_[noun + 1].upos;
    if (next == Upos::kNoun || next == Upos::kPropn) return {};
    if (grammar_.Lower(noun + 1) == "-") return {};
  }
  WordIndex first = noun;
  while (first > sentence.first && noun - first < kLongestPhrase) {
    const Upos upos = grammar_[first - 1].upos;
    const std::string_view lower = grammar_.Lower(first - 1);
    if (lower == "the") return {first - 1, noun + 1};
    if (upos != Upos::kNoun && upos != Upos::kPropn && upos != Upos::kAdj && lower != "'s" &&
        lower != "’s" && lower != "-")
      break;
    --first;
  }
  // "Illmark's prime minister".
  for (WordIndex i = first; i < noun; ++i) {
    const std::string_view lower = grammar_.Lower(i);
    if ((lower == "'s" || lower == "’s") && i > first && draft_.At(first).Large())
      return {first, noun + 1};
  }
  return {};
}

// "Illmark" of "the president of Illmark".
std::optional<WordIndex> NominalLinker::OwnerBehind(WordIndex noun) const {
  const WordRange sentence = grammar_.Sentence(grammar_.SentenceOf(noun));
  WordIndex at = noun + 1;
  if (at >= sentence.end || grammar_.Lower(at) != "of") return std::nullopt;
  ++at;
  if (at < sentence.end && grammar_.Lower(at) == "the") ++at;
  if (at >= sentence.end || !draft_.At(at).Large()) return std::nullopt;
  return at;
}

// Every word of the phrase is one of the role's, and nothing makes it another office.
bool NominalLinker::RoleFits(const RoleFact& role, WordRange phrase, WordIndex noun) const {
  const auto in_role = [&](WordIndex word) {
    for (WordIndex i = role.words.first; i < role.words.end; ++i) {
      if (Alike(grammar_.Lower(word), grammar_.Lower(i))) return true;
    }
    return false;
  };
  for (WordIndex i = phrase.first; i < phrase.end; ++i) {
    if (i == noun || grammar_.Lower(i) == "the" || grammar_.Lower(i).size() < 3) continue;
    if (grammar_[i].upos == Upos::kAdj && i + 1 < noun && !draft_.At(i).Large() && !in_role(i) &&
        !draft_.At(i).classes.Has(NameClass::kOther)) {
      // "the embattled Tarsovan president" tells no other office; "the prime minister" does.
      continue;
    }
    if (!in_role(i)) return false;
  }
  if (const auto owner = OwnerBehind(noun); owner && !in_role(*owner)) return false;
  for (WordIndex i = role.words.first; i < role.words.end; ++i) {
    const bool narrows =
        draft_.At(i).classes.Has(NameClass::kOther) || grammar_.Lower(i) == "prime";
    if (!narrows) continue;
    bool told = false;
    for (WordIndex j = phrase.first; j < phrase.end; ++j)
      told = told || Alike(grammar_.Lower(i), grammar_.Lower(j));
    if (!told) return false;
  }
  return true;
}

std::optional<std::size_t> NominalLinker::ByRole(WordRange phrase, WordIndex noun,
                                                 const Memory& memory) const {
  const auto found = roles_.find(grammar_.Lower(noun));
  if (found == roles_.end()) return std::nullopt;
  std::optional<std::size_t> best;
  std::optional<WordIndex> best_at;
  bool rival = false;  // two that are named only later
  const std::vector<std::size_t>& alike = found->second;
  for (std::size_t n = 0; n < std::min(alike.size(), kMostAlike); ++n) {
    const RoleFact& role = draft_.roles[alike[n]];
    if (!RoleFits(role, phrase, noun)) continue;
    const std::optional<WordIndex> at = memory.LastOf(role.entity);
    if (!best) {
      best = role.entity;
      best_at = at;
      continue;
    }
    if (role.entity == *best) continue;
    if (at && (!best_at || *at > *best_at)) {
      best = role.entity;
      best_at = at;
      rival = false;
    } else if (!at && !best_at) {
      rival = true;
    }
  }
  if (rival) return std::nullopt;
  return best;
}

// "the ministry" of the last body with that noun in its name.
std::optional<std::size_t> NominalLinker::ByName(WordIndex noun, const Memory& memory) const {
  const auto found = bodies_.find(grammar_.Lower(noun));
  if (found == bodies_.end()) return std::nullopt;
  std::optional<std::size_t> best;
  WordIndex best_at = 0;
  const std::vector<std::size_t>& alike = found->second;
  for (std::size_t n = 0; n < std::min(alike.size(), kMostAlike); ++n) {
    const std::size_t entity = alike[alike.size() - 1 - n];
    const auto at = memory.LastOf(entity);
    if (!at || (best && *at < best_at)) continue;
    best = entity;
    best_at = *at;
  }
  return best;
}

std::optional<std::size_t> NominalLinker::Nearest(NameClass one, WordIndex noun,
                                                  const Memory& memory) const {
  const std::size_t sentence = grammar_.SentenceOf(noun);
  const std::vector<Passed>& passed = memory.passed();
  for (auto p = passed.rbegin(); p != passed.rend(); ++p) {
    if (sentence - p->sentence > kFarthestThing) break;
    const Entity& entity = draft_.names.entities[p->entity];
    const EntityFacts& facts = draft_.entities[p->entity];
    if (one == NameClass::kNation) {
      if (facts.nation) return p->entity;
      continue;
    }
    if (entity.kind != NameKind::kOrganization) continue;
    const bool body = draft_.At(facts.name.back()).classes.Has(NameClass::kBody) &&
                      !draft_.At(facts.name.back()).classes.Has(NameClass::kCompany);
    if (!body) return p->entity;
  }
  return std::nullopt;
}

// "The latter": the second of the last two that were named side by side.
std::optional<std::size_t> NominalLinker::Latter(WordIndex word, const Memory& memory) const {
  const std::vector<Passed>& passed = memory.passed();
  for (std::size_t i = passed.size(); i > 1; --i) {
    const Passed& second = passed[i - 1];
    if (grammar_.SentenceOf(word) - second.sentence > 1) break;
    const auto head = grammar_.Head(second.head);
    if (grammar_[second.head].relation == Relation::kConj && head && *head == passed[i - 2].head) {
      return grammar_.Lower(word) == "latter" ? second.entity : passed[i - 2].entity;
    }
  }
  return std::nullopt;
}

std::optional<Mention> NominalLinker::At(WordIndex noun, const Memory& memory) const {
  const NameClasses classes = draft_.At(noun).classes;
  const std::string_view lower = grammar_.Lower(noun);
  if (lower == "latter" && noun > 0 && grammar_.Lower(noun - 1) == "the") {
    const auto entity = Latter(noun, memory);
    if (!entity) return std::nullopt;
    return Mention{grammar_.Bytes({noun - 1, noun + 1}),
                   {noun - 1, noun + 1},
                   noun,
                   *entity,
                   MentionForm::kNominal};
  }
  const bool role = classes.Has(NameClass::kOffice) || classes.Has(NameClass::kRole);
  const bool body = classes.Has(NameClass::kBody);
  const bool company = classes.Has(NameClass::kCompany);
  const bool nation = classes.Has(NameClass::kNation);
  if (!role && !body && !company && !nation) return std::nullopt;
  const WordRange phrase = PhraseOf(noun);
  if (phrase.first == phrase.end) return std::nullopt;
  const bool bare = phrase.end - phrase.first == 2 && !OwnerBehind(noun);

  std::optional<std::size_t> entity = ByRole(phrase, noun, memory);
  if (!entity && body && bare) entity = ByName(noun, memory);
  if (!entity && company && bare) entity = Nearest(NameClass::kCompany, noun, memory);
  if (!entity && nation && bare) entity = Nearest(NameClass::kNation, noun, memory);
  if (!entity) return std::nullopt;
  return Mention{grammar_.Bytes(phrase), phrase, noun, *entity, MentionForm::kNominal};
}

}  // namespace checkback
