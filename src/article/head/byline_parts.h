// A byline cut into parts, each a name, a role or a place:
//
//   "Ana Ruiz and Ben Ito/AFP, staff writers | May 14"   -> Ana Ruiz; Ben Ito; AFP; staff writers;
//   May 14 "Ana Ruiz in Berlin, Ben Ito"                        -> Ana Ruiz; Ben Ito

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace checkback {

// The parts in their order; mail addresses and handles are left out. Linear in the byline; safe
// to call from many threads, like all here.
std::vector<std::string> PartsOfByline(std::string_view byline);

// The stretches between blanks; valid as long as `text`.
std::vector<std::string_view> WordsIn(std::string_view text);

bool HoldsDigit(std::string_view text);

// True where the first letter is a capital, or of a script without them.
bool StartsCapital(std::string_view word);

}  // namespace checkback
