// What lets a sentence settle an open question at all: that it speaks of the same thing, by more
// than shared words.
//
//   asked:  "The Pentagon could not confirm the deaths."
//   told:   "A senior official confirmed the deaths on Thursday."
//           licence "settled": one clause holds what is asked and says how it turned out
//
// Each licence but the last is right by itself, on stories that were written and on real ones; what
// has none of them is right in 3 of 100 links on real stories, whose pages come once. The last lets
// it through where pages come again: measured on written stories alone
// (docs/decisions/0018-answers.md). Which of the licensed sentences answers is told by
// rules/answers.model. Pure and safe to call from many threads.

#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "reading/questions.h"

namespace checkback {

inline constexpr auto kAnswerNames = std::to_array<std::string_view>({
    "share",      // of what is asked that the sentence holds, by the weight of words
    "head",       // with the headline
    "context",    // of the sentence before the one that asked, or its headline
    "sentence",   // of the whole sentence that asked
    "rewritten",  // pairs of neighbours of the sentence that asked
    "rarest",     // the weight of the rarest shared word
    "fits",       // holds what is wanted: a number, a time, a name, a place, a reason; not told yet
    "asks",       // leaves something open itself
    "unsure",     // planned, conditional, proposed or unclear
    "not",        // says no to a question "whether"
    "whether",    // a yes or a no is wanted
    "silent",     // told by those who would not tell
    "place",      // stands where its page took the question out
    "thin",       // only the headline speaks for it
    "hedged",     // planned, conditional, proposed or unclear, though what is asked is not to come
    "told",       // says next to nothing that the story had not told
    "why",        // a reason is wanted
    "acts",       // a clause tells the act that is asked, of one of the same, and what is wanted
    "args",       // a clause speaks of one of those whom the asked act is of
    "clause",     // of what is asked that one clause holds, of those that hold what is wanted
    "taken",      // its page has just taken the question out
    "settled",    // says how something turned out
    "wavers",     // says what may be, or what one thinks
    "naming",     // says who somebody is: "was identified as"
    "counted",    // its number counts what is asked
    "tried",      // of how many sentences it is the best: log((1 + n) / 4), at least 0
});
using AnswerMeasures = std::array<double, kAnswerNames.size()>;

// The place of a measure, found when the program is compiled; a name that is none does not compile.
consteval std::size_t PlaceOfMeasure(std::string_view name) {
  const auto found = std::find(kAnswerNames.begin(), kAnswerNames.end(), name);
  if (found == kAnswerNames.end()) throw "no such measure";
  return static_cast<std::size_t>(found - kAnswerNames.begin());
}

enum class AnswerLicence : std::uint8_t {
  kInItsPlace,  // stands where its page took the question out
  kTakenOut,    // new on the page that has just taken the question out
  kSettled,     // a clause holds what is asked and says how it turned out
  kSilent,      // told by those who would not tell, of the same
  kCounted,     // its number counts what is asked
  kNaming,      // says who somebody is
  kSameAct,     // a clause tells the same act of the same, and when
  kWrittenOn,   // none of these: counts where the story's pages are written on, as those are whose
                // questions get answers: 126 of 180 in the written stories, few among pages seen
                // once
};

AnswerLicence LicenceOf(QuestionKind kind, const AnswerMeasures& measures);

std::string_view NameOf(AnswerLicence licence);  // "in its place"

}  // namespace checkback
