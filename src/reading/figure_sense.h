// What a number counts, what became of it, and who says so: by the words that the tree puts around.

#pragma once

#include <string>
#include <vector>

#include "reading/figure_rules.h"
#include "reading/grammar.h"
#include "reading/names.h"

namespace checkback {

// The words of one number: its sign, the number itself and the unit behind it; `whole` with the
// words of its bound too.
struct FigurePhraseWords {
  WordRange words;
  WordRange whole;
  bool has_unit = false;
};

class FigureSense {
 public:
  FigureSense(const Grammar& grammar, const Names& names, const FigureRules& rules)
      : grammar_(&grammar), names_(&names), rules_(&rules) {}

  // The word of `range` whose head lies outside of it.
  WordIndex TopOf(WordRange range) const;
  // The noun that a number without a unit counts: "people" of "26 people", "villagers" of "dozens
  // of villagers".
  std::optional<WordIndex> CountedBy(const FigurePhraseWords& phrase, WordIndex top) const;

  // Fills in counted, predicate, unit, what, role, standing and source. `figure.unit` is that of
  // the measure where one was printed.
  void Read(const FigurePhraseWords& phrase, Figure& figure) const;

  // What becomes of the one who is named by the phrase headed by `head`; nothing where nothing is
  // said that the rules know.
  struct Role {
    std::string_view name;
    WordIndex word = 0;
    bool by_verb = false;  // not only by a word beside it
  };
  std::optional<Role> RoleOf(WordIndex head) const;

  bool IsPerson(WordIndex noun) const;
  // A noun for a number ("toll"), for a measure or for what became of people.
  bool NamesNumber(WordIndex noun) const;
  std::string SourceAround(WordIndex word) const;

 private:
  enum class Link { kSubject, kObject, kOther };

  Link LinkOf(WordIndex word) const;
  std::optional<Role> Test(WordIndex word, Link link, WordIndex head) const;
  std::optional<Role> TestBelow(WordIndex head) const;
  std::optional<Role> TestVerb(WordIndex verb, Link link, WordIndex head) const;
  bool IsNegated(WordIndex word) const;
  // The phrase beside a bare number that says what it is a number of: "toll" of "the toll rose
  // to 31".
  std::optional<WordIndex> NamedBeside(WordIndex top) const;
  std::optional<WordIndex> NumberNear(WordIndex top) const;
  std::optional<Role> RoleOfBare(WordIndex top) const;
  std::optional<Role> RoleWithin(WordIndex head) const;
  // Where the tree does not tell it (figure_beside.cc). `Leading`: what stood between the phrase
  // and the word at hand.
  struct Leading {
    std::optional<WordIndex> being;  // "are", "were"
    bool is_first = false;           // nothing
    bool negated = false;
  };
  std::optional<Role> RoleBeside(const FigurePhraseWords& phrase,
                                 std::optional<WordIndex> noun) const;
  bool IsOfOthers(WordIndex first) const;
  std::vector<FigureRole> UsesOf(WordIndex word) const;
  std::optional<Role> RoleBefore(const FigurePhraseWords& phrase) const;
  std::optional<Role> RoleSaidBy(WordIndex word, const Leading& so_far) const;
  std::optional<Role> RoleBehind(WordIndex first, bool of_others) const;
  std::optional<Role> RoleAmong(WordRange phrase) const;
  std::optional<Role> RoleOfPair(WordIndex verb, WordRange phrase) const;
  FigureStanding StandingOf(const FigurePhraseWords& phrase, WordIndex top,
                            const Figure& figure) const;
  std::string TellerOf(WordIndex top) const;
  std::string NounText(WordIndex noun, const FigurePhraseWords& phrase) const;
  std::optional<WordIndex> MeasuredBy(WordIndex top) const;

  const Grammar* grammar_;
  const Names* names_;
  const FigureRules* rules_;
};

}  // namespace checkback
