// Which characters the bytes mean.
//
// In the order of trust: byte order mark, transport header, <meta> (the WHATWG
// prescan of the first 1024 bytes, taken further here to 4096), what the bytes
// themselves look like. A label that the bytes contradict (declared UTF-8 but not
// valid, declared Latin-1 but valid UTF-8 with multi-byte letters) is overruled.

#pragma once

#include <string>
#include <string_view>

namespace checkback {

struct Decoded {
  std::string text;     // valid UTF-8 without NUL and byte order mark
  std::string charset;  // the charset used, lower case: "utf-8", "shift_jis"
  std::string
      because;  // "byte order mark", "header", "meta", "content", "declared but contradicted"
};

// Never fails: bytes without meaning in the charset become U+FFFD. At most one
// charset's conversion plus one detection pass over the first 64 kB is paid.
Decoded DecodeBytes(std::string bytes, std::string_view transport_charset);

}  // namespace checkback
