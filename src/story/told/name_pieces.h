// What one capture says of one whom it names: the pieces that the names of a story are made of.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "story/told/told.h"

namespace checkback {

// A word of a name as names are compared: in lower case, without stops and the genitive.
struct NamePart {
  std::string folded;
  Span span;  // in the text
};

// "The U.N.'s Ana Ruiz" -> the un ana ruiz. `span` is where the name stands in `text`.
std::vector<NamePart> NamePartsIn(std::string_view text, Span span);

struct NameForm {
  std::vector<std::string> words;  // folded
  Passage at;
  bool capitals = false;  // "WHO"
};

struct NamePiece {
  std::size_t capture = 0;
  std::size_t entity = 0;          // in the names of its reading
  std::vector<std::string> words;  // of the fullest name there
  Passage printed;                 // where it stands
  NameKind kind = NameKind::kOther;
  bool sure_person = false;     // has a role, a title or a pronoun of people
  int he = 0, she = 0;          // how often so called; titles and first names count more
  std::vector<NameForm> forms;  // as printed, each once
  std::vector<Passage> roles;
  std::string country, stands_for;
};

// The pieces of all captures that are no visits, in their order. Of a person's name with offices
// before it ("Foreign Minister Ana Ruiz") those are a role.
std::vector<NamePiece> NamePiecesOf(std::span<const Telling> tellings);

}  // namespace checkback
