// The headers of a WARC record, line by line. For page/warc_reader.cc.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "page/warc.h"

namespace checkback {

// Whether a line that begins with `text` is "WARC/" and a version, and nothing more; with the
// version, "1.0". Of a line that is not whole yet: "".
std::string_view WarcVersionLine(std::string_view text);

struct HeadScan {
  std::size_t bytes = 0;  // with the blank line; 0 where that is not there yet
  std::string wrong;      // why this is no head; "" where it may be one
};
// Looks for the end of the head with which `text` begins. Stops at the first line that has no
// place in a head, so that reading on from there costs nothing twice.
HeadScan ScanHead(std::string_view text);

// Version, headers, and what is made of them (all but the block and its checks).
void ReadHeaders(std::string_view head, WarcRecord& record);

}  // namespace checkback
