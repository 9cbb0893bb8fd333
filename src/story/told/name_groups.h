// The names of a story while they are put together: pieces of one spelling are a group, and groups
// are joined where one is the short form of the other.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "story/told/name_pieces.h"

namespace checkback {

struct NameGroup {
  std::vector<std::string> words;     // of the name, folded
  std::vector<std::size_t> pieces;    // ascending
  std::vector<std::size_t> captures;  // ascending, each once
  NameKind kind = NameKind::kOther;
  std::string country;
  bool sure_person = false;
  int he = 0, she = 0;
  bool capitals = true;  // never printed with small letters
  bool has_roles = false;
  bool joined = false;  // part of another group now

  bool OneWord() const { return words.size() == 1; }
};

// One group for each name, in the order of the story. Bodies of two countries with one name
// ("Foreign Ministry") are two. Their kinds are what most captures say.
std::vector<NameGroup> GroupNames(const NamePieces& story);

// Whether a capture names both: what it keeps apart is not one.
bool AreKeptApart(const NameGroup& a, const NameGroup& b);

// `short_form` becomes part of `full`.
void JoinGroups(NameGroup& full, NameGroup& short_form);

// Joins the short forms of people, bodies and places to what they can stand for.
void JoinShortForms(const NamePieces& story, std::vector<NameGroup>& groups);

}  // namespace checkback
