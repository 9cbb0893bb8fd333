// The version of the program, as CMakeLists.txt has it.

#pragma once

#include <string_view>

namespace checkback {

#ifdef CHECKBACK_VERSION
inline constexpr std::string_view kVersion = CHECKBACK_VERSION;
#else
inline constexpr std::string_view kVersion = "unversioned";
#endif

}  // namespace checkback
