// Words that tell how what stands beside them is meant: rules/<language>/cues.txt.
//
//   CueOf("deny", Upos::kVerb, "en") == Cue::kDeny

#pragma once

#include <cstdint>
#include <string_view>

#include "reading/universal.h"

namespace checkback {

enum class Cue : std::uint8_t {
  kNone,
  kSay,
  kConfirm,
  kAnnounce,
  kDeny,
  kClaim,
  kPropose,
  kPromise,
  kAsk,
  kRefuse,
  kKnow,
  kBelieve,
  kDoubt,
  kPlan,
  kFail,
  kTry,
  kUnclear,
  kHedge,
  kMaybe,
  kMake,
  kOfficial,
};

// The class of a word by its lemma in lower case; kNone for words that the table does not hold,
// and in languages without a table. Safe to call from many threads.
Cue CueOf(std::string_view lemma, Upos upos, std::string_view language);

// Whether a verb names an act of a person or body that is done in public by saying or signing it
// ("signed", "convicted"); it may have a class of its own beside ("recalled").
bool IsPublicAct(std::string_view lemma, std::string_view language);

}  // namespace checkback
