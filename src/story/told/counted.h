// The numbers of one capture as the figures of a story are compared by: what stands around them,
// and which of them count the same thing.
//
//   "Nine people are still missing, down from 30."  -->  9 (people missing), 30 with the first
//   "It gave the magnitude as 6.0. The institute stuck with 5.8."  -->  6.0, 5.8 with the first
//
// The words stand in rules/<language>/figure_series.txt, with examples that are tests.
//
// Pure and safe to call from many threads.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "story/told/answer_words.h"
#include "story/told/told.h"

namespace checkback {

// How a role behaves over time.
enum class RoleKind : std::uint8_t { kMoves, kGrows, kStands };

RoleKind KindOfRole(std::string_view role, std::string_view language);

// Whether the words behind a number say that it counts what stays as it is: "31 people aboard".
bool CountsWhatStands(std::string_view behind, std::string_view language);

struct CountedNumber {
  const Figure* figure = nullptr;  // in the reading
  Span sentence;
  std::size_t place = 0;   // of the sentence in the reading
  HeldWords near;          // stems in the few words around, without numbers: sorted, each once
  HeldWords around;        // of the sentence, likewise
  HeldWords own;           // of the number itself, likewise: "million", "crowns"
  std::uint64_t noun = 0;  // the stem of what is counted, where it stands in the number's words
  std::string_view year;   // that the sentence names: "1988"
  std::string_view day;    // the earliest that it names: "2025-05-14", "2025-02"
  RoleKind kind = RoleKind::kMoves;
  bool part = false;          // "four of them"
  bool bare = false;          // nothing in its words says what it counts
  bool single = false;        // "a guest"
  bool others = false;        // "four others"
  bool is_margin = false;     // "a lead of 640", "winning by 9,000"
  bool is_thing = false;      // what it counts is neither people nor a measure: "houses"
  bool is_money = false;      // of a currency that the rules know
  bool is_seat = false;       // seats and votes, and
  bool sits = false;          // members: of a chamber they are as many
  bool is_measured = false;   // `what` names of what it is a measure: "the reservoir was 98% full"
  bool is_of_story = false;   // in a unit of which a story measures one thing: hectares
  bool negated = false;       // "and not 214"
  bool is_of_before = false;  // "a year ago it was 23"
  // The earlier number that it counts the same thing as, by its place in the list; and whether that
  // stands in another sentence.
  std::optional<std::size_t> with;
  bool leans = false;
};

// The figures that can be points of a series, at most `most`, in the order of the text. Valid as
// long as the telling's article and reading.
std::vector<CountedNumber> CountedNumbersOf(const Telling& telling, std::size_t most);

}  // namespace checkback
