// Links of a page: where relative ones begin, and what a link says that it is.
//
// All functions are pure and safe to call from many threads.

#pragma once

#include <string>
#include <string_view>

#include "article/tree/tree.h"

namespace checkback {

// What relative links of the page at `url` begin at: its <base>, else `url`.
std::string LinkBaseOf(const Tree& tree, const std::string& url);

// Whether `word` (lower case) stands in the rel of `node`, a list with blanks between, in any case
// of letters.
bool HasRel(const Tree& tree, NodeIndex node, std::string_view word);

}  // namespace checkback
