// How sure what is said is.

#pragma once

#include <cstdint>
#include <string_view>

#include "reading/cues.h"

namespace checkback {

enum class Status : std::uint8_t {
  kConfirmed,    // said by who must know: of its own acts, or by its office
  kReported,     // said, by the outlet or by somebody else
  kDenied,       // said not to be so
  kUnclear,      // said not to be known
  kConditional,  // holds only if something else does
  kPlanned,      // said to be coming
  kProposed,     // asked for or offered
};

std::string_view NameOf(Status status);  // "conditional"

// Said without anything against it: confirmed or reported.
inline bool IsPlain(Status status) {
  return status == Status::kReported || status == Status::kConfirmed;
}

// What holds of a clause of the status `inner` inside something of the status `outer`.
Status Inside(Status outer, Status inner);

// Of what a word of the class says: "denied that ..." and, negated, "did not deny that ...".
Status Told(Cue cue, bool negated);

}  // namespace checkback
