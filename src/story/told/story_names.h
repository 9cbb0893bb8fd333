// The names of a story: who and what its articles name, each once, whatever they call it.
//
//   "Rear Admiral Ines Kell, the navy's spokeswoman, said ..."      one paper
//   "Kell said ..."                                                 another
//     --> "Ines Kell", a person, "navy's spokeswoman", forms "Ines Kell", "Kell"
//
// What an article keeps apart stays apart. A short form joins a name only where it can stand for
// it and no other name of the story would do: a surname one person, an acronym one body by its
// letters, the first word of a business that business. Rather two than a wrong one.

#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "story/told/name_pieces.h"
#include "story/told/teller.h"
#include "story/told/told.h"

namespace checkback {

struct NamesOfStory {
  std::vector<StoryName> names;
  // Of each capture: the names that its reading prints, and the places of these in `names`.
  std::vector<std::unordered_map<std::string, std::size_t>> of_capture;
  // Of the story: by a surname, and by words of an office ("interior minister"), where they can
  // mean one person alone.
  std::unordered_map<std::string, std::optional<std::size_t>> by_surname, by_office;
  std::string language;

  // Whom the reading of `capture` means by `printed`: an entity of its own, else a surname that
  // one person of the story has, else an office that one holds ("the interior minister"). Nothing
  // where the story has no name for it ("officials").
  std::optional<std::size_t> Of(std::size_t capture, std::string_view printed) const;
  // The two halves of that: by the capture alone, and by the story alone.
  std::optional<std::size_t> OfCapture(std::size_t capture, std::string_view printed) const;
  std::optional<std::size_t> OfStory(std::string_view printed) const;
};

// The layer of names of a StoryTeller (story/told/teller.h).
class NameLayer {
 public:
  void Add(const NextCapture& next) { AddNamePieces(next.telling, pieces_); }
  // Of the captures that are no visits. Deterministic; linear in what they name.
  NamesOfStory Told() const;

 private:
  NamePieces pieces_;
};

// The names of `tellings`. Safe to call from many threads.
NamesOfStory FindStoryNames(std::span<const Telling> tellings);

}  // namespace checkback
