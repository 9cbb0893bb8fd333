#include "reading/inversions.h"

#include <algorithm>
#include <optional>

#include "reading/clause_cues.h"

namespace checkback {
namespace {

constexpr std::size_t kNone = Clauses::kNoClause;

bool IsVerbal(const Grammar& grammar, WordIndex word) {
  return grammar[word].upos == Upos::kVerb || grammar[word].upos == Upos::kAux;
}

bool IsNominal(const Grammar& grammar, WordIndex word) {
  const Upos upos = grammar[word].upos;
  return upos == Upos::kNoun || upos == Upos::kPropn || upos == Upos::kPron || upos == Upos::kDet ||
         upos == Upos::kNum || upos == Upos::kAdj;
}

// "were the union to accept": "to" stands near.
bool FollowedByTo(const Grammar& grammar, WordIndex word, WordIndex end) {
  constexpr WordIndex kNear = 10;
  for (WordIndex i = word + 1; i < std::min(end, word + kNear); ++i) {
    if (grammar[i].upos == Upos::kPunct) return false;
    if (grammar.Lower(i) == "to" && i + 1 < end && IsVerbal(grammar, i + 1)) return true;
  }
  return false;
}

std::optional<WordIndex> InversionIn(const Grammar& grammar, WordRange sentence) {
  for (WordIndex word = sentence.first; word + 1 < sentence.end; ++word) {
    const std::string_view lower = grammar.Lower(word);
    if (!IsInverting(lower) || !IsNominal(grammar, word + 1)) continue;
    const bool begins = word == sentence.first || grammar[word - 1].upos == Upos::kPunct;
    if (lower == "should") {
      const bool behind_verb = word > sentence.first && grammar[word - 1].upos != Upos::kPron &&
                               grammar[word - 1].upos != Upos::kPropn &&
                               grammar[word - 1].upos != Upos::kDet;
      if (begins || (behind_verb && !IsVerbal(grammar, word + 1))) return word;
      continue;
    }
    if (!begins) continue;
    if (lower == "had" || FollowedByTo(grammar, word, sentence.end)) return word;
  }
  return std::nullopt;
}

// The clause that holds only if what is inverted at `at` does: the first one with "would" or
// "could" behind it where it opens the sentence, else the last one before it.
std::optional<std::size_t> ClauseThatDepends(const Clauses& clauses, WordRange sentence,
                                             WordIndex at) {
  std::optional<std::size_t> found;
  const bool opens = at <= sentence.first + 1;
  for (WordIndex word = sentence.first; word < sentence.end; ++word) {
    const std::size_t place = clauses.of_word[word];
    if (place == kNone || clauses.all[place].predicate != word) continue;
    const Clause& clause = clauses.all[place];
    if (Tells(clause.cue) || clause.verb.tense == ClauseTense::kNone) continue;
    if (opens) {
      if (word > at && clause.verb.modal && *clause.verb.modal != at) return place;
    } else if (word < at) {
      found = place;
    }
  }
  return found;
}

}  // namespace

bool IsInverting(std::string_view lower) {
  return lower == "should" || lower == "were" || lower == "had";
}

bool IsAsked(const Grammar& grammar, WordIndex word) {
  const WordRange sentence = grammar.Sentence(grammar.SentenceOf(word));
  WordIndex last = sentence.end;
  for (int i = 0; i < 3 && last > sentence.first; ++i) {
    --last;
    if (grammar.Printed(last) == "?") return true;
    if (grammar[last].upos != Upos::kPunct) return false;
  }
  return false;
}

void TakeInversions(const Grammar& grammar, Clauses& clauses) {
  for (std::size_t s = 0; s < grammar.sentences(); ++s) {
    const WordRange sentence = grammar.Sentence(s);
    if (sentence.first >= sentence.end || IsAsked(grammar, sentence.first)) continue;
    const auto at = InversionIn(grammar, sentence);
    if (!at) continue;
    const auto apodosis = ClauseThatDepends(clauses, sentence, *at);
    const std::size_t own = clauses.of_word[*at];
    if (own != kNone && apodosis != own && clauses.all[own].predicate > *at &&
        !Tells(clauses.all[own].cue)) {
      clauses.all[own].tie = ClauseTie::kCondition;
    }
    if (apodosis && !clauses.all[*apodosis].condition) clauses.all[*apodosis].condition = at;
  }
}

}  // namespace checkback
