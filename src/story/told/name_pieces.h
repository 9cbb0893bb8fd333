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
  Span span;                       // where it stands first
  std::string printed;
  bool capitals = false;  // "WHO"
};

struct NameRole {
  Passage at;
  std::string folded;  // "interior minister"
};

// One of those whom a capture names.
struct NamePiece {
  std::size_t capture = 0;
  std::string name;                // as its reading has it
  std::vector<std::string> words;  // of the fullest name there, folded
  Span span;                       // where that stands
  std::string printed;             // its words
  NameKind kind = NameKind::kOther;
  bool sure_person = false;     // has a role, a title or a pronoun of people
  int he = 0, she = 0;          // how often so called; titles and first names count more
  std::vector<NameForm> forms;  // as printed, each once
  std::vector<NameRole> roles;
  std::string country, stands_for;
};

struct NamingCapture {
  std::string language;
  std::string outlet;  // folded
  std::string place;   // its address and moment: what ids are made of
  std::size_t origin = 0;
};

// What is kept of a story's captures for its names.
struct NamePieces {
  std::vector<NamingCapture> captures;  // visits too, by their numbers
  std::vector<NamePiece> pieces;        // by capture, then in the order of its text
};

// Adds the next capture of a story. Of a person's name with offices before it ("Foreign Minister
// Ana Ruiz") those are a role. Linear in the article.
void AddNamePieces(const Telling& telling, NamePieces& story);

// Words with a blank between them.
std::string JoinWords(const std::vector<std::string>& words);

}  // namespace checkback
