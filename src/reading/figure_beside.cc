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

}  // namespace

// "Killing at least two people", "two people are known to have died", "26 are still missing".
std::optional<FigureSense::Role> FigureSense::RoleBeside(const FigurePhraseWords& phrase,
                                                         std::optional<WordIndex> noun) const {
  const bool has_noun =
      noun && *noun >= phrase.words.end && *noun < phrase.words.end + kMostOfPhrase;
  const WordIndex behind = has_noun ? *noun + 1 : phrase.words.end;
  if (const auto role = RoleBefore(phrase.whole.first, behind)) return role;
  // "A woman of 71 died."
  if (noun && *noun < phrase.words.first) return std::nullopt;
  return RoleBehind(behind, has_noun);
}

// Of a verb right before the phrase, that ends before `behind`.
std::optional<FigureSense::Role> FigureSense::RoleBefore(WordIndex first, WordIndex behind) const {
  const Grammar& g = *grammar_;
  const WordRange sentence = g.Sentence(g.SentenceOf(first));
  if (first == sentence.first) return std::nullopt;
  const WordIndex verb = first - 1;
  if (g[verb].upos != Upos::kVerb || g[verb].form == Form::kPassiveParticiple) return std::nullopt;
  const auto found = rules_->roles.find(g.Lemma(verb));
  if (found == rules_->roles.end()) return std::nullopt;
  for (const FigureRole& role : found->second) {
    const bool goes_on = g[verb].form == Form::kPresentParticiple;
    if (role.use == FigureRoleUse::kObject || (role.use == FigureRoleUse::kDoing && goes_on))
      return Role{role.name, verb, true};
  }
  return RoleOfPair(verb, {behind, std::min(sentence.end, behind + kMostBehindVerb)});
}

// What a word behind the phrase says of those who are counted; `being`: the form of "be" between.
std::optional<FigureSense::Role> FigureSense::RoleSaidBy(WordIndex word,
                                                         const Leading& so_far) const {
  const Grammar& g = *grammar_;
  const auto found = rules_->roles.find(g.Lemma(word));
  if (found == rules_->roles.end()) return std::nullopt;
  const bool suffers = (so_far.being || so_far.follows_noun) &&
                       g[word].form != Form::kPresentParticiple &&
                       (so_far.being || g[word].form == Form::kPassiveParticiple);
  for (const FigureRole& role : found->second) {
    if (so_far.negated != (role.use == FigureRoleUse::kNot)) continue;
    const bool fits =
        role.use == FigureRoleUse::kWord ||
        (role.use == FigureRoleUse::kSubject && !so_far.being) ||
        ((role.use == FigureRoleUse::kObject || role.use == FigureRoleUse::kNot) && suffers);
    if (fits) return Role{role.name, word, g[word].upos == Upos::kVerb};
  }
  return std::nullopt;
}

// `first`: behind the phrase.
std::optional<FigureSense::Role> FigureSense::RoleBehind(WordIndex first, bool has_noun) const {
  const Grammar& g = *grammar_;
  const WordIndex end = g.Sentence(g.SentenceOf(first - 1)).end;
  Leading so_far;
  for (WordIndex i = first; i < std::min(end, first + kMostBeside); ++i) {
    so_far.follows_noun = has_noun && i == first;
    const Upos part = g[i].upos;
    if (part == Upos::kVerb || part == Upos::kAdj || part == Upos::kAdp || part == Upos::kAdv) {
      if (const auto role = RoleSaidBy(i, so_far)) return role;
    }
    const WordRange phrase{i + 1, std::min(end, i + 1 + kMostOfPhrase)};
    if (part == Upos::kVerb && !so_far.negated) {
      if (const auto role = RoleOfPair(i, phrase)) return role;
    }
    if (part == Upos::kAdp && so_far.being && !so_far.negated) {
      if (const auto role = RoleOfPair(*so_far.being, phrase)) return role;
      return g.Lower(i) == "among" ? RoleAmong(phrase) : std::nullopt;
    }
    if (g.Lemma(i) == "be") so_far.being = i;
    // "yet to be found"
    if (IsOneOf(g.Lower(i), {"not", "n't", "never", "yet"})) so_far.negated = true;
    const bool leads_on = part == Upos::kAux || part == Upos::kAdv || part == Upos::kPart ||
                          rules_->believed.contains(g.Lower(i));
    if (!leads_on) return std::nullopt;
    // "known to have died": who is known so does not suffer it.
    if (g.Lower(i) == "to") so_far.being.reset();
  }
  return std::nullopt;
}

// "Among the dead".
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
  const auto found = rules_->roles.find(g.Lemma(verb));
  if (found == rules_->roles.end()) return std::nullopt;
  for (WordIndex i = phrase.first; i < phrase.end; ++i) {
    if (g[i].upos == Upos::kPunct) return std::nullopt;
    for (const FigureRole& role : found->second) {
      if (role.use == FigureRoleUse::kPair && role.noun == g.Lemma(i))
        return Role{role.name, verb, true};
    }
  }
  return std::nullopt;
}

}  // namespace checkback
