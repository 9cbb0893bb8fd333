// What json.cc does to JSON that its library refuses: a copy with the mistakes of the
// trade mended. For text/json.cc and its tests.

#pragma once

#include <string>
#include <string_view>

namespace checkback {

// Whether an escape \uD800 to \uDFFF may stand without its other half. Sure when false;
// "\\ud800" (an escaped backslash) gives true and is sorted out by the repair.
bool HasLoneSurrogate(std::string_view json);

// Whether RepairJson(kCharacters) can change anything: bytes that are not UTF-8, or a run
// of 20 digits or more.
bool IsRepairable(std::string_view json);

// `json` without the byte order mark, CDATA and comment marks, white space and closing
// semicolon that pages leave around it; valid as long as `json`.
std::string_view WithoutWrapping(std::string_view json);

enum class JsonRepair {
  kCharacters,  // lone surrogates and bytes that are not UTF-8 to U+FFFD; integers past 64 bits to
                // doubles
  kAlsoForm,    // also raw control characters in strings, unknown escapes, trailing commas
};

// One pass, linear, never fails; the result need not be JSON.
std::string RepairJson(std::string_view json, JsonRepair repair);

}  // namespace checkback
