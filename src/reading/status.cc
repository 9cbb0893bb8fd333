#include "reading/status.h"

namespace checkback {

Status Inside(Status outer, Status inner) {
  // "offered to open the gates if the others paid"
  const bool loose = outer == Status::kPlanned || outer == Status::kProposed;
  if (loose && inner == Status::kConditional) return inner;
  return IsPlain(outer) ? inner : outer;
}

Status Told(Cue cue, bool negated) {
  switch (cue) {
    case Cue::kConfirm:
    case Cue::kAnnounce:
      return negated ? Status::kUnclear : Status::kConfirmed;
    case Cue::kDeny:
      return negated ? Status::kUnclear : Status::kDenied;
    case Cue::kPropose:
      return Status::kProposed;
    case Cue::kPromise:
    case Cue::kPlan:
      return negated ? Status::kDenied : Status::kPlanned;
    case Cue::kRefuse:
    case Cue::kFail:
      return negated ? Status::kReported : Status::kDenied;
    case Cue::kAsk:
    case Cue::kDoubt:
    case Cue::kUnclear:
    case Cue::kTry:
    case Cue::kMaybe:
      return Status::kUnclear;
    case Cue::kBelieve:
      return negated ? Status::kDenied : Status::kReported;
    case Cue::kSay:
    case Cue::kClaim:
    case Cue::kKnow:
      return negated ? Status::kUnclear : Status::kReported;
    default:
      return Status::kReported;
  }
}

std::string_view NameOf(Status status) {
  switch (status) {
    case Status::kConfirmed:
      return "confirmed";
    case Status::kReported:
      return "reported";
    case Status::kDenied:
      return "denied";
    case Status::kUnclear:
      return "unclear";
    case Status::kConditional:
      return "conditional";
    case Status::kPlanned:
      return "planned";
    case Status::kProposed:
      return "proposed";
  }
  return "";
}

}  // namespace checkback
