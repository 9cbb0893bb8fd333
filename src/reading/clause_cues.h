// What may stand below words of the classes of cues.

#pragma once

#include "reading/cues.h"

namespace checkback {

// Whether a clause may be what the word says, asks or wants.
inline bool CanTakeContent(Cue cue) {
  return cue != Cue::kNone && cue != Cue::kHedge;
}

// Whether an infinitive below it is what it wants: "planned to", "refused to".
inline bool WantsInfinitive(Cue cue) {
  return cue == Cue::kPlan || cue == Cue::kPropose || cue == Cue::kPromise || cue == Cue::kRefuse ||
         cue == Cue::kFail || cue == Cue::kAsk;
}

// Whether it tells something that may stand before it: "..., he said".
inline bool Tells(Cue cue) {
  return cue == Cue::kSay || cue == Cue::kConfirm || cue == Cue::kAnnounce || cue == Cue::kClaim ||
         cue == Cue::kDeny || cue == Cue::kBelieve || cue == Cue::kPromise;
}

}  // namespace checkback
