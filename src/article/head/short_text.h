// Text below an element that can only be a line: bounded, however the page nests.

#pragma once

#include <string>

#include "article/tree/tree.h"

namespace checkback {

// Tree::TextBelow of `i`; "" where that holds more than `most` bytes or kMostNodes nodes. Safe
// to call from many threads.
std::string ShortTextBelow(const Tree& tree, NodeIndex i, std::size_t most);
inline constexpr NodeIndex kMostNodes = 300;

// `text`, cut to at most `most` bytes at a character.
std::string CutShort(std::string_view text, std::size_t most);

}  // namespace checkback
