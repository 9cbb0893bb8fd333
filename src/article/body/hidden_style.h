// Whether a style attribute keeps an element from readers' eyes.

#pragma once

#include <string_view>

namespace checkback {

// True for what a browser would not show with this style="…": no display, no visibility, no
// opacity, no size, moved off the screen, clipped to nothing. Pure; linear in `style`.
bool StyleHides(std::string_view style);

}  // namespace checkback
