// How many columns of a terminal a text takes: two for Han, Kana, Hangul and most emoji,
// none for marks that combine with the letter before.
//
// Pure, safe to call from many threads.

#pragma once

#include <cstddef>
#include <string_view>

namespace checkback {

int DisplayWidth(char32_t value);  // 0, 1 or 2; control characters count as 1
std::size_t DisplayWidth(std::string_view text);

}  // namespace checkback
