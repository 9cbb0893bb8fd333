// What is new in a story since some moment, for a terminal.
//
//   kjfw2abc  Explosion at Ferry Quay cold store
//             Since Tue 10 Mar 06:20: 14 articles, 9 copies, 4 new statements, 1 figure changed
//
//   filjq2zz  Two bodies found, two still missing
//             Averley Herald, Tue 10 Mar 14:40
//               Fire crews found two bodies in the east hall, Chief Anna Moor said.
//
// Pure.

#pragma once

#include <optional>
#include <string>

#include "cli/terminal.h"
#include "follow/whole_story.h"
#include "story/told/since.h"

namespace checkback {

// From when on, and on which day that is read. Without `since`: from the beginning.
struct LookBackFrom {
  std::optional<Instant> since;
  Instant now{};
};

// "Since 09:12 yesterday: 14 articles, 9 copies, 4 new sentences"; the day stands there in full
// where it is an earlier one. "nothing new" where every page was looked at since, else how many
// were not.
std::string OpeningLineOf(const SinceCounts& counts, const LookBackFrom& from);

// `kept` is what KeepSince gave of it, and `whole.told` is `kept.told`.
std::string NewViewOf(const WholeStory& whole, const ToldSince& kept, const LookBackFrom& from,
                      const Terminal& terminal);

}  // namespace checkback
