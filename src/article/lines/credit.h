// How sure it is that a line ends in the name of who took the picture.

#pragma once

#include <string_view>

#include "article/lines/lines.h"

namespace checkback {

enum class CreditSign {
  kNone,
  kNames,   // only words with capitals behind the sentence: "… at the port. Ana Ruiz"
  kMarked,  // a word or sign of credits: "Photo: Ana Ruiz", "Ana Ruiz/AFP", "© AFP"
};

struct SignedCredit {
  CaptionParts parts;
  CreditSign sign = CreditSign::kNone;
};

// What SplitCredit finds, and by what. Safe to call from many threads.
SignedCredit FindCredit(std::string_view caption);

}  // namespace checkback
