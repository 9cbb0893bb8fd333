// What a search found, for a terminal; and what is wrong with a query.
//
//   The Port Gazette · Wed 14 May 2025, 09:30 UTC · k5wqd2ma
//   General [strike] called for Monday
//     The union said that the [strike] would go on until Friday.
//     … no [strike] had lasted as long …
//
// A stretch that does not begin or end with its paragraph has dots of ours beside it. What matched
// stands out by its style, and in brackets where the terminal shows none.
//
// Pure.

#pragma once

#include <string>
#include <string_view>

#include "cli/terminal.h"
#include "store/search/search.h"

namespace checkback {

std::string SearchViewOf(const SearchPage& page, const Terminal& terminal);

// The query on one line and a caret under the fault on the next; where the query is longer than
// the terminal is wide, the part around the fault.
//
//     say "hello
//         ^
std::string FaultPicture(std::string_view query, const QueryFault& fault, std::size_t columns);

}  // namespace checkback
