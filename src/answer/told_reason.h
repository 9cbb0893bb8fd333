// Why numbers of a story are one series, and why two passages exclude each other: for `explain`.
//
//   f1a2b3c4d  people killed
//     4    "four people"        first
//     19   "Nineteen people"    people killed like the one before; shares "known", "died"
//
// Everything is words of the captures, and what the program compared; nothing is made up.
//
// Pure.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "follow/whole_story.h"

namespace checkback {

struct ToldReason {
  struct Side {
    std::size_t capture = 0;
    std::string says;                 // the words that count
    std::string sentence;             // that they stand in
    std::string source;               // who says so; "" for the outlet
    std::vector<std::string> shared;  // words of the sentence that the one before holds too
    bool same_value = false;          // as an earlier point
  };
  std::string id;
  std::string kind;  // "figures", or how a contradiction came about: "side by side"
  std::string about;
  std::string why;          // one sentence
  std::vector<Side> sides;  // points by time, or the two passages
};

// Nothing where `whole` told nothing with this id.
std::optional<ToldReason> ReasonOfTold(const WholeStory& whole, std::string_view id);

// Whether `id` is of the form of a series (f1a2b3c4d) or a contradiction (x1a2b3c4d).
bool IsToldId(std::string_view id);

std::string ToldReasonAsJson(const WholeStory& whole, const ToldReason& reason);

}  // namespace checkback
