// From CAMEO to PLOVER: the class and mode of a code.
//
//   PloverOf("0841") == {"YIELD", "release"}
//
// After the table of PLOVER 0.8 (2021), with its classes CONCEDE and RETREAT as YIELD.

#pragma once

#include <string_view>

namespace checkback {

struct PloverClass {
  std::string_view type;  // "" for codes that have none: 01, 02 (statements, appeals)
  std::string_view mode;
};

// The longest beginning of `cameo` that the table knows. Views live as long as the program.
PloverClass PloverOf(std::string_view cameo);

}  // namespace checkback
