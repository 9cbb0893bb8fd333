// Who stands against whom in an article: its bodies and countries that act.
//
//   Tarsova and Illmark meet in Port Cassim ... both sides said   -> Tarsova, Illmark
//
// One acts that is the subject of a verb, owns something, or is dealt with ("with", "against").
// People are not counted: a minister speaks for a side. Where something happens is no side.

#pragma once

#include <array>
#include <optional>
#include <vector>

#include "reading/grammar.h"
#include "reading/names.h"

namespace checkback {

class Sides {
 public:
  // Linear. Keeps references.
  Sides(const Grammar& grammar, const Names& names);

  // The two that act most, the one that is named first before the other; places in
  // Names::entities. Nothing where fewer than two do.
  std::optional<std::array<std::size_t, 2>> Both() const { return both_; }
  // Who deals with `source` at the word `at`: the other one that was last named, in this sentence
  // or one of the two before it; else the other of both. Nothing where `source` is no side.
  std::optional<std::size_t> Other(std::size_t source, WordIndex at) const;
  // The side that `entity` is or, of a person, speaks for by a role ("the Tarsovan president").
  std::optional<std::size_t> SideOf(std::size_t entity) const;
  // Whom "the company" means at the word `at`: the last one before it, else the body that acts
  // most; null for none.
  const Mention* Business(WordIndex at) const;
  // The last name of one before the word `at`, in its sentence or one of the two before it; with
  // `objects` also of another that something is done to ("That left Tessaly."); null for none.
  const Mention* LastBefore(WordIndex at, bool objects = false) const;

 private:
  struct Act {
    WordIndex head = 0;
    std::size_t entity = 0;
  };

  bool Acts(const Mention& mention) const;
  bool IsInDateline(const Mention& mention) const;
  bool Alike(std::size_t a, std::size_t b) const;

  const Grammar& grammar_;
  const Names& names_;
  std::vector<Act> acts_;              // in the order of the text
  std::vector<std::size_t> often_;     // how often each entity acts
  std::vector<std::size_t> leading_;   // the first that act
  const Mention* business_ = nullptr;  // of the body that acts most
  std::optional<std::array<std::size_t, 2>> both_;
};

}  // namespace checkback
