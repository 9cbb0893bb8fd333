#include "story/told/told.h"

namespace checkback {

ToldStory TellStory(std::span<const Telling> tellings, std::string_view) {
  ToldStory told;
  told.updates = FindUpdates(tellings);
  return told;
}

std::string_view NameOf(QuestionState state) {
  switch (state) {
    case QuestionState::kOpen:
      return "open";
    case QuestionState::kAnswered:
      return "answered";
    case QuestionState::kExpired:
      return "expired";
    case QuestionState::kWithdrawn:
      return "withdrawn";
  }
  return "open";
}

std::string_view NameOf(ExpectedState state) {
  switch (state) {
    case ExpectedState::kDue:
      return "due";
    case ExpectedState::kHappened:
      return "happened";
    case ExpectedState::kOverdue:
      return "overdue";
  }
  return "due";
}

}  // namespace checkback
