// A moment as people give it: a time, or a day.

#pragma once

#include <string_view>

#include "text/instant.h"
#include "text/result.h"

namespace checkback {

// A moment as it is typed after --as-of and --since: a time, or a day, in UTC. kBadInput says what
// would do.
enum class OfDay { kBeginning, kEnd };  // what a day means
Result<Instant> MomentIn(std::string_view typed, std::string_view option, OfDay of_day);

}  // namespace checkback
