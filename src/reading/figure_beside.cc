// What became of those who are counted, where the tree does not tell it: by the words right before
// and right behind.
#include <algorithm>

#include "reading/figure_numeral.h"
#include "reading/figure_sense.h"

namespace checkback {
namespace {

// Words between a number, or its noun, and what is said of it.
constexpr WordIndex kMostBeside = 7;
// Words of a phrase behind a preposition, or between a number and its noun.
constexpr WordIndex kMostOfPhrase = 4;
// Words behind a verb and the number under it: "forced 4,000 people from their homes".
constexpr WordIndex kMostBehindVerb = 6;
// Words of a phrase for a number ("the number of people who died") that are looked at.
constexpr WordIndex kMostWithin = 16;

}  // namespace

// "Killing at least two people", "two people are known to have died", "26 are still missing".
std::optional<FigureSense::Role> FigureSense::RoleBeside(const FigurePhraseWords& phrase,
                                                         std::optional<WordIndex> noun) const {
  const bool has_noun =
      noun && *noun >= phrase.words.end && *noun < phrase.words.end + kMostOfPhrase;
  const WordIndex behind = has_noun ? *noun + 1 : phrase.words.end;
  if (const auto role = RoleBefore(phrase)) return role;
  // "A woman of 71 died."
  if (noun && *noun < phrase.words.first) return std::nullopt;
  return RoleBehind(behind, IsOfOthers(phrase.whole.first));
}

// "Of the 61 people on board", "for the nine victims": what is said behind may be of something
// else.
bool FigureSense::IsOfOthers(WordIndex first) const {
  const Grammar& g = *grammar_;
  const WordIndex begin = g.Sentence(g.SentenceOf(first)).first;
  WordIndex before = first;
  if (before > begin && g[before - 1].upos == Upos::kDet) --before;
  if (before == begin || g[before - 1].upos != Upos::kAdp) return false;
  // "a total of three men"
  return before < begin + 2 || !rules_->numbers.contains(g.Lemma(before - 2));
}

// The uses of a word as a role, by its lemma and as it stands: "injured" is one of "injure" too.
std::vector<FigureRole> FigureSense::UsesOf(WordIndex word) const {
  std::vector<FigureRole> uses;
  const auto add = [&](std::string_view form) {
    const auto found = rules_->roles.find(form);
    if (found != rules_->roles.end())
      uses.insert(uses.end(), found->second.begin(), found->second.end());
  };
  const std::string_view lemma = grammar_->Lemma(word), lower = grammar_->Lower(word);
  add(lemma);
  if (lower != lemma) add(lower);
  return uses;
}

// Of a verb right before the phrase.
std::optional<FigureSense::Role> FigureSense::RoleBefore(const FigurePhraseWords& phrase) const {
  const Grammar& g = *grammar_;
  const WordIndex first = phrase.whole.first;
  const WordRange sentence = g.Sentence(g.SentenceOf(first));
  if (first == sentence.first) return std::nullopt;
  const WordIndex verb = first - 1;
  // "The bodies of two of them": the word before is no verb.
  if (g.Lower(verb) == "of" && verb > sentence.first && g[verb - 1].form == Form::kPlural) {
    const auto remains = rules_->remains.find(g.Lemma(verb - 1));
    if (remains != rules_->remains.end()) return Role{remains->second, verb - 1, false};
  }
  const std::vector<FigureRole> uses = UsesOf(verb);
  if (uses.empty()) return std::nullopt;
  const WordIndex end = phrase.words.end;
  const WordIndex begin = verb - std::min(verb - sentence.first, kMostOfPhrase);
  // "The hospital has treated 64 people", "forced 4,000 people from their homes".
  if (const auto role = RoleOfPair(verb, {begin, verb})) return role;
  if (const auto role = RoleOfPair(verb, {end, std::min(sentence.end, end + kMostBehindVerb)}))
    return role;
  const bool goes_on = g[verb].form == Form::kPresentParticiple || g[verb].form == Form::kGerund;
  for (const FigureRole& role : uses) {
    if (role.use == FigureRoleUse::kObject || (role.use == FigureRoleUse::kDoing && goes_on))
      return Role{role.name, verb, true};
  }
  return std::nullopt;
}

// What a word behind the phrase says of those who are counted.
std::optional<FigureSense::Role> FigureSense::RoleSaidBy(WordIndex word,
                                                         const Leading& so_far) const {
  const Grammar& g = *grammar_;
  const std::vector<FigureRole> uses = UsesOf(word);
  if (uses.empty()) return std::nullopt;
  const bool doing = g[word].form == Form::kPresentParticiple;
  // "Five wounded", "two men killed in the collapse"; but "two soldiers killed a guard".
  const bool ends = word + 1 >= g.size() || g[word + 1].upos == Upos::kPunct ||
                    g[word + 1].upos == Upos::kAdp || g[word + 1].upos == Upos::kAdv;
  const bool suffers = !doing && (so_far.being || (so_far.is_first && ends));
  for (const FigureRole& role : uses) {
    if (so_far.negated != (role.use == FigureRoleUse::kNot)) continue;
    const bool before = role.before.empty() || (word > 0 && g.Lower(word - 1) == role.before);
    const bool fits =
        (role.use == FigureRoleUse::kWord && before) ||
        (role.use == FigureRoleUse::kSubject && !so_far.being) ||
        ((role.use == FigureRoleUse::kObject || role.use == FigureRoleUse::kNot) && suffers) ||
        (role.use == FigureRoleUse::kPassive && suffers && so_far.being);
    if (fits) return Role{role.name, word, g[word].upos == Upos::kVerb};
  }
  return std::nullopt;
}

// `first`: behind the phrase. "Aboard" gives way to what became of those aboard, but for
// `of_others`.
std::optional<FigureSense::Role> FigureSense::RoleBehind(WordIndex first, bool of_others) const {
  const Grammar& g = *grammar_;
  const WordIndex end = g.Sentence(g.SentenceOf(first - 1)).end;
  Leading so_far;
  std::optional<Role> aboard;
  for (WordIndex i = first; i < std::min(end, first + kMostBeside); ++i) {
    so_far.is_first = i == first;
    const Upos part = g[i].upos;
    const WordRange phrase{i + 1, std::min(end, i + 1 + kMostOfPhrase)};
    if (part == Upos::kVerb && !so_far.negated) {
      if (const auto role = RoleOfPair(i, phrase)) return role;
    }
    if (const auto role = RoleSaidBy(i, so_far)) {
      const bool stays = part == Upos::kAdp || part == Upos::kAdv || part == Upos::kNoun;
      if (!stays) return role;
      aboard = role;
      if (of_others) return role;
      continue;
    }
    const bool leads_to_board = part == Upos::kAdp && i + 1 < end && so_far.is_first &&
                                RoleSaidBy(i + 1, {}) && g[i + 1].upos == Upos::kNoun;
    if (leads_to_board) continue;
    if (part == Upos::kAdp && so_far.being && !so_far.negated) {
      if (const auto role = RoleOfPair(*so_far.being, phrase)) return role;
      if (IsOneOf(g.Lower(i), {"among", "in", "under"})) return RoleAmong(phrase);
      break;
    }
    // "Relatives of the nine were told": not the nine.
    const bool is_who = IsOneOf(g.Lower(i), {"who", "that"});
    if (so_far.is_first && of_others && !is_who) break;
    if (g.Lemma(i) == "be") so_far.being = i;
    const bool has = g.Lemma(i) == "have";
    // "yet to be found"
    if (IsOneOf(g.Lower(i), {"not", "n't", "never", "yet"})) so_far.negated = true;
    const bool leads_on = part == Upos::kAux || part == Upos::kAdv || part == Upos::kPart || has ||
                          rules_->believed.contains(g.Lower(i));
    if (!leads_on) break;
    // "known to have died": who is known so does not suffer it.
    if (g.Lower(i) == "to") so_far.being.reset();
  }
  return aboard;
}

// "Among the dead", "under arrest".
std::optional<FigureSense::Role> FigureSense::RoleAmong(WordRange phrase) const {
  for (WordIndex i = phrase.first; i < phrase.end; ++i) {
    if ((*grammar_)[i].upos == Upos::kPunct) break;
    if (const auto role = RoleSaidBy(i, {})) return role;
  }
  return std::nullopt;
}

// The role of a verb with a noun under it, by the nouns of `phrase`.
std::optional<FigureSense::Role> FigureSense::RoleOfPair(WordIndex verb, WordRange phrase) const {
  const Grammar& g = *grammar_;
  const std::vector<FigureRole> uses = UsesOf(verb);
  if (uses.empty()) return std::nullopt;
  for (WordIndex i = phrase.first; i < phrase.end; ++i) {
    if (g[i].upos == Upos::kPunct) return std::nullopt;
    for (const FigureRole& role : uses) {
      if (role.use == FigureRoleUse::kPair && role.noun == g.Lemma(i))
        return Role{role.name, verb, true};
    }
  }
  return std::nullopt;
}

// What stands within the phrase headed by `head`.
std::optional<FigureSense::Role> FigureSense::RoleWithin(WordIndex head) const {
  const Grammar& g = *grammar_;
  const WordRange under = g.WordsUnder(head);
  const WordIndex end = std::min(under.end, under.first + kMostWithin);
  for (WordIndex i = under.first; i < end; ++i) {
    const bool participle = g[i].form == Form::kPassiveParticiple ||
                            g[i].form == Form::kPastParticiple || g[i].upos == Upos::kAdj;
    // "the number of people who died"
    const bool acts = g[i].upos == Upos::kVerb && i > head;
    const Link link = participle ? Link::kObject : acts ? Link::kSubject : Link::kOther;
    const auto role = Test(i, link, head);
    if (role) return role;
  }
  return std::nullopt;
}

}  // namespace checkback
