// One content coding of HTTP undone: gzip, deflate, br, zstd. For page/http_message.cc.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "text/result.h"

namespace checkback {

struct Unpacked {
  std::string bytes;
  bool cut_short = false;  // damaged or ended early; what came before that is there
  bool as_it_is = false;   // the input is not in that coding: take it itself, `bytes` is empty
};

// `packed` without `coding` (lower case; "x-gzip" too). A coding that is not known is taken
// as none. kTooLarge over `most` bytes, kBadInput where nothing could be unpacked.
Result<Unpacked> UnpackCoding(std::string_view coding, std::string_view packed, std::size_t most);

}  // namespace checkback
