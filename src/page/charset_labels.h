// The names of charsets: what pages write, and what is meant by it. For page/charset.cc.

#pragma once

#include <string_view>

namespace checkback {

struct Charset {
  const char* name;       // as the WHATWG Encoding Standard has it: "windows-1252"
  const char* converter;  // ICU's name of the decoder; the superset that browsers use
};

// The charset that pages mean by `label` (WHATWG Encoding Standard, section 4.2: "latin1"
// and "iso-8859-1" are windows-1252), whatever its case and white space. Null for unknown
// ones. Lives as long as the program.
const Charset* CharsetOfLabel(std::string_view label);

}  // namespace checkback
