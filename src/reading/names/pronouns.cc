#include <algorithm>
#include <array>

#include "reading/names/link_back.h"

namespace checkback {
namespace {

// "he" of someone named so many sentences ago is not looked for.
constexpr std::size_t kFarthestPerson = 3;
constexpr int kMostClimbed = 8;
constexpr WordIndex kNearSpeaker = 64;

struct PronounForm {
  std::string_view lower;
  Gender gender;
};

constexpr std::array<PronounForm, 8> kPersons = {{{"he", Gender::kMale},
                                                  {"him", Gender::kMale},
                                                  {"his", Gender::kMale},
                                                  {"himself", Gender::kMale},
                                                  {"she", Gender::kFemale},
                                                  {"her", Gender::kFemale},
                                                  {"hers", Gender::kFemale},
                                                  {"herself", Gender::kFemale}}};
constexpr std::array<std::string_view, 6> kThings = {"it",   "its",   "itself",
                                                     "they", "their", "them"};

bool IsEnglish(std::string_view language) {
  const std::string_view base = language.substr(0, language.find('-'));
  return base.empty() || base == "und" || base == "en";
}

}  // namespace

// "X saw him": not X, who stands beside the same verb.
bool PronounLinker::IsObjectBeside(WordIndex word, const Passed& passed) const {
  const Relation relation = UniversalPart(grammar_[word].relation);
  if (relation != Relation::kObj && relation != Relation::kIobj && relation != Relation::kObl)
    return false;
  return grammar_.Head(word) == grammar_.Head(passed.head);
}

// Whether the entity is named outside of the quotation that `word` stands in, as one who says it.
bool PronounLinker::SpeaksAround(WordIndex word, std::size_t entity) const {
  const WordRange sentence = grammar_.Sentence(grammar_.SentenceOf(word));
  const WordIndex first = word - std::min(word - sentence.first, kNearSpeaker);
  const WordIndex end = std::min(sentence.end, word + kNearSpeaker);
  const std::string_view last = grammar_.Lower(draft_.entities[entity].name.back());
  for (WordIndex i = first; i < end; ++i) {
    if (!draft_.At(i).quoted && IsSubject(grammar_, i) && grammar_.Lower(i) == last) return true;
  }
  return false;
}

// How likely the pronoun means what was passed. The numbers are a guess that
// data/developing (stories a01, a09) agreed with.
int PronounLinker::ScoreOf(WordIndex word, const Passed& passed) const {
  const std::size_t far = grammar_.SentenceOf(word) - passed.sentence;
  int score = far == 0 ? 5 : far == 1 ? 4 : far == 2 ? 2 : 1;
  if (passed.subject) score += 3;
  if (passed.quoted != draft_.At(word).quoted) score -= 2;
  return score;
}

std::optional<std::size_t> PronounLinker::Person(WordIndex word, Gender gender,
                                                 const Memory& memory) {
  const std::size_t sentence = grammar_.SentenceOf(word);
  const std::vector<Passed>& passed = memory.passed();
  std::optional<std::size_t> best;
  int best_score = 0;
  for (auto p = passed.rbegin(); p != passed.rend(); ++p) {
    if (sentence - p->sentence > kFarthestPerson) break;
    if (draft_.names.entities[p->entity].kind != NameKind::kPerson) continue;
    const Gender has = draft_.entities[p->entity].gender;
    if (has != Gender::kUnknown && has != gender) continue;
    if (IsObjectBeside(word, *p)) continue;
    if (draft_.At(word).quoted && SpeaksAround(word, p->entity)) continue;
    const int score = ScoreOf(word, *p) + (has == gender ? 2 : 0);
    if (score > best_score) {
      best = p->entity;
      best_score = score;
    }
  }
  // From now on the entity is one of that gender: "she" behind this "he" is another.
  if (best) draft_.entities[*best].gender = gender;
  return best;
}

// The subject of `verb`; of several, as where the parser takes a dateline for one, the last before
// `word`.
std::optional<WordIndex> PronounLinker::SubjectBefore(WordIndex verb, WordIndex word) const {
  constexpr std::size_t kMostDependents = 32;
  std::optional<WordIndex> found;
  const auto all = grammar_.Dependents(verb);
  for (const WordIndex d : all.first(std::min(all.size(), kMostDependents))) {
    if (UniversalPart(grammar_[d].relation) != Relation::kNsubj) continue;
    if (!found || d < word) found = d;
  }
  return found;
}

// "The ministry said it would": the subject of the clause that it stands in or under.
std::optional<std::size_t> PronounLinker::Thing(WordIndex word, const Memory& memory) const {
  const Relation relation = grammar_[word].relation;
  if (relation == Relation::kExpl) return std::nullopt;
  const bool subject = IsSubject(grammar_, word);
  std::optional<WordIndex> verb = grammar_.Head(word);
  for (int i = 0; verb && i < kMostClimbed; ++i) {
    const auto by = SubjectBefore(*verb, word);
    if (by && *by == word && grammar_.Has(*verb, Relation::kCop))
      return std::nullopt;  // "it is clear"
    if (by && *by < word && !(subject && grammar_.Head(word) == verb)) {
      const std::vector<Passed>& passed = memory.passed();
      for (auto p = passed.rbegin(); p != passed.rend(); ++p) {
        if (p->sentence != grammar_.SentenceOf(word)) return std::nullopt;
        if (p->head != *by) continue;
        if (draft_.names.entities[p->entity].kind == NameKind::kPerson) return std::nullopt;
        return p->entity;
      }
      return std::nullopt;
    }
    verb = grammar_.Head(*verb);
  }
  return std::nullopt;
}

std::optional<Mention> PronounLinker::At(WordIndex word, const Memory& memory) {
  if (!IsEnglish(grammar_.language())) return std::nullopt;
  const std::string_view lower = grammar_.Lower(word);
  std::optional<std::size_t> entity;
  const auto person = std::find_if(kPersons.begin(), kPersons.end(),
                                   [&](const PronounForm& form) { return form.lower == lower; });
  if (person != kPersons.end()) {
    entity = Person(word, person->gender, memory);
  } else if (std::find(kThings.begin(), kThings.end(), lower) != kThings.end()) {
    entity = Thing(word, memory);
  }
  if (!entity) return std::nullopt;
  return Mention{grammar_[word].span, {word, word + 1}, word, *entity, MentionForm::kPronoun};
}

}  // namespace checkback
