#include <algorithm>
#include <unordered_map>

#include "reading/cues.h"
#include "reading/names/draft.h"

namespace checkback {
namespace {

constexpr std::size_t kLeastAlike = 4;

// "Tarsovan" of "Tarsova", "Illmarkish" of "Illmark": a word of the people of a place.
bool IsPeopleOf(std::string_view people, std::string_view place) {
  if (people.size() <= place.size() || place.size() < kLeastAlike) return false;
  return people.starts_with(place.substr(0, place.size() - 1));
}

class CountryLearner {
 public:
  explicit CountryLearner(NamesDraft& draft)
      : draft_(draft), grammar_(*draft.grammar), known_(KnownNames::Table(grammar_.language())) {}

  void Learn() {
    NoteActs();
    for (const Mention& mention : draft_.names.mentions) {
      if (mention.form == MentionForm::kName) ByName(mention);
    }
    for (const RoleFact& role : draft_.roles) ByRole(role);
    Towns();
    Nations();
    for (std::size_t i = 0; i < draft_.entities.size(); ++i) StandsFor(i);
  }

 private:
  // The known name of a country, its people, capital or seat that begins at `word`.
  const KnownPhrase* PhraseAt(WordIndex word) const {
    const std::vector<KnownPhrase>& phrases = draft_.facts->phrases;
    const auto after = std::upper_bound(
        phrases.begin(), phrases.end(), word,
        [](WordIndex w, const KnownPhrase& phrase) { return w < phrase.words.first; });
    if (after == phrases.begin()) return nullptr;
    const KnownPhrase& phrase = *(after - 1);
    return phrase.words.Holds(word) && phrase.name.country != 0 ? &phrase : nullptr;
  }

  void ByName(const Mention& mention) {
    Entity& entity = draft_.names.entities[mention.entity];
    if (!entity.country.empty()) return;
    for (WordIndex i = mention.words.first; i < mention.words.end; ++i) {
      const KnownPhrase* const phrase = PhraseAt(i);
      if (phrase == nullptr) continue;
      const bool whole =
          phrase->words.end - phrase->words.first >= draft_.entities[mention.entity].name.size();
      if (entity.kind == NameKind::kPerson && !whole) return;
      if (entity.kind == NameKind::kPerson) return;
      if (entity.kind == NameKind::kPlace && !whole && !phrase->name.kinds.Has(KnownAs::kCountry))
        return;
      const Country& country = known_.CountryOf(phrase->name);
      entity.country = country.code;
      if (!whole) return;
      if (phrase->name.kinds.Has(KnownAs::kCountry)) draft_.entities[mention.entity].nation = true;
      const KnownKinds kinds = phrase->name.kinds;
      const bool acts = acts_[mention.entity];
      if (kinds.Has(KnownAs::kSeat) || kinds.Has(KnownAs::kNationality) ||
          (kinds.Has(KnownAs::kCapital) && !kinds.Has(KnownAs::kCountry) && acts)) {
        if (entity.name != country.name) entity.stands_for = country.name;
      }
      return;
    }
    // "Dutch police" of a person: "the Dutch minister X" is told by roles.
  }

  void ByRole(const RoleFact& role) {
    Entity& entity = draft_.names.entities[role.entity];
    WordIndex first = role.words.first;
    for (WordIndex i = first; i < role.words.end && entity.country.empty(); ++i) {
      if (const KnownPhrase* const phrase = PhraseAt(i)) {
        entity.country = known_.CountryOf(phrase->name).code;
      }
    }
  }

  // Which entities are the subject of a verb of saying or acting.
  void NoteActs() {
    acts_.assign(draft_.entities.size(), false);
    for (const Mention& mention : draft_.names.mentions) {
      if (grammar_[mention.head].relation != Relation::kNsubj) continue;
      const auto verb = grammar_.Head(mention.head);
      if (!verb || grammar_[*verb].upos != Upos::kVerb) continue;
      const std::string_view lemma = grammar_.Lemma(*verb);
      if (NameWords::Table(grammar_.language()).Of(lemma).Has(NameClass::kAct) ||
          CueOf(lemma, Upos::kVerb, grammar_.language()) != Cue::kNone) {
        acts_[mention.entity] = true;
      }
    }
  }

  // "Veldgrad, Tarsova": the town of a country; "the Amber Palace in Veldgrad".
  void Towns() {
    lies_in_.assign(draft_.entities.size(), kNone);
    const std::vector<Mention>& mentions = draft_.names.mentions;
    for (std::size_t i = 0; i + 1 < mentions.size(); ++i) {
      const Mention& town = mentions[i];
      const Mention& land = mentions[i + 1];
      if (town.form != MentionForm::kName || land.form != MentionForm::kName) continue;
      if (land.words.first != town.words.end + 1 || town.entity == land.entity) continue;
      const std::string_view between = grammar_.Lower(town.words.end);
      const bool places = draft_.names.entities[town.entity].kind == NameKind::kPlace &&
                          draft_.names.entities[land.entity].kind == NameKind::kPlace;
      const bool in = between == "in" && IsSeat(town.entity) &&
                      draft_.names.entities[land.entity].kind == NameKind::kPlace;
      if (!(between == "," && places) && !in) continue;
      if (lies_in_[town.entity] == kNone) lies_in_[town.entity] = land.entity;
    }
    for (std::size_t i = 0; i < lies_in_.size(); ++i) {
      Entity& entity = draft_.names.entities[i];
      const std::size_t land = Root(i);
      if (land != i && entity.country.empty() && entity.kind != NameKind::kPerson) {
        entity.country = draft_.names.entities[land].country;
      }
    }
  }

  bool IsSeat(std::size_t entity) const {
    return draft_.At(draft_.entities[entity].name.back()).classes.Has(NameClass::kSeat);
  }

  // Up to the land: "Amber Palace" in "Veldgrad" in "Tarsova"; never more steps than that.
  std::size_t Root(std::size_t entity) const {
    for (int i = 0; i < 3 && lies_in_[entity] != kNone; ++i) entity = lies_in_[entity];
    return entity;
  }

  // Places whose people or offices the article names are nations too: "Tarsovan President".
  void Nations() {
    std::unordered_map<std::string, std::vector<std::size_t>> places;  // by their first letters
    for (std::size_t i = 0; i < draft_.entities.size(); ++i) {
      if (draft_.names.entities[i].kind != NameKind::kPlace || draft_.entities[i].name.size() != 1)
        continue;
      const std::string_view lower = grammar_.Lower(draft_.entities[i].name[0]);
      if (lower.size() >= kLeastAlike)
        places[std::string(lower.substr(0, kLeastAlike - 1))].push_back(i);
    }
    for (std::size_t i = 0; i < draft_.entities.size(); ++i) {
      Entity& people = draft_.names.entities[i];
      if (people.kind != NameKind::kOther || draft_.entities[i].name.size() != 1) continue;
      const std::string_view lower = grammar_.Lower(draft_.entities[i].name[0]);
      const auto found = places.find(std::string(lower.substr(0, kLeastAlike - 1)));
      if (found == places.end()) continue;
      for (const std::size_t place : found->second) {
        if (!IsPeopleOf(lower, grammar_.Lower(draft_.entities[place].name[0]))) continue;
        draft_.entities[place].nation = true;
        if (people.stands_for.empty()) people.stands_for = draft_.names.entities[place].name;
        if (people.country.empty()) people.country = draft_.names.entities[place].country;
        break;
      }
    }
  }

  void StandsFor(std::size_t i) {
    Entity& entity = draft_.names.entities[i];
    if (!entity.stands_for.empty() || !acts_[i]) return;
    const std::size_t land = Root(i);
    if (land == i) return;
    if (IsSeat(i) || (entity.kind == NameKind::kPlace && draft_.entities[land].nation)) {
      entity.stands_for = draft_.names.entities[land].name;
    }
  }

  static constexpr std::size_t kNone = ~std::size_t{0};
  NamesDraft& draft_;
  const Grammar& grammar_;
  const KnownNames& known_;
  std::vector<bool> acts_;
  std::vector<std::size_t> lies_in_;
};

}  // namespace

void LearnCountries(NamesDraft& draft) {
  CountryLearner(draft).Learn();
}

}  // namespace checkback
